-- The risks of `disappeared_risks`, the latest first, with the last rating as values.
SELECT
    d.gone_in, d.last_seen, d.risk_id, k.score, k.band, d.returned_in, d.became, d.live_actions, d.description, d.page
FROM disappeared_risks AS d
JOIN risk_steps AS k ON k.register = d.register AND k.risk_id = d.risk_id AND k.period = d.last_seen
WHERE d.register = $register AND k.register = $register
ORDER BY d.gone_in DESC, d.risk_id;
