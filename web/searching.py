"""Search over all text of a register, the same words of several months as one."""

from __future__ import annotations

import itertools
from dataclasses import dataclass

from risktrail.web.register import Evidence, Register

# A row a text: what kind of part it is, the risk, what marks it, and the first and last months it stands in.
SEARCH = """
WITH s AS (SELECT * FROM series WHERE register = ?),
said AS (
    SELECT s.ordinal, s.period, 'action' AS kind, t.risk_id, t.action_id AS of, a.page,
           concat_ws(' – ', a.ref, a.text, array_to_string(a.owners, ', '), a.due_text, a.status_text, a.note) AS text
    FROM action AS a JOIN s USING (report_id) JOIN action_trail AS t
        ON t.report_id = a.report_id AND t.risk_position = a.risk_position AND t.position = a.position
    UNION ALL
    SELECT s.ordinal, s.period, 'description', k.risk_id, k.risk_id, coalesce(k.description_source[1].page, k.page),
           k.description
    FROM risk AS k JOIN s USING (report_id)
    UNION ALL
    SELECT s.ordinal, s.period, 'impact', k.risk_id, k.risk_id, i.page, i.text
    FROM impact AS i JOIN s USING (report_id) JOIN risk AS k
        ON k.report_id = i.report_id AND k.position = i.risk_position
    UNION ALL
    SELECT s.ordinal, s.period, f.kind, k.risk_id, k.risk_id, k.page, f.text
    FROM (SELECT *, unnest([
        {'kind': 'title', 'text': title}, {'kind': 'owner', 'text': nullif(array_to_string(owners, ', '), '')}
    ]) AS f FROM risk) AS k JOIN s USING (report_id)
    WHERE f.text IS NOT NULL
    UNION ALL
    SELECT s.ordinal, s.period, c.kind, k.risk_id, k.risk_id, coalesce(c.page, k.page), c.text
    FROM (
        SELECT 'cause' AS kind, report_id, risk_position, page, text FROM cause
        UNION ALL SELECT 'control', report_id, risk_position, page, text FROM control
        UNION ALL SELECT 'update', report_id, risk_position, page, text FROM risk_update
        UNION ALL SELECT 'detail', report_id, risk_position, page, head || ': ' || text FROM detail
    ) AS c JOIN s USING (report_id) JOIN risk AS k
        ON k.report_id = c.report_id AND k.position = c.risk_position
    UNION ALL
    SELECT s.ordinal, s.period, 'remark', k.risk_id, k.risk_id, m.page, m.text
    FROM remark AS m JOIN s USING (report_id) JOIN risk AS k
        ON k.report_id = m.report_id AND k.position = m.risk_position
    UNION ALL
    SELECT s.ordinal, s.period, 'recommendation', NULL, c.position::VARCHAR, c.page, c.text
    FROM recommendation AS c JOIN s USING (report_id)
    UNION ALL
    SELECT s.ordinal, s.period, 'narrative', NULL, n.position::VARCHAR, n.page,
           concat_ws(chr(10), n.heading, array_to_string(n.paragraphs, chr(10)))
    FROM narrative AS n JOIN s USING (report_id)
    UNION ALL
    SELECT s.ordinal, s.period, 'unplaced', NULL, u.page::VARCHAR, u.page, u.text
    FROM unplaced AS u JOIN s USING (report_id)
)
SELECT kind, risk_id, text, min(period) AS first, max(period) AS last, count(DISTINCT period) AS papers,
       arg_max(of, ordinal) AS of, arg_max(page, ordinal) AS page
FROM said
WHERE list_bool_and(list_transform(?::VARCHAR[], lambda word: contains(lower(text), word)))
GROUP BY kind, risk_id, text
ORDER BY last DESC, risk_id NULLS LAST, kind, text
"""
MOST = 200


@dataclass(frozen=True)
class Found:
    """A text with the words sought, in pieces: (whether it is one of them, text)."""

    kind: str
    risk_id: str | None
    pieces: list[tuple[bool, str]]
    first: str
    last: str
    papers: int
    evidence: Evidence | None


def search(register: Register, words: str) -> tuple[list[Found], int]:
    """Texts in which all the words stand, whatever their case; the latest first, and how many there are."""
    sought = words.lower().split()
    if not sought:
        return [], 0
    rows = register.query(SEARCH, sought).dicts()
    found = [
        Found(
            row["kind"], row["risk_id"], pieces(row["text"], sought), row["first"], row["last"], row["papers"],
            register.evidence(row["last"], row["page"], row["kind"], row["of"]),
        )
        for row in rows[:MOST]
    ]  # fmt: skip
    return found, len(rows)


def pieces(text: str, sought: list[str]) -> list[tuple[bool, str]]:
    """The text cut at the words sought."""
    lower = text.lower()
    if len(lower) != len(text):
        return [(False, text)]
    hit = [False] * len(text)
    for word in sought:
        at = lower.find(word)
        while at >= 0:
            hit[at : at + len(word)] = [True] * len(word)
            at = lower.find(word, at + 1)
    cuts = [0, *(at for at in range(1, len(text)) if hit[at] != hit[at - 1]), len(text)]
    return [(hit[begin], text[begin:end]) for begin, end in itertools.pairwise(cuts) if begin < end]
