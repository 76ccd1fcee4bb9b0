-- The months in which a risk stands.
SELECT DISTINCT s.period
FROM risk AS k JOIN series AS s ON s.report_id = k.report_id
WHERE s.register = $register AND k.risk_id = $risk
ORDER BY s.period;
