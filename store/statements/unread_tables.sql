-- Current papers with tables or pages that were not read: how many, and on which pages. register: NULL is all; codes:
-- those of the reader's warnings.
SELECT s.register, s.period, s.source_file, w.code, count(*), list_sort(list_distinct(list(w.page)))
FROM reading_warning AS w JOIN series AS s ON s.report_id = w.report_id
WHERE list_contains($codes, w.code) AND ($register IS NULL OR s.register = $register)
GROUP BY ALL
ORDER BY s.register, s.period, w.code DESC;
