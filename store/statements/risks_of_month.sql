-- The risks that stand in a month.
SELECT DISTINCT k.risk_id
FROM risk AS k JOIN series AS s ON s.report_id = k.report_id
WHERE s.register = $register AND s.period = $period
ORDER BY k.risk_id;
