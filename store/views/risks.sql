-- Every risk of every current report: one row a month.
-- live_actions are those that are neither completed nor recurring; impact is the paragraphs in the paper's order.
CREATE OR REPLACE VIEW risks AS
SELECT
    s.register,
    s.period,
    s.report_date,
    k.risk_id,
    k.position,
    k.score,
    k.band,
    k.description,
    coalesce(i.impact, []) AS impact,
    coalesce(a.actions, 0) AS actions,
    coalesce(a.live_actions, 0) AS live_actions,
    k.section,
    k.standing,
    s.source_file,
    k.page,
    k.source,
    s.ordinal,
    s.report_id
FROM risk AS k
JOIN series AS s ON s.report_id = k.report_id
LEFT JOIN (
    SELECT report_id, risk_position, list(text ORDER BY position) AS impact FROM impact GROUP BY ALL
) AS i ON i.report_id = k.report_id AND i.risk_position = k.position
LEFT JOIN (
    SELECT report_id, risk_position, count(*) AS actions,
           count(*) FILTER (status NOT IN ('completed', 'recurring')) AS live_actions
    FROM action GROUP BY ALL
) AS a ON a.report_id = k.report_id AND a.risk_position = k.position;
