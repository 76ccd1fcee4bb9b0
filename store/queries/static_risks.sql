-- Risks whose rating never changed, and whether their text moved.
-- Risks that stand in two reports or more, always with the same score and band. description_changes and impact_changes
-- count the reports in which that text differs from the standing before by more than white space; text_moved is whether
-- either does.
-- Needs 2 reports.
CREATE OR REPLACE VIEW static_risks AS
WITH paragraphs AS (
    SELECT s.register, i.report_id, i.risk_position, evened(string_agg(i.text, chr(10) ORDER BY i.position)) AS impact
    FROM impact AS i JOIN series AS s ON s.report_id = i.report_id
    GROUP BY ALL
),
steps AS (
    SELECT
        k.*, coalesce(p.impact, '') AS impact,
        lag(coalesce(p.impact, '')) OVER (PARTITION BY k.register, k.risk_id ORDER BY k.ordinal) AS previous_impact
    FROM risk_steps AS k
    LEFT JOIN paragraphs AS p ON p.register = k.register AND p.report_id = k.report_id AND p.risk_position = k.position
)
SELECT
    register, risk_id, any_value(score) AS score, any_value(band) AS band, count(*) AS reports,
    min(period) AS first_seen, max(period) AS last_seen,
    count(*) FILTER (evened(description) <> evened(previous_description)) AS description_changes,
    count(*) FILTER (impact <> previous_impact) AS impact_changes,
    description_changes + impact_changes > 0 AS text_moved,
    arg_max(source_file, ordinal) AS source_file, arg_max(page, ordinal) AS page
FROM steps
GROUP BY register, risk_id
HAVING count(*) > 1 AND count(DISTINCT coalesce(rating_label(score, band), '')) = 1
ORDER BY reports DESC, register, risk_id;
