-- The reports that claim a month, and which of them has it.
SELECT s.report_id, r.paper_id, s.current
FROM report_series AS s JOIN report AS r ON r.report_id = s.report_id
WHERE s.register = $register AND s.period = $period
ORDER BY s.report_id;
