-- The current report of each register and month, in order, with the months missing just before it.
-- Calendar months between two reports without a paper are counted, never bridged in silence.
CREATE OR REPLACE VIEW series AS
SELECT
    s.register,
    s.period,
    s.ordinal,
    s.report_id,
    s.months_missing,
    coalesce(r.report_date, r.meeting_date, CAST(s.period || '-01' AS DATE)) AS dated,
    r.report_date,
    p.name AS source_file
FROM report_series AS s
JOIN report AS r ON r.report_id = s.report_id
JOIN paper AS p ON p.sha256 = r.sha256
WHERE s.current;
