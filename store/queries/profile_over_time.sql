-- The register as a whole, report by report: how many risks, how bad, what is open.
-- mean_score is over the risks with a score. bands is how many risks each band has, the worst first. new and absent count
-- risks against the report before. missing_months are calendar months without a paper just before.
CREATE OR REPLACE VIEW profile_over_time AS
WITH banded AS (
    SELECT
        register, report_id, band, count(*) AS risks, max(score) AS worst, count(score) AS rated, sum(score) AS total,
        count(*) FILTER (previous_period IS NULL OR gap > 0) AS new_risks
    FROM risk_steps GROUP BY ALL
),
per_report AS (
    SELECT
        register, report_id, sum(risks) AS risks, round(sum(total) / nullif(sum(rated), 0), 2) AS mean_score,
        max(worst) AS highest_score, sum(total) AS total_score, sum(new_risks) AS new_risks,
        string_agg(risks || ' ' || coalesce(band, 'not rated'), ', ' ORDER BY worst DESC NULLS LAST, band) AS bands
    FROM banded GROUP BY register, report_id
),
gone AS (
    SELECT register, ordinal + 1 AS ordinal, count(*) AS absent_risks
    FROM risk_steps WHERE next_ordinal IS DISTINCT FROM ordinal + 1 GROUP BY ALL
),
per_action AS (
    SELECT register, report_id, count(*) AS actions, count(*) FILTER (status = 'ongoing') AS ongoing,
           count(*) FILTER (status = 'completed') AS completed, count(*) FILTER (reports_ongoing >= 3) AS stalled
    FROM actions GROUP BY ALL
)
SELECT
    s.register, s.period, s.months_missing AS missing_months, CAST(coalesce(p.risks, 0) AS BIGINT) AS risks,
    p.mean_score, p.highest_score, CAST(p.total_score AS BIGINT) AS total_score, p.bands,
    CAST(CASE WHEN s.ordinal > 1 THEN coalesce(p.new_risks, 0) END AS BIGINT) AS new_risks,
    CASE WHEN s.ordinal > 1 THEN coalesce(g.absent_risks, 0) END AS absent_risks,
    coalesce(a.actions, 0) AS actions, coalesce(a.ongoing, 0) AS ongoing, coalesce(a.completed, 0) AS completed,
    coalesce(a.stalled, 0) AS stalled, s.source_file
FROM series AS s
LEFT JOIN per_report AS p ON p.register = s.register AND p.report_id = s.report_id
LEFT JOIN per_action AS a ON a.register = s.register AND a.report_id = s.report_id
LEFT JOIN gone AS g ON g.register = s.register AND g.ordinal = s.ordinal
ORDER BY s.register, s.period;
