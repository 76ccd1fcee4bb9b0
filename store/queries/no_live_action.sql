-- Risks of each register's latest report for which nothing is being done.
-- No action, or none that is neither completed nor recurring. remarks are the bullets that are no actions.
CREATE OR REPLACE VIEW no_live_action AS
SELECT
    k.register, k.period, k.risk_id, k.score, k.band, k.actions,
    (SELECT list(m.text ORDER BY m.position) FROM remark AS m
     WHERE m.report_id = k.report_id AND m.risk_position = k.position) AS remarks,
    k.source_file, k.page
FROM risks AS k
JOIN latest AS l ON l.report_id = k.report_id
WHERE k.live_actions = 0
ORDER BY k.score DESC NULLS LAST, k.register, k.position;
