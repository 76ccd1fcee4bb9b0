-- Current papers with tables that were not read: how many, and on which pages. register: NULL is all.
SELECT s.register, s.period, s.source_file, count(*), list_sort(list_distinct(list(w.page)))
FROM reading_warning AS w JOIN series AS s ON s.report_id = w.report_id
WHERE w.code = $code AND ($register IS NULL OR s.register = $register) AND s.period BETWEEN $since AND $until
GROUP BY ALL
ORDER BY s.register, s.period;
