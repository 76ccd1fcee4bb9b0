-- The reports that `overdue_actions` looks at: their date, what they leave out, and how many of their actions have a date.
-- dated_actions counts the actions with a due date; undated_actions the open ones whose due date is printed and is no day,
-- such as TBC; dates_gone the open ones that had a due date in an earlier report and print nothing now; due_later the open
-- ones that are due later in the month of a report which prints no day.
WITH asked AS MATERIALIZED (
    SELECT * FROM series AS s
    WHERE ($register IS NULL OR s.register = $register) AND s.ordinal = (
        SELECT max(l.ordinal) FROM report_series AS l
        WHERE l.current AND l.register = s.register AND ($day IS NULL OR l.dated <= CAST($day AS DATE))
    )
),
counted AS (
    SELECT
        a.report_id, count(a.due_date) AS dated_actions,
        count(*) FILTER (
            a.due_date IS NULL AND a.due_text IS NOT NULL AND a.status <> 'completed' AND a.completed_date IS NULL
        ) AS undated_actions,
        count(*) FILTER (
            a.due_date IS NULL AND a.due_text IS NULL AND t.first_due_date IS NOT NULL
            AND a.status <> 'completed' AND a.completed_date IS NULL
        ) AS dates_gone,
        count(*) FILTER (
            NOT s.has_day AND $day IS NULL AND a.due_date > s.dated AND a.due_date <= last_day(s.dated)
            AND a.status <> 'completed' AND a.completed_date IS NULL
        ) AS due_later
    FROM action AS a
    JOIN asked AS s ON s.report_id = a.report_id
    JOIN action_trail AS t
        ON t.report_id = a.report_id AND t.risk_position = a.risk_position AND t.position = a.position
    GROUP BY a.report_id
)
SELECT
    s.register, s.period, s.dated, s.source_file, r.leaves_out, coalesce(c.dated_actions, 0),
    coalesce(c.undated_actions, 0), coalesce(c.dates_gone, 0), coalesce(c.due_later, 0)
FROM asked AS s
JOIN report AS r ON r.report_id = s.report_id
LEFT JOIN counted AS c ON c.report_id = s.report_id
ORDER BY s.register;
