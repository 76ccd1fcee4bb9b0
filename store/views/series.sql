-- The current report of each register and month, in order, with the months missing just before it.
-- Calendar months between two reports without a paper are counted, never bridged in silence.
CREATE OR REPLACE VIEW series AS
SELECT register, period, ordinal, report_id, months_missing, dated, report_date, source_file
FROM report_series
WHERE current;
