-- Texts of a register's current papers in which all the words stand, the latest first.
-- words: in lower case. The same text of the same risk in several months is one row, with its first and last month.
-- key names the part of the last of those papers, as text_places.sql takes it.
WITH s AS (SELECT * FROM series WHERE register = $register),
texts AS (
    SELECT
        s.ordinal, s.period, 'action' AS kind, t.risk_id, t.action_id AS key, a.page,
        concat_ws(' – ', a.ref, a.text, nullif(array_to_string(a.owners, ', '), ''), a.due_text, a.status_text, a.note) AS text
    FROM action AS a JOIN s USING (report_id) JOIN action_trail AS t
        ON t.report_id = a.report_id AND t.risk_position = a.risk_position AND t.position = a.position
    UNION ALL
    SELECT
        s.ordinal, s.period, 'description', k.risk_id, k.risk_id, coalesce(k.description_source[1].page, k.page),
        k.description
    FROM risk AS k JOIN s USING (report_id)
    UNION ALL
    SELECT s.ordinal, s.period, 'impact', k.risk_id, k.risk_id, i.page, i.text
    FROM impact AS i JOIN s USING (report_id) JOIN risk AS k
        ON k.report_id = i.report_id AND k.position = i.risk_position
    UNION ALL
    SELECT s.ordinal, s.period, f.kind, k.risk_id, k.risk_id, k.page, f.text
    FROM (
        SELECT *, unnest([
            {'kind': 'title', 'text': title}, {'kind': 'owner', 'text': nullif(array_to_string(owners, ', '), '')}
        ]) AS f
        FROM risk
    ) AS k JOIN s USING (report_id)
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
    SELECT
        s.ordinal, s.period, 'narrative', NULL, n.position::VARCHAR, n.page,
        concat_ws(chr(10), n.heading, array_to_string(n.paragraphs, chr(10)))
    FROM narrative AS n JOIN s USING (report_id)
    UNION ALL
    SELECT s.ordinal, s.period, 'unplaced', NULL, u.page::VARCHAR, u.page, u.text
    FROM unplaced AS u JOIN s USING (report_id)
)
SELECT
    kind, risk_id, text, min(period) AS first, max(period) AS last, count(DISTINCT period) AS papers,
    arg_max(key, ordinal) AS key, arg_max(page, ordinal) AS page
FROM texts
WHERE list_bool_and(list_transform($words::VARCHAR[], lambda word: contains(lower(text), word)))
GROUP BY kind, risk_id, text
ORDER BY last DESC, risk_id NULLS LAST, kind, text;
