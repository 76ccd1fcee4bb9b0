-- Actions not completed whose due date has passed at the register's latest report, or on a day.
-- on_day: a day as 2021-07-31; then the register's last report up to that day counts, and the days are counted to it.
-- NULL is the date of each register's latest report; of one that prints a month alone it is the second of that month, by
-- when all that was due up to its first is late. of_register: NULL is all.
-- An action is completed where its status says so or it has a date of completion. A due date passes at its end: on the
-- day itself nothing is overdue. first_due_date is the first that the papers gave the action, times_moved how often the
-- date changed since, earlier or later, up to this report. An action whose due date is no day, such as `TBC`, is not
-- here. last_seen is the last month of the whole series in which the action stands. Longest overdue first.
-- Rests on due dates.
CREATE OR REPLACE MACRO overdue_actions(on_day := NULL, of_register := NULL) AS TABLE
WITH asked AS (
    SELECT s.*, coalesce(CAST(on_day AS DATE), s.dated + CAST(NOT s.has_day AS INTEGER)) AS day
    FROM series AS s
    WHERE (of_register IS NULL OR s.register = of_register) AND s.ordinal = (
        SELECT max(l.ordinal) FROM report_series AS l
        WHERE l.current AND l.register = s.register AND (on_day IS NULL OR l.dated <= CAST(on_day AS DATE))
    )
),
trail AS MATERIALIZED (
    SELECT t.* EXCLUDE (similarity, match_method), s.day, s.source_file
    FROM action_trail AS t
    JOIN asked AS s ON s.report_id = t.report_id
    WHERE t.first_due_date IS NOT NULL AND (of_register IS NULL OR t.register = of_register)
),
stood AS MATERIALIZED (
    SELECT
        report_id, risk_position, position, text, status, note, owners, page, ref, due_date, note_date, completed_date
    FROM action WHERE report_id IN (SELECT report_id FROM trail)
)
SELECT
    t.register,
    t.risk_id,
    k.score,
    k.band,
    t.action_id,
    a.ref,
    a.text,
    a.owners,
    a.due_date,
    t.first_due_date,
    date_diff('day', a.due_date, t.day) AS days_overdue,
    t.times_moved,
    a.status,
    a.note,
    a.note_date,
    t.last_seen,
    t.source_file,
    a.page,
    k.title,
    t.period,
    t.position,
    nullif(list_concat(d.decided, t.decided), []) AS decided
FROM trail AS t
JOIN risk AS k ON k.report_id = t.report_id AND k.position = t.risk_position
JOIN stood AS a ON a.report_id = t.report_id AND a.risk_position = t.risk_position AND a.position = t.position
LEFT JOIN risk_decided AS d ON d.report_id = t.report_id AND d.risk_position = t.risk_position
WHERE a.due_date < t.day AND a.status <> 'completed' AND a.completed_date IS NULL
ORDER BY days_overdue DESC, k.score DESC NULLS LAST, t.register, t.risk_id, t.position;
