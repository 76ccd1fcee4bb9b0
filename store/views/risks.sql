-- Every risk of every current report: one row a month.
-- live_actions are those that are neither completed nor recurring; impact is the paragraphs in the paper's order. decided
-- is what decisions of people changed of it, with the paper's own reading.
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
    s.report_id,
    k.title,
    k.category,
    k.owners,
    k.trend,
    k.response,
    k.risk_status,
    k.raised,
    k.review,
    coalesce(c.causes, []) AS causes,
    coalesce(o.controls, []) AS controls,
    d.decided
FROM risk AS k
JOIN series AS s ON s.report_id = k.report_id
LEFT JOIN (
    SELECT s.register, i.report_id, i.risk_position, list(i.text ORDER BY i.position) AS impact
    FROM impact AS i JOIN series AS s ON s.report_id = i.report_id
    GROUP BY ALL
) AS i ON i.register = s.register AND i.report_id = k.report_id AND i.risk_position = k.position
LEFT JOIN (
    SELECT s.register, a.report_id, a.risk_position, count(*) AS actions,
           count(*) FILTER (a.status NOT IN ('completed', 'recurring')) AS live_actions
    FROM action AS a JOIN series AS s ON s.report_id = a.report_id
    GROUP BY ALL
) AS a ON a.register = s.register AND a.report_id = k.report_id AND a.risk_position = k.position
LEFT JOIN (
    SELECT s.register, c.report_id, c.risk_position, list(c.text ORDER BY c.position) AS causes
    FROM cause AS c JOIN series AS s ON s.report_id = c.report_id
    GROUP BY ALL
) AS c ON c.register = s.register AND c.report_id = k.report_id AND c.risk_position = k.position
LEFT JOIN (
    SELECT s.register, o.report_id, o.risk_position, list(o.text ORDER BY o.position) AS controls
    FROM control AS o JOIN series AS s ON s.report_id = o.report_id
    GROUP BY ALL
) AS o ON o.register = s.register AND o.report_id = k.report_id AND o.risk_position = k.position
LEFT JOIN risk_decided AS d ON d.report_id = k.report_id AND d.risk_position = k.position;
