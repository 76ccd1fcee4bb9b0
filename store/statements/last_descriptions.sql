-- The last title and the last description of each risk of a register.
SELECT k.risk_id, arg_max(k.title, s.ordinal) AS title, arg_max(k.description, s.ordinal) AS description
FROM risk AS k
JOIN series AS s ON s.report_id = k.report_id
WHERE s.register = $register
GROUP BY k.risk_id;
