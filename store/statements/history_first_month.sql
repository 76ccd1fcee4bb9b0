-- The first month in which a risk stands under any of its names.
SELECT min(s.period)
FROM risk AS k JOIN series AS s ON s.report_id = k.report_id
WHERE s.register = $register AND list_contains($names, k.risk_id);
