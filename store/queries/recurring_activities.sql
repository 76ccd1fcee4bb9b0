-- Standing controls: actions done every meeting or every month, which never stall.
-- Actions whose last known status is recurring. stands is whether they are in the register's latest report.
CREATE OR REPLACE VIEW recurring_activities AS
SELECT
    a.register, a.risk_id, a.action_id, a.text, a.status_text, a.owners, a.first_seen, a.period AS last_seen,
    count(*) OVER (PARTITION BY a.register, a.action_id) AS reports, l.report_id IS NOT NULL AS stands,
    a.source_file, a.page
FROM action_steps AS a
LEFT JOIN latest AS l ON l.report_id = a.report_id
QUALIFY a.next_ordinal IS NULL AND a.status = 'recurring'
ORDER BY a.register, a.risk_id, a.position;
