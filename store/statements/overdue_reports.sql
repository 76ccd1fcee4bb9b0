-- The reports that `overdue_actions` looks at: their date, what they leave out, and how many of their actions have a date.
-- due_later counts the open actions that are due later in the month of a report which prints no day. dated counts the actions with a due date; undated the open ones whose due date is printed and is no day, such as TBC.
SELECT
    s.register, s.period, s.dated, s.source_file, r.leaves_out,
    count(a.due_date) AS dated_actions,
    count(*) FILTER (
        a.due_date IS NULL AND a.due_text IS NOT NULL AND a.status <> 'completed' AND a.completed_date IS NULL
    ) AS undated_actions,
    count(*) FILTER (
        NOT s.has_day AND $day IS NULL AND a.due_date > s.dated AND a.due_date <= last_day(s.dated)
        AND a.status <> 'completed' AND a.completed_date IS NULL
    ) AS due_later
FROM series AS s
JOIN report AS r ON r.report_id = s.report_id
LEFT JOIN action AS a ON a.report_id = s.report_id
WHERE ($register IS NULL OR s.register = $register) AND s.ordinal = (
    SELECT max(l.ordinal) FROM report_series AS l
    WHERE l.current AND l.register = s.register AND ($day IS NULL OR l.dated <= CAST($day AS DATE))
)
GROUP BY ALL
ORDER BY s.register;
