-- What a risk's first paper says of it, under any of its names: a row a part, in the paper's order.
SELECT
    register, period, risk_id, if(part = 'action', part, 'risk') AS item, 'first_seen' AS change,
    if(part = 'action', 'status', part) AS field, NULL AS before, coalesce(status, text) AS after,
    NULL AS score_before, NULL AS band_before, score AS score_after, band AS band_after,
    action_id, if(part = 'action', text, NULL) AS text, source_file, page
FROM rated_risk_parts
WHERE register = $register AND list_contains($names, risk_id) AND period = $first
  AND part IN ('rating', 'description', 'impact', 'action')
ORDER BY risk_id, part_order, position;
