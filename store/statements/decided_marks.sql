-- What the decisions on a register changed, a row a note: of which risk or action, in which month, and which field.
-- field: NULL where two actions were said to be one, or two; is_later is then whether it is the later of the two.
SELECT
    s.period, k.risk_id, t.action_id, e.field, d.kind = 'different' AS parts,
    d.other_period IS NOT DISTINCT FROM s.period AS is_later, e.note
FROM decision_effect AS e
JOIN decision AS d ON d.number = e.number
JOIN series AS s ON s.report_id = e.report_id
JOIN risk AS k ON k.report_id = e.report_id AND k.position = e.risk_position
LEFT JOIN action_trail AS t
    ON t.report_id = e.report_id AND t.risk_position = e.risk_position AND t.position = e.position
WHERE e.register = $register AND e.note IS NOT NULL
ORDER BY e.number, s.period;
