-- Numbers that more than one risk of a current paper has, with the months.
SELECT risk_id, list_sort(list_distinct(list(period)))
FROM (
    SELECT k.report_id, s.period, k.risk_id
    FROM risk AS k JOIN series AS s ON s.report_id = k.report_id
    WHERE s.register = $register AND s.period BETWEEN $since AND $until
    GROUP BY ALL
    HAVING count(*) > 1
)
GROUP BY ALL
ORDER BY risk_id;
