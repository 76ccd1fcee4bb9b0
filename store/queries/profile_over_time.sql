-- The register as a whole, report by report: how many risks, how bad, what is open.
-- mean_score is over the risks with a score. bands is how many risks each band has, the worst first. new and absent count
-- risks against the report before. missing_months are calendar months without a paper just before.
CREATE OR REPLACE VIEW profile_over_time AS
WITH bands AS (
    SELECT report_id, band, count(*) AS risks, max(score) AS worst FROM risk_steps GROUP BY ALL
),
per_report AS (
    SELECT report_id, count(*) AS risks, round(avg(score), 2) AS mean_score, max(score) AS highest_score,
           sum(score) AS total_score, count(*) FILTER (previous_period IS NULL OR gap > 0) AS new_risks
    FROM risk_steps GROUP BY ALL
),
gone AS (
    SELECT register, ordinal + 1 AS ordinal, count(*) AS absent_risks
    FROM risk_steps WHERE next_ordinal IS DISTINCT FROM ordinal + 1 GROUP BY ALL
),
per_action AS (
    SELECT report_id, count(*) AS actions, count(*) FILTER (status = 'ongoing') AS ongoing,
           count(*) FILTER (status = 'completed') AS completed, count(*) FILTER (reports_ongoing >= 3) AS stalled
    FROM actions GROUP BY ALL
)
SELECT
    s.register, s.period, s.months_missing AS missing_months, coalesce(p.risks, 0) AS risks, p.mean_score,
    p.highest_score, CAST(p.total_score AS BIGINT) AS total_score,
    (SELECT string_agg(b.risks || ' ' || coalesce(b.band, 'not rated'), ', '
        ORDER BY b.worst DESC NULLS LAST, b.band) FROM bands AS b WHERE b.report_id = s.report_id) AS bands,
    CASE WHEN s.ordinal > 1 THEN coalesce(p.new_risks, 0) END AS new_risks,
    CASE WHEN s.ordinal > 1 THEN coalesce(g.absent_risks, 0) END AS absent_risks,
    coalesce(a.actions, 0) AS actions, coalesce(a.ongoing, 0) AS ongoing, coalesce(a.completed, 0) AS completed,
    coalesce(a.stalled, 0) AS stalled, s.source_file
FROM series AS s
LEFT JOIN per_report AS p ON p.report_id = s.report_id
LEFT JOIN per_action AS a ON a.report_id = s.report_id
LEFT JOIN gone AS g ON g.register = s.register AND g.ordinal = s.ordinal
ORDER BY s.register, s.period;
