-- Texts that keep changing while nothing else does: the action's status, the risk's rating.
-- An action is here if its wording changed at least once (white space aside) and its status and its risk's rating never
-- did in the reports in which it stands; a risk if its description changed at least once and its rating never.
-- Needs 2 reports.
CREATE OR REPLACE VIEW cosmetic_rewording AS
WITH action_texts AS (
    SELECT
        a.register, 'action' AS item, a.risk_id, a.action_id, a.ordinal, a.period, a.text, a.previous_text,
        a.status || '/' || coalesce(rating_label(k.score, k.band), '') AS stands, a.source_file, a.page
    FROM action_steps AS a
    JOIN risk_steps AS k ON k.register = a.register AND k.report_id = a.report_id AND k.risk_id = a.risk_id
),
risk_texts AS (
    SELECT register, 'risk', risk_id, CAST(NULL AS VARCHAR), ordinal, period, description, previous_description,
           coalesce(rating_label(score, band), ''), source_file, page
    FROM risk_steps
)
SELECT
    register, item, arg_max(risk_id, ordinal) AS risk_id, action_id,
    count(*) FILTER (evened(text) <> evened(previous_text)) AS rewordings, count(*) AS reports,
    min(period) AS first_seen, max(period) AS last_seen, arg_min(text, ordinal) AS first_text,
    arg_max(text, ordinal) AS last_text, arg_max(source_file, ordinal) AS source_file, arg_max(page, ordinal) AS page
FROM (FROM action_texts UNION ALL FROM risk_texts)
GROUP BY register, item, coalesce(action_id, risk_id), action_id
HAVING rewordings > 0 AND count(DISTINCT stands) = 1
ORDER BY rewordings DESC, register, risk_id, item, action_id;
