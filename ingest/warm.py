"""What the first paper of a process would have to wait for, in one module: to be imported before workers are forked."""

from __future__ import annotations

import risktrail.ingest.pdf.pdfium_engine
import risktrail.ingest.reader  # noqa: F401 - both are loaded by name, when the first paper comes
from risktrail.ingest.fields.dehyphenate import word_list
from risktrail.ingest.profile import load_profile

load_profile()
word_list()
