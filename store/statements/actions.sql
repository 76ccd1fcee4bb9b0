-- Actions of all current reports, one row a month, as far as they meet the conditions put in here, with their risks' titles.
SELECT
    a.register, a.period, a.report_date, a.risk_id, a.position, a.action_id, a.text, a.status, a.status_text, a.note,
    a.owners, a.first_seen, a.reports_ongoing, a.reports_unchanged, a.source_file, a.page, k.title, a.ref, a.due_date,
    a.due_text, a.completed_date, a.percent, a.note_date, a.first_due_date, a.times_moved, a.match_method, a.similarity,
    a.unsure, a.decided
FROM (SELECT * FROM actions WHERE {conditions}) AS a
JOIN risk AS k ON k.report_id = a.report_id AND k.position = a.risk_position
ORDER BY a.register, a.period, a.risk_position, a.position;
