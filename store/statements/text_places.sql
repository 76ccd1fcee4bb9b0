-- The texts of one part of a paper, and the boxes of their words, in the paper's order.
-- kind: which kind of part; a kind that is not listed here has no rows.
-- key: an action's action_id; the position of a recommendation or of a passage of prose (narrative); the page of lines
-- in no field (unplaced) or of recognised words in doubt (doubtful); for every other kind, the risk. A rating or description without boxes has those of its risk.
WITH part AS (
    SELECT
        'action' AS kind, a.report_id, t.action_id AS key, a.risk_position, a.position,
        concat_ws(' – ', a.ref, a.text, nullif(array_to_string(a.owners, ', '), ''), a.due_text, a.status_text, a.note) AS text, a.source
    FROM action AS a JOIN action_trail AS t
        ON t.report_id = a.report_id AND t.risk_position = a.risk_position AND t.position = a.position
    UNION ALL
    SELECT 'risk', report_id, risk_id, position, 0, risk_id || ': ' || description, source FROM risk
    UNION ALL
    SELECT
        'rating', report_id, risk_id, position, 0,
        risk_id || ': ' || coalesce(rating_text, rating_label(score, band), 'not rated'),
        if(len(rating_source) > 0, rating_source, source)
    FROM risk
    UNION ALL
    SELECT 'title', report_id, risk_id, position, 0, title, source FROM risk WHERE title IS NOT NULL
    UNION ALL
    SELECT 'owner', report_id, risk_id, position, 0, array_to_string(owners, ', '), source FROM risk WHERE len(owners) > 0
    UNION ALL
    SELECT 'detail', d.report_id, k.risk_id, k.position, d.position, d.head || ': ' || d.text, k.source
    FROM detail AS d JOIN risk AS k ON k.report_id = d.report_id AND k.position = d.risk_position
    UNION ALL
    SELECT
        'description', report_id, risk_id, position, 0, description,
        if(len(description_source) > 0, description_source, source)
    FROM risk
    UNION ALL
    SELECT 'impact', i.report_id, k.risk_id, k.position, i.position, i.text, i.source
    FROM impact AS i JOIN risk AS k ON k.report_id = i.report_id AND k.position = i.risk_position
    UNION ALL
    SELECT 'remark', m.report_id, k.risk_id, k.position, m.position, m.text, m.source
    FROM remark AS m JOIN risk AS k ON k.report_id = m.report_id AND k.position = m.risk_position
    UNION ALL
    SELECT p.kind, p.report_id, k.risk_id, k.position, p.position, p.text, p.source
    FROM (
        SELECT 'cause' AS kind, report_id, risk_position, position, text, source FROM cause
        UNION ALL SELECT 'control', report_id, risk_position, position, text, source FROM control
        UNION ALL SELECT 'update', report_id, risk_position, position, text, source FROM risk_update
    ) AS p JOIN risk AS k ON k.report_id = p.report_id AND k.position = p.risk_position
    UNION ALL
    SELECT 'recommendation', report_id, position::VARCHAR, 0, position, text, source FROM recommendation
    UNION ALL
    SELECT 'narrative', report_id, position::VARCHAR, 0, position, array_to_string(paragraphs, chr(10)), source
    FROM narrative
    UNION ALL
    SELECT 'unplaced', report_id, page::VARCHAR, 0, position, text, [{'page': page, 'bbox': bbox}] FROM unplaced
    UNION ALL
    SELECT
        'doubtful', report_id, page::VARCHAR, 0, position, text || coalesce(', or ' || other, ''),
        [{'page': page, 'bbox': bbox}]
    FROM recognised_word WHERE unsure
)
SELECT text, source
FROM part
WHERE report_id = $report_id AND kind = $kind AND key = $key
ORDER BY risk_position, position;
