-- The last title of each risk that has one besides its number.
-- register: NULL is all.
SELECT s.register, k.risk_id, arg_max(k.title, s.ordinal) AS title
FROM risk AS k
JOIN series AS s ON s.report_id = k.report_id
WHERE ($register IS NULL OR s.register = $register) AND k.title IS NOT NULL AND k.title <> k.risk_id
GROUP BY ALL;
