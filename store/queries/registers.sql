-- Every register at a glance: its papers, and what is stalled, overdue, moved and doubtful in the latest.
-- A row a register with a current paper. papers counts those that count for their month, risks those of the latest. rose and
-- fell count the risks whose score in the latest paper is another than in the one before it, moved those whose rating is
-- another, in score or band; NULL with one paper. stalled counts the actions that are ongoing in each of the last three
-- papers, NULL with fewer papers or where the latest states no status of any action; overdue the actions not completed whose due date has passed, NULL where no paper prints
-- due dates; doubts the rows of `to_check` of the register. perhaps_after is the register that ended before this one began
-- and whose last paper has most of the wordings, of risks and actions, of this one's first, three at least: it may be the
-- same register under another name, and nothing is followed from the one to the other. of_register: NULL is all.
CREATE OR REPLACE MACRO registers(of_register := NULL) AS TABLE
WITH counted AS (
    SELECT register, count(*) AS papers, min(period) AS first_period, max(period) AS last_period
    FROM report_series
    WHERE current AND (of_register IS NULL OR register = of_register)
    GROUP BY register
),
risks_now AS (
    SELECT c.register, count(DISTINCT k.risk_id) AS risks
    FROM counted AS c
    JOIN series AS p ON p.register = c.register AND p.period = c.last_period
    JOIN risk AS k ON k.report_id = p.report_id
    GROUP BY c.register
),
moved_now AS (
    SELECT
        register,
        count(*) AS moved,
        count(*) FILTER (score_after > score_before) AS rose,
        count(*) FILTER (score_after < score_before) AS fell
    FROM rated_changes(NULL, NULL, of_register)
    WHERE item = 'risk' AND field = 'rating' AND change = 'rating_changed'
    GROUP BY register
),
stalled_now AS (
    SELECT register, count(*) AS stalled FROM stalled_actions(NULL, 3, of_register) GROUP BY register
),
stated AS (
    SELECT c.register, count(*) AS actions, count(*) FILTER (a.status <> 'not_stated' OR a.status_text IS NOT NULL) AS statuses
    FROM counted AS c
    JOIN series AS p ON p.register = c.register AND p.period = c.last_period
    JOIN action AS a ON a.report_id = p.report_id
    GROUP BY c.register
),
overdue_now AS (
    SELECT register, count(*) AS overdue FROM overdue_actions(NULL, of_register) GROUP BY register
),
dated AS (
    SELECT DISTINCT register FROM action_trail
    WHERE first_due_date IS NOT NULL AND (of_register IS NULL OR register = of_register)
),
ends AS (
    SELECT register, max(period) AS last_period FROM report_series WHERE current GROUP BY register
),
edges AS MATERIALIZED (
    SELECT register, first_period AS period, TRUE AS is_first FROM counted
    WHERE first_period > (SELECT min(last_period) FROM ends)
    UNION ALL
    SELECT register, last_period, FALSE FROM ends WHERE last_period < (SELECT max(first_period) FROM counted)
),
wordings AS (
    SELECT e.register, e.period, e.is_first, lower(evened(a.text)) AS text
    FROM edges AS e JOIN series AS p ON p.register = e.register AND p.period = e.period
    JOIN action AS a ON a.report_id = p.report_id
    UNION
    SELECT e.register, e.period, e.is_first, lower(evened(k.description))
    FROM edges AS e JOIN series AS p ON p.register = e.register AND p.period = e.period
    JOIN risk AS k ON k.report_id = p.report_id
),
first_wordings AS (SELECT *, count(*) OVER (PARTITION BY register) AS texts FROM wordings WHERE is_first),
shared AS (
    SELECT f.register, w.register AS ended, count(*) AS texts
    FROM first_wordings AS f
    JOIN wordings AS w ON NOT w.is_first AND w.text = f.text AND w.register <> f.register AND w.period < f.period
    GROUP BY f.register, w.register, f.texts
    HAVING count(*) >= 3 AND 2 * count(*) > f.texts
),
doubted AS (
    SELECT register, count(*) AS doubts
    FROM to_check
    WHERE of_register IS NULL OR register = of_register
    GROUP BY register
)
SELECT
    c.register,
    l.organisation,
    c.papers,
    c.first_period,
    c.last_period,
    coalesce(n.risks, 0) AS risks,
    CASE WHEN c.papers > 1 THEN coalesce(m.rose, 0) END AS rose,
    CASE WHEN c.papers > 1 THEN coalesce(m.fell, 0) END AS fell,
    CASE WHEN c.papers > 1 THEN coalesce(m.moved, 0) END AS moved,
    CASE WHEN c.papers > 2 AND (w.statuses > 0 OR w.actions IS NULL) THEN coalesce(s.stalled, 0) END AS stalled,
    CASE WHEN d.register IS NOT NULL THEN coalesce(o.overdue, 0) END AS overdue,
    coalesce(q.doubts, 0) AS doubts,
    (SELECT arg_max(h.ended, h.texts) FROM shared AS h WHERE h.register = c.register) AS perhaps_after,
    p.source_file
FROM counted AS c
JOIN series AS p ON p.register = c.register AND p.period = c.last_period
JOIN report AS l ON l.report_id = p.report_id
LEFT JOIN risks_now AS n ON n.register = c.register
LEFT JOIN moved_now AS m ON m.register = c.register
LEFT JOIN stalled_now AS s ON s.register = c.register
LEFT JOIN stated AS w ON w.register = c.register
LEFT JOIN overdue_now AS o ON o.register = c.register
LEFT JOIN dated AS d ON d.register = c.register
LEFT JOIN doubted AS q ON q.register = c.register
ORDER BY c.register;
