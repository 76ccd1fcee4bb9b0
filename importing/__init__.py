"""Importing papers into a store: they are found, read by workers or a cluster, and written by this process.

    from risktrail.importing.pipeline import import_papers

Nothing here prints. What happens is counted in an `ImportSummary`, given to a callback as it grows, and logged under
`risktrail.importing`: failed papers as errors, remarks as information, each stored paper as a debug message.
"""

from __future__ import annotations

import logging

logging.getLogger(__name__).addHandler(logging.NullHandler())  # else errors would be printed where nobody listens
