-- What a risk's first paper says of it, under any of its names: a row a part, in the paper's order.
SELECT
    register, period, risk_id, if(part = 'action', part, 'risk') AS item, 'first_seen' AS change,
    if(part = 'action', 'status', part) AS field, NULL AS before, coalesce(status, concat_ws(': ', head, text)) AS after,
    NULL AS score_before, NULL AS band_before, score AS score_after, band AS band_after,
    action_id, if(part = 'action', text, NULL) AS text, source_file, page, title
FROM rated_risk_parts
WHERE register = $register AND list_contains($names, risk_id) AND period = $first
  AND part NOT IN ('trend', 'raised', 'remark', 'recommendation') AND again IS NOT TRUE
ORDER BY risk_id, part_order, position;
