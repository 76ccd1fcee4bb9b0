-- Who has what: open, stalled and completed actions by owner.
-- open: in the register's latest report, neither completed nor recurring. stalled: of those, ongoing in three imported
-- reports running or more. completed: actions ever called completed. An action of two owners counts for both; `(none)`
-- stands for actions without one. Owners are those that a table names in a column of their own; in registers of running
-- text they are read from the action's wording, as DCC from `DCC to test`, and may be missed or mistaken.
-- Needs 3 reports before an action can be stalled.
CREATE OR REPLACE VIEW owners AS
WITH owned AS (
    SELECT a.*, unnest(if(len(a.owners) = 0, ['(none)'], a.owners)) AS owner, l.report_id IS NOT NULL AS stands
    FROM actions AS a
    LEFT JOIN latest AS l ON l.report_id = a.report_id
)
SELECT
    register, owner,
    count(DISTINCT action_id) FILTER (stands AND status NOT IN ('completed', 'recurring')) AS open,
    count(DISTINCT action_id) FILTER (stands AND reports_ongoing >= 3) AS stalled,
    count(DISTINCT action_id) FILTER (status = 'completed') AS completed,
    count(DISTINCT action_id) AS actions,
    max(reports_ongoing) FILTER (stands) AS longest_ongoing,
    min(period) AS first_seen, max(period) AS last_seen
FROM owned
GROUP BY register, owner
ORDER BY register, open DESC, owner;
