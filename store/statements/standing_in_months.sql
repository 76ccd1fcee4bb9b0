-- The risks of a register's current reports of some months, and their actions, in the papers' order: as they were read.
SELECT
    s.register, s.period, s.ordinal, s.report_id, r.paper_id, k.risk_id, k.position, a.position,
    CASE WHEN e.number IS NULL THEN a.text ELSE e.as_read END
FROM report_series AS s
JOIN report AS r ON r.report_id = s.report_id
JOIN risk AS k ON k.report_id = s.report_id
JOIN (
    SELECT report_id, risk_position, position, text FROM action
    UNION ALL
    SELECT report_id, position, NULL, NULL FROM risk
) AS a ON a.report_id = s.report_id AND a.risk_position = k.position
LEFT JOIN decision_effect AS e ON e.report_id = s.report_id AND e.risk_position = k.position
    AND e.position = a.position AND e.field = 'text'
WHERE s.register = $register AND s.current AND list_contains($periods, s.period)
ORDER BY s.ordinal, k.position, a.position NULLS FIRST;
