-- Falls of a rating in a month in which no action of the risk was completed.
-- A score lower than in the report before in which the risk stands, where none of the risk's actions became completed in
-- the reports after that one up to this.
-- Needs 2 reports.
CREATE OR REPLACE VIEW rating_fell_without_completion AS
WITH completions AS (
    SELECT register, risk_id, list(period) AS periods FROM action_steps
    WHERE status = 'completed' AND previous_status IS DISTINCT FROM 'completed'
    GROUP BY register, risk_id
)
SELECT
    k.register, k.risk_id, k.previous_period AS from_period, k.period AS to_period,
    rating_label(k.previous_score, k.previous_band) AS before, rating_label(k.score, k.band) AS after,
    k.previous_score - k.score AS fall, k.previous_file AS from_file, k.previous_page AS from_page,
    k.source_file, k.page
FROM risk_steps AS k
LEFT JOIN completions AS c ON c.register = k.register AND c.risk_id = k.risk_id
WHERE k.score < k.previous_score
  AND len(list_filter(coalesce(c.periods, []), lambda p: p > k.previous_period AND p <= k.period)) = 0
ORDER BY k.register, to_period, k.risk_id;
