-- Risks whose rating has stood still although actions were completed.
-- For each risk of a register's latest report: the unbroken run of reports with the same score and band up to there, and
-- the actions whose status became completed within it, after its first report. Risks without such an action are not
-- here. unchanged_since is the run's first month.
-- Needs 2 reports.
CREATE OR REPLACE VIEW static_rating_with_completed_actions AS
WITH moves AS (
    SELECT register, risk_id, max(ordinal) FILTER (
        previous_period IS NULL OR gap > 0 OR (score, band) IS DISTINCT FROM (previous_score, previous_band)
    ) AS since
    FROM risk_steps GROUP BY ALL
)
SELECT
    k.register, k.risk_id, k.score, k.band, f.period AS unchanged_since, k.ordinal - m.since + 1 AS reports_unchanged,
    count(*) AS completed_actions,
    list(a.text ORDER BY a.ordinal, a.position) AS completed,
    list(a.period ORDER BY a.ordinal, a.position) AS completed_in,
    k.period AS last_seen, k.source_file, k.page
FROM risk_steps AS k
JOIN latest AS l ON l.report_id = k.report_id
JOIN moves AS m ON m.register = k.register AND m.risk_id = k.risk_id
JOIN series AS f ON f.register = k.register AND f.ordinal = m.since
JOIN action_steps AS a ON a.register = k.register AND a.risk_id = k.risk_id AND a.ordinal > m.since
    AND a.status = 'completed' AND a.previous_status IS DISTINCT FROM 'completed'
GROUP BY ALL
ORDER BY completed_actions DESC, k.register, k.risk_id;
