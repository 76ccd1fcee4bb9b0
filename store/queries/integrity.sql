-- Rows that contradict the store's own rules; a sound store has none.
-- A row whose parent is missing, a paper, report or position that is there twice, a month with another number of
-- current reports than one, an action without a trail, a contested month without a holder or with one that does not
-- claim it, a removed paper without its reason, a report whose profile's text is not kept, a corrected value of a report
-- that is not there, two decisions of one number, or a register whose trails are not worked out.
CREATE OR REPLACE VIEW integrity AS
WITH parts AS (
    SELECT 'risk' AS in_table, report_id, position AS risk_position, 0 AS position FROM risk
    UNION ALL SELECT 'impact', report_id, risk_position, position FROM impact
    UNION ALL SELECT 'action', report_id, risk_position, position FROM action
    UNION ALL SELECT 'remark', report_id, risk_position, position FROM remark
    UNION ALL SELECT 'rating', report_id, risk_position, position FROM rating
    UNION ALL SELECT 'cause', report_id, risk_position, position FROM cause
    UNION ALL SELECT 'control', report_id, risk_position, position FROM control
    UNION ALL SELECT 'risk_update', report_id, risk_position, position FROM risk_update
    UNION ALL SELECT 'detail', report_id, risk_position, position FROM detail
    UNION ALL SELECT 'recommendation', report_id, 0, position FROM recommendation
    UNION ALL SELECT 'narrative', report_id, 0, position FROM narrative
    UNION ALL SELECT 'unplaced', report_id, 0, position FROM unplaced
    UNION ALL SELECT 'struck', report_id, 0, position FROM struck
    UNION ALL SELECT 'recognised_word', report_id, 0, position FROM recognised_word
    UNION ALL SELECT 'reading_warning', report_id, 0, position FROM reading_warning
    UNION ALL SELECT 'action_trail', report_id, risk_position, position FROM action_trail
)
SELECT in_table, report_id AS row_key, 'its report is missing' AS problem
FROM parts WHERE report_id NOT IN (SELECT report_id FROM report)
UNION ALL
SELECT in_table, report_id, 'its risk is missing' FROM parts AS p
WHERE in_table IN (
    'impact', 'action', 'remark', 'action_trail', 'rating', 'cause', 'control', 'risk_update', 'detail'
)
  AND NOT EXISTS (FROM risk AS k WHERE k.report_id = p.report_id AND k.position = p.risk_position)
UNION ALL
SELECT in_table, report_id, 'a position is used twice' FROM parts
GROUP BY in_table, report_id, risk_position, position HAVING count(*) > 1
UNION ALL
SELECT in_table, row_key, 'it is there twice' FROM (
    SELECT 'paper' AS in_table, paper_id AS row_key FROM paper UNION ALL SELECT 'report', report_id FROM report
    UNION ALL SELECT 'paper_content', sha256 FROM paper_content UNION ALL SELECT 'paper_location', path FROM paper_location
    UNION ALL SELECT 'lost_source', path FROM lost_source
    UNION ALL SELECT 'removed_paper', paper_id FROM removed_paper
    UNION ALL SELECT 'paper_option', paper_id FROM paper_option
    UNION ALL SELECT 'attached_file', container || ' ' || sha256 || ' ' || name FROM attached_file
    UNION ALL SELECT 'month_holder', report_id FROM month_holder
    UNION ALL SELECT 'profile', name || ' ' || sha256 FROM profile
)
GROUP BY in_table, row_key HAVING count(*) > 1
UNION ALL
SELECT 'report', r.report_id, 'its paper is missing' FROM report AS r
WHERE NOT EXISTS (FROM paper AS p WHERE p.paper_id = r.paper_id AND p.state = 'stored')
UNION ALL
SELECT 'paper', p.paper_id, 'its report is missing' FROM paper AS p
WHERE p.state = 'stored' AND NOT EXISTS (FROM report AS r WHERE r.paper_id = p.paper_id)
UNION ALL
SELECT in_table, c.sha256, 'its paper is missing' FROM (
    SELECT 'paper_content' AS in_table, sha256 FROM paper_content UNION ALL SELECT 'attached_file', sha256 FROM attached_file
) AS c
WHERE NOT EXISTS (FROM paper AS p WHERE p.sha256 = c.sha256)
UNION ALL
SELECT 'paper_option', o.paper_id, 'its paper is missing' FROM paper_option AS o
WHERE NOT EXISTS (FROM paper AS p WHERE p.paper_id = o.paper_id)
UNION ALL
SELECT 'removed_paper', g.paper_id, 'its paper is not removed' FROM removed_paper AS g
WHERE NOT EXISTS (FROM paper AS p WHERE p.paper_id = g.paper_id AND p.state = 'removed')
UNION ALL
SELECT 'paper', p.paper_id, 'it is removed without a reason' FROM paper AS p
WHERE p.state = 'removed' AND NOT EXISTS (FROM removed_paper AS g WHERE g.paper_id = p.paper_id)
UNION ALL
SELECT 'month_holder', h.report_id, 'its report does not claim the month' FROM month_holder AS h
WHERE NOT EXISTS (
    FROM report AS r WHERE r.report_id = h.report_id AND r.register = h.register AND r.period = h.period
)
UNION ALL
SELECT 'report_series', s.report_id, 'it conflicts with a report that has not the month' FROM report_series AS s
WHERE s.conflicts_with IS NOT NULL AND NOT EXISTS (
    FROM report_series AS c JOIN month_holder AS h ON h.report_id = c.report_id
    WHERE c.report_id = s.conflicts_with AND c.current AND c.register = s.register AND c.period = s.period
)
UNION ALL
SELECT 'report', r.report_id, 'the text of its profile is missing' FROM report AS r
WHERE r.profile_sha256 IS NOT NULL
  AND NOT EXISTS (FROM profile AS f WHERE f.name = r.profile AND f.sha256 = r.profile_sha256)
UNION ALL
SELECT 'decision_effect', e.report_id, 'its report is missing' FROM decision_effect AS e
WHERE NOT EXISTS (FROM report AS r WHERE r.report_id = e.report_id)
UNION ALL
SELECT 'decision', CAST(number AS VARCHAR), 'it is there twice' FROM (
    SELECT number FROM decision UNION ALL SELECT number FROM alias UNION ALL SELECT number FROM removed_paper
)
GROUP BY number HAVING count(*) > 1
UNION ALL
SELECT 'report', r.report_id, 'it has no place in the series' FROM report AS r
WHERE NOT EXISTS (FROM report_series AS s WHERE s.report_id = r.report_id)
UNION ALL
SELECT 'report_series', register || ' ' || period, 'not one current report' FROM report_series
GROUP BY register, period HAVING count(*) FILTER (current) <> 1
UNION ALL
SELECT 'action', a.report_id, 'it has no trail' FROM action AS a
JOIN report_series AS s ON s.report_id = a.report_id AND s.current
WHERE NOT EXISTS (
    FROM action_trail AS t
    WHERE t.report_id = a.report_id AND t.risk_position = a.risk_position AND t.position = a.position
)
UNION ALL
SELECT 'dirty_register', register, 'its trails are not worked out' FROM dirty_register
ORDER BY in_table, row_key, problem;
