-- Risks whose rating never changed, and whether their text moved.
-- Risks that stand in two reports or more, always with the same score and band. description_changes and impact_changes
-- count the reports in which that text differs from the standing before by more than white space; text_moved is whether
-- either does.
CREATE OR REPLACE VIEW static_risks AS
SELECT
    register, risk_id, any_value(score) AS score, any_value(band) AS band, count(*) AS reports,
    min(period) AS first_seen, max(period) AS last_seen,
    count(*) FILTER (evened(description) <> evened(previous_description)) AS description_changes,
    count(*) FILTER (previous_period IS NOT NULL
        AND evened(coalesce(impact, '')) <> evened(coalesce(previous_impact, ''))) AS impact_changes,
    description_changes + impact_changes > 0 AS text_moved,
    arg_max(source_file, ordinal) AS source_file, arg_max(page, ordinal) AS page
FROM risk_steps
GROUP BY register, risk_id
HAVING count(*) > 1 AND count(DISTINCT coalesce(rating_label(score, band), '')) = 1
ORDER BY reports DESC, register, risk_id;
