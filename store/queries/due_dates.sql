-- What is due in which month, of the actions not completed in the latest report, and from where it was moved.
-- on_day: a day as 2021-07-31; then the register's last report up to that day counts, and the days are counted to it.
-- as_of: a month; then it is the last report up to that month. NULL is each register's latest report, and its date; of one
-- that prints a month alone it is the second of that month, by when all that was due up to its first is late.
-- of_register: NULL is all.
-- A row an action for which the report prints when it is due. An action is completed where its status says so or it has a
-- date of completion. due_month is the month of due_date; where the paper prints no day, such as `TBC`, both are empty, and
-- due_text is what it prints. overdue is `yes`, `no`, or `not known`: where the due date is no day, and where it lies later
-- in the month of a report that prints no day. On its due date an action is not overdue.
-- previous_due_date is the date before the last move, with the last paper that prints it; times_moved counts all moves up to
-- this report, earlier or later, since first_due_date. `slipped_dates` has each move with both papers. Earliest due first.
-- Rests on due dates.
CREATE OR REPLACE MACRO due_dates(on_day := NULL, as_of := NULL, of_register := NULL) AS TABLE
WITH due AS MATERIALIZED (
    FROM dated_actions(on_day, of_register, as_of)
),
before AS (
    SELECT
        d.register, d.action_id, max_by(a.due_date, t.ordinal) AS due_date, max_by(s.source_file, t.ordinal) AS source_file,
        max_by(a.page, t.ordinal) AS page
    FROM due AS d
    JOIN action_trail AS t ON t.register = d.register AND t.action_id = d.action_id AND t.ordinal < d.ordinal
    JOIN action AS a ON a.report_id = t.report_id AND a.risk_position = t.risk_position AND a.position = t.position
    JOIN series AS s ON s.report_id = t.report_id
    WHERE d.times_moved > 0 AND a.due_date <> d.due_date AND (of_register IS NULL OR t.register = of_register)
    GROUP BY d.register, d.action_id
)
SELECT
    d.register, strftime(d.due_date, '%Y-%m') AS due_month, d.due_date, d.due_text, d.overdue, d.days_overdue,
    d.first_due_date, b.due_date AS previous_due_date, d.times_moved, d.risk_id, d.title, d.score, d.band, d.action_id,
    d.ref, d.text, d.owners, d.status, d.note, d.period, d.source_file, d.page, b.source_file AS previous_file,
    b.page AS previous_page
FROM due AS d
LEFT JOIN before AS b ON b.register = d.register AND b.action_id = d.action_id
ORDER BY d.register, d.due_date NULLS LAST, d.score DESC NULLS LAST, d.risk_id, d.position;
