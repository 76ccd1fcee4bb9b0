-- The current report of a register and month: its date, and what it says that it leaves out.
SELECT s.dated, s.has_day, r.leaves_out
FROM series AS s
JOIN report AS r ON r.report_id = s.report_id
WHERE s.register = $register AND s.period = $month;
