-- How often each status was followed by each other, report to report.
-- Along the trails of actions. from_status `new` is the first standing of a trail (the register's first report left
-- out, for all is new there); to_status `absent` is an action that does not stand in the next imported report. The same
-- status twice running counts too. The example is the latest: its month, action, file and page.
-- Needs 2 reports.
CREATE OR REPLACE VIEW status_transitions AS
WITH steps AS (
    SELECT register, CASE WHEN gap > 0 THEN 'absent' ELSE previous_status END AS from_status, status AS to_status,
           action_id, period, text, source_file, page
    FROM action_steps WHERE previous_period IS NOT NULL
    UNION ALL
    SELECT register, 'new', status, action_id, period, text, source_file, page
    FROM action_steps WHERE previous_period IS NULL AND ordinal > 1
    UNION ALL
    SELECT a.register, a.status, 'absent', a.action_id, n.period, a.text, a.source_file, a.page
    FROM action_steps AS a
    JOIN series AS n ON n.register = a.register AND n.ordinal = a.ordinal + 1
    WHERE a.next_ordinal IS DISTINCT FROM n.ordinal
)
SELECT
    register, from_status, to_status, count(*) AS times, count(DISTINCT action_id) AS actions,
    min(period) AS first_in, max(period) AS last_in,
    arg_max(text, (period, action_id)) AS example,
    arg_max(source_file, (period, action_id)) AS source_file, arg_max(page, (period, action_id)) AS page
FROM steps
GROUP BY register, from_status, to_status
ORDER BY register, times DESC, from_status, to_status;
