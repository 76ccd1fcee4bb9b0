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
SELECT
    register, risk_id, score, band, action_id, ref, text, owners, due_date, first_due_date, days_overdue, times_moved,
    status, note, note_date, last_seen, source_file, page, title, period, position, decided
FROM dated_actions(on_day, of_register)
WHERE overdue = 'yes'
ORDER BY days_overdue DESC, score DESC NULLS LAST, register, risk_id, position;
