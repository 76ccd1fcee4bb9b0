-- Actions of all current reports, one row a month, as far as they meet the conditions put in here.
SELECT
    register, period, report_date, risk_id, position, action_id, text, status, status_text, note, owners, first_seen,
    reports_ongoing, reports_unchanged, source_file, page
FROM actions
WHERE {conditions}
ORDER BY register, period, risk_position, position;
