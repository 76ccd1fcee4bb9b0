-- Every risk in every month from its first: stands, absent, or no paper for that month.
-- moved is the score less the one of the standing before. ongoing and completed count its actions of that status.
CREATE OR REPLACE VIEW risk_timeline AS
WITH first_standing AS (SELECT register, risk_id, min(period) AS first_seen FROM risk_steps GROUP BY ALL),
months AS (
    SELECT register, period, report_id, source_file FROM series
    UNION ALL
    SELECT register, period, NULL, NULL FROM missing_months
),
counted AS (
    SELECT register, report_id, risk_id, count(*) AS actions, count(*) FILTER (status = 'ongoing') AS ongoing,
           count(*) FILTER (status = 'completed') AS completed
    FROM actions GROUP BY ALL
)
SELECT
    f.register, f.risk_id, m.period,
    CASE WHEN m.report_id IS NULL THEN 'no paper' WHEN k.risk_id IS NULL THEN 'absent' ELSE 'stands' END AS state,
    k.score, k.band, k.score - k.previous_score AS moved,
    CASE WHEN k.risk_id IS NOT NULL THEN coalesce(c.actions, 0) END AS actions,
    CASE WHEN k.risk_id IS NOT NULL THEN coalesce(c.ongoing, 0) END AS ongoing,
    CASE WHEN k.risk_id IS NOT NULL THEN coalesce(c.completed, 0) END AS completed,
    m.source_file, k.page
FROM first_standing AS f
JOIN months AS m ON m.register = f.register AND m.period >= f.first_seen
LEFT JOIN risk_steps AS k ON k.register = f.register AND k.report_id = m.report_id AND k.risk_id = f.risk_id
LEFT JOIN counted AS c ON c.register = f.register AND c.report_id = m.report_id AND c.risk_id = f.risk_id
ORDER BY f.register, f.risk_id, m.period;
