-- Risks of each register's latest report without a live action: why, since when, and what the last one was.
-- A live action is neither completed nor recurring. why is `all completed`, `all recurring`, `completed or recurring`, or
-- `none shown`; where the paper says that it leaves something out, its words follow (`none shown; left out: excluding
-- completed actions`), for then nobody can tell whether there was never an action or it is done. reports_without counts
-- the reports back from the latest in which the risk stands and none is live, without_since is the first of them;
-- last_live is the last action before that was live, with its status then. `no_live_action` has the remarks of such risks.
CREATE OR REPLACE VIEW risks_without_live_action AS
WITH counted AS (
    SELECT
        k.register, k.report_id, k.ordinal, k.period, k.risk_id, k.position, count(a.position) AS actions,
        count(*) FILTER (a.status = 'completed' OR a.completed_date IS NOT NULL) AS completed,
        count(*) FILTER (a.status = 'recurring' AND a.completed_date IS NULL) AS recurring
    FROM risk_steps AS k
    LEFT JOIN action AS a ON a.report_id = k.report_id AND a.risk_position = k.position
    GROUP BY ALL
),
bare AS (
    SELECT c.* FROM counted AS c JOIN latest AS l ON l.report_id = c.report_id WHERE c.actions = c.completed + c.recurring
),
live AS (
    SELECT a.* FROM actions AS a
    JOIN bare AS b ON b.register = a.register AND b.risk_id = a.risk_id
    WHERE a.status NOT IN ('completed', 'recurring') AND a.completed_date IS NULL
    QUALIFY row_number() OVER (PARTITION BY a.register, a.risk_id ORDER BY a.ordinal DESC, a.position) = 1
),
since AS (
    SELECT c.register, c.risk_id, count(*) AS reports, min(c.period) AS period
    FROM counted AS c
    JOIN bare AS b ON b.register = c.register AND b.risk_id = c.risk_id
    LEFT JOIN live AS v ON v.register = c.register AND v.risk_id = c.risk_id
    WHERE c.ordinal > coalesce(v.ordinal, 0)
    GROUP BY ALL
)
SELECT
    b.register, b.period, b.risk_id, k.title, k.score, k.band, k.owners, b.actions,
    CASE
        WHEN b.actions = 0 THEN 'none shown'
            || if(len(r.leaves_out) = 0, '', '; left out: ' || array_to_string(r.leaves_out, '; '))
        WHEN b.completed = b.actions THEN 'all completed'
        WHEN b.recurring = b.actions THEN 'all recurring'
        ELSE 'completed or recurring'
    END AS why,
    n.period AS without_since, n.reports AS reports_without, v.text AS last_live, v.status AS last_status,
    v.period AS last_live_in, v.source_file AS last_live_file, v.page AS last_live_page, s.source_file, k.page
FROM bare AS b
JOIN risk AS k ON k.report_id = b.report_id AND k.position = b.position
JOIN report AS r ON r.report_id = b.report_id
JOIN series AS s ON s.report_id = b.report_id
JOIN since AS n ON n.register = b.register AND n.risk_id = b.risk_id
LEFT JOIN live AS v ON v.register = b.register AND v.risk_id = b.risk_id
ORDER BY k.score DESC NULLS LAST, b.register, b.position;
