-- Actions not completed for which a paper prints when they are due, in the report of each register that is looked at.
-- That is the register's latest report; with on_day the last one up to that day, with as_of the last one up to that month.
-- day is the day by which a due date has passed: on_day, else the report's own date; of a report that prints a month alone
-- it is the second of that month, by when all that was due up to its first is late. of_register: NULL is all.
-- An action is completed where its status says so or it has a date of completion. A due date passes at its end: on the
-- day itself nothing is overdue. overdue is `yes`, `no`, or `not known`: where the due date is no day, such as `TBC`, and
-- where it lies later in the month of a report that prints no day. first_due_date is the first that the papers gave the
-- action, times_moved how often the date changed since, up to this report. last_seen is the last month of the whole series
-- in which the action stands.
CREATE OR REPLACE MACRO dated_actions(on_day := NULL, of_register := NULL, as_of := NULL) AS TABLE
WITH asked AS (
    SELECT
        s.*, coalesce(CAST(on_day AS DATE), s.dated + CAST(NOT s.has_day AS INTEGER)) AS day,
        on_day IS NULL AND NOT s.has_day AS is_month_alone
    FROM series AS s
    WHERE (of_register IS NULL OR s.register = of_register) AND s.ordinal = (
        SELECT max(l.ordinal) FROM report_series AS l
        WHERE l.current AND l.register = s.register AND (on_day IS NULL OR l.dated <= CAST(on_day AS DATE))
          AND (as_of IS NULL OR l.period <= as_of)
    )
),
stood AS MATERIALIZED (
    SELECT
        report_id, risk_position, position, text, status, note, owners, page, ref, due_date, due_text, note_date
    FROM action
    WHERE report_id IN (SELECT report_id FROM asked) AND (due_date IS NOT NULL OR due_text IS NOT NULL)
      AND status <> 'completed' AND completed_date IS NULL
),
trail AS MATERIALIZED (
    SELECT t.* EXCLUDE (similarity, match_method), s.day, s.is_month_alone, s.dated, s.source_file
    FROM action_trail AS t
    JOIN asked AS s ON s.report_id = t.report_id
    WHERE t.report_id IN (SELECT report_id FROM stood) AND (of_register IS NULL OR t.register = of_register)
)
SELECT
    t.register,
    t.risk_id,
    k.title,
    k.score,
    k.band,
    t.action_id,
    a.ref,
    a.text,
    a.owners,
    a.due_date,
    a.due_text,
    t.first_due_date,
    CASE
        WHEN a.due_date < t.day THEN 'yes'
        WHEN a.due_date IS NULL OR (t.is_month_alone AND a.due_date <= last_day(t.dated)) THEN 'not known'
        ELSE 'no'
    END AS overdue,
    CASE WHEN a.due_date < t.day THEN date_diff('day', a.due_date, t.day) END AS days_overdue,
    t.times_moved,
    a.status,
    a.note,
    a.note_date,
    t.last_seen,
    t.source_file,
    a.page,
    t.period,
    t.ordinal,
    t.position,
    nullif(list_concat(d.decided, t.decided), []) AS decided
FROM trail AS t
JOIN risk AS k ON k.report_id = t.report_id AND k.position = t.risk_position
JOIN stood AS a ON a.report_id = t.report_id AND a.risk_position = t.risk_position AND a.position = t.position
LEFT JOIN risk_decided AS d ON d.report_id = t.report_id AND d.risk_position = t.risk_position;
