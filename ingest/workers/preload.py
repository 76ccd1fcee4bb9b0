"""What the fork server imports before it forks workers, so that no worker has to load it for its first paper.

It is a module of its own because the fork server takes the name of a module to import, not a function to call.
"""

from __future__ import annotations

import risktrail.ingest.pdf.pdfium_engine
import risktrail.ingest.reader  # noqa: F401 - both are otherwise loaded by name, when the first paper comes
from risktrail.ingest.fields.dehyphenate import word_list
from risktrail.ingest.profile_files import built_in

for each in built_in():
    each.load()
word_list()
