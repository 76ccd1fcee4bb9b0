-- Stored reports, superseded ones, those in conflict and removed ones too.
-- register, period: NULL is all. A removed paper that had failed has no register, and belongs to every one.
SELECT
    register, period, report_date, meeting_date, meeting_number, paper_reference, title, author, missing_months, risks,
    actions, pages, state, superseded_by, source_file, conflicts_with, reason, organisation,
    leaves_out, first_page, last_page, report_id
FROM reports
WHERE ($register IS NULL OR register = $register OR register IS NULL) AND ($period IS NULL OR period = $period)
ORDER BY register, period, state, source_file, report_id;
