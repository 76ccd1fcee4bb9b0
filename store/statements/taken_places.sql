-- Actions that began where similar ones of their risk ended, which they may be: of each the most similar.
-- The months before count in `before`, where the one that ended was ongoing there; `now` are the reports in which the one
-- that began is ongoing at as_of and since it began. as_of: the month looked back from; NULL is each register's latest.
-- register: NULL is all. The condition on the register stands in every table, so that each is read for one alone.
WITH candidate AS (
    SELECT * FROM action_candidate WHERE $register IS NULL OR register = $register
),
trail AS (
    SELECT * FROM action_trail WHERE $register IS NULL OR register = $register
),
asked AS (
    SELECT register, max(period) AS period FROM series
    WHERE ($register IS NULL OR register = $register) AND ($as_of IS NULL OR period = $as_of)
    GROUP BY register
)
SELECT
    c.register, b.action_id, e.action_id AS ended_id, a.text, e.period AS last_seen, e.reports_ongoing AS before,
    CASE WHEN n.ongoing_since = b.period THEN n.reports_ongoing ELSE 0 END AS now
FROM candidate AS c
JOIN trail AS b ON b.register = c.register AND b.action_id = c.other_action_id AND b.previous_ordinal IS NULL
JOIN trail AS e ON e.register = c.register AND e.action_id = c.action_id AND e.ordinal = b.ordinal - 1
JOIN asked AS q ON q.register = c.register
JOIN trail AS n ON n.register = c.register AND n.action_id = c.other_action_id AND n.period = q.period
JOIN action AS a ON a.report_id = e.report_id AND a.risk_position = e.risk_position AND a.position = e.position
QUALIFY row_number() OVER (PARTITION BY c.register, b.action_id ORDER BY c.similarity DESC, e.action_id) = 1;
