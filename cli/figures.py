"""What an import came to and cost, as figures for programs."""

from __future__ import annotations

import json
import resource
import time

from risktrail.cli.tally import Tally
from risktrail.store import Outcome


def figures(tally: Tally, jobs: int) -> str:
    """One JSON object. `seconds` is elapsed time, `peak_memory_mib` that of the process that stores."""
    seconds = time.perf_counter() - tally.begun
    told = {
        "papers": tally.papers,
        **{str(outcome): tally.outcomes[outcome] for outcome in Outcome},
        "removed": tally.removed,
        "failed": tally.failed,
        "read": tally.read,
        "pages": tally.pages,
        "bytes": tally.content,
        "jobs": jobs,
        "seconds": round(seconds, 3),
        "papers_per_second": round(tally.papers / seconds, 1),
        "pages_per_second": round(tally.pages / seconds, 1),
        "peak_memory_mib": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, 1),
    }
    return json.dumps(told)
