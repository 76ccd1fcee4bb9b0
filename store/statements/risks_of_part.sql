-- The risks that one part of a paper is about, in the paper's order; kind and key are those of text_places.
SELECT k.risk_id, k.title
FROM risk AS k
WHERE k.report_id = $report_id AND CASE $kind
    WHEN 'action' THEN EXISTS (
        FROM action_trail AS t
        WHERE t.report_id = k.report_id AND t.risk_position = k.position AND t.action_id = $key
    )
    WHEN 'recommendation' THEN EXISTS (
        FROM recommendation AS r
        WHERE r.report_id = k.report_id AND r.position::VARCHAR = $key AND list_contains(r.risk_ids, k.risk_id)
    )
    ELSE $kind NOT IN ('narrative', 'unplaced', 'doubtful') AND k.risk_id = $key -- those have a page or a place as key
END
ORDER BY k.position;
