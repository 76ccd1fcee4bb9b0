-- The risks that stand in any current report of a register.
SELECT DISTINCT k.risk_id
FROM risk AS k JOIN report_series AS s ON s.report_id = k.report_id
WHERE s.current AND s.register = $register
ORDER BY k.risk_id;
