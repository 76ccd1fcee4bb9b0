-- Numbers that more than one risk of a current paper has, with the months. register: NULL is all.
SELECT register, risk_id, list_sort(list_distinct(list(period)))
FROM (
    SELECT s.register, k.report_id, s.period, k.risk_id
    FROM risk AS k JOIN report_series AS s ON s.report_id = k.report_id
    WHERE s.current AND ($register IS NULL OR s.register = $register)
    GROUP BY ALL
    HAVING count(*) > 1
)
GROUP BY ALL
ORDER BY register, risk_id;
