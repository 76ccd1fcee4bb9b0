"""An answer whose values are hard to write, for every format and for the terminal."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from risktrail.store import Answer, AnyAnswer

HARD: AnyAnswer = Answer(
    ("register", "text", "number", "date", "owners", "parts", "flag", "source_file", "page"),
    [
        ("OPSG", 'He said "no", twice', 1, dt.date(2021, 7, 26), ["DCC", "SECAS"], [], True, "a.pdf", 1),
        ("OPSG", "two\nlines\r\nand a third", -2.5, None, [], None, False, "a.pdf", None),
        ("OPSG", "=HYPERLINK(\"http://x\",\"y\")", float("nan"), dt.date(2020, 2, 29), ["=1+1"], [], None, "b.pdf", 3),
        ("OPSG", "@SUM(A1)", Decimal("0.10"), None, ["-5"], [{"page": 1, "bbox": [0.5, 2.0]}], None, "b.pdf", 3),
        ("OPSG", "-12.50", None, None, None, None, None, None, None),
        ("OPSG", "’tis “naïve” – ﬁne, 20 % 🚀", 10**15, None, ["Ærø"], [], None, "été.pdf", 4),
        ("OPSG", "خطر انقطاع الاتصال", 0, None, ["דנה"], [], None, "a|b.pdf", 5),
        ("OPSG", "<b>markup</b> [red]no[/red] a|b \\ `c`", 7, None, [], [], None, "c.pdf", 6),
        ("OPSG", "\x1b[31mred\x1b[0m\tbell\x07", 8, None, ["a; b"], [], None, "c.pdf", 7),
        ("OPSG", "", 9, dt.datetime(2021, 7, 26, 9, 30), [""], [], None, "c.pdf", 8),
    ],
)  # fmt: skip
