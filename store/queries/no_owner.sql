-- Actions of each register's latest report that name nobody to do them.
-- No owner was read, and the action is not completed.
CREATE OR REPLACE VIEW no_owner AS
SELECT
    a.register, a.period, a.risk_id, a.position, a.action_id, a.text, a.status, a.note, a.first_seen,
    a.reports_ongoing, a.source_file, a.page
FROM actions AS a
JOIN latest AS l ON l.report_id = a.report_id
WHERE len(a.owners) = 0 AND a.status <> 'completed'
ORDER BY a.register, a.risk_position, a.position;
