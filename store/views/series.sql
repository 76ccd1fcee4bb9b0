-- The current report of each register and month, in order, with the months missing just before it.
-- Calendar months between two reports without a paper are counted, never bridged in silence. dated is the report's date,
-- else its meeting's; of a paper that prints a month alone (has_day is false) it is the first of that month.
CREATE OR REPLACE VIEW series AS
SELECT
    register, period, ordinal, report_id, months_missing, dated, report_date, source_file,
    report_date IS NOT NULL OR day(dated) > 1 AS has_day
FROM report_series
WHERE current;
