-- The reports that claim a month, and which of them has it.
SELECT report_id, current FROM report_series WHERE register = $register AND period = $period ORDER BY report_id;
