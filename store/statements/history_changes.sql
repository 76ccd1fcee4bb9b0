-- What changed of a risk, under any of its names, from report to report after its first month.
SELECT
    register, to_period, risk_id, item, change, field, before, after, score_before, band_before, score_after, band_after,
    action_id, text,
    CASE WHEN change = 'absent' THEN from_file ELSE to_file END AS source_file,
    CASE WHEN change = 'absent' THEN from_page ELSE to_page END AS page, title
FROM rated_changes(of_register := $register, everything := true, stepwise := true)
WHERE list_contains($names, risk_id) AND to_period > $first AND (item = 'risk' OR change <> 'unchanged');
