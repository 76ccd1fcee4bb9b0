-- The reports of a register that have their month so far; weight is 2 where another paper claims the month too, else 1.
SELECT period, report_id, 1 AS weight FROM report_series WHERE current AND register = $register
UNION ALL
SELECT period, report_id, 2 FROM month_holder WHERE register = $register
ORDER BY weight;
