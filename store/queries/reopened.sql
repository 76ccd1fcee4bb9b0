-- Risks and actions that came back: after a gap, or to life after having been completed.
-- how is `returned` (it did not stand in reports_missed imported reports between) or `reopened` (its last status was
-- completed, the next is not). before and after are the rating of a risk or the status of an action.
-- Needs 2 reports.
CREATE OR REPLACE VIEW reopened AS
SELECT
    register, 'risk' AS item, 'returned' AS how, risk_id, CAST(NULL AS VARCHAR) AS action_id, description AS text,
    previous_period AS last_before, period AS returned_in, gap AS reports_missed,
    rating_label(previous_score, previous_band) AS before, rating_label(score, band) AS after, source_file, page
FROM risk_steps WHERE gap > 0
UNION ALL
SELECT
    register, 'action', CASE WHEN gap > 0 THEN 'returned' ELSE 'reopened' END, risk_id, action_id, text,
    previous_period, period, gap, previous_status, status, source_file, page
FROM action_steps
WHERE gap > 0 OR (previous_status = 'completed' AND status <> 'completed')
ORDER BY register, returned_in, item DESC, risk_id, action_id;
