-- Every move of an action's due date, from one paper to the next that prints one.
-- A row a move, earlier or later: days_moved is negative where the date came forward. times_moved counts the moves of the
-- action up to this one. status and note are those of the later paper, where the reason may stand. A paper that prints no
-- due date for the action moves none: the next date is compared with the last one printed.
-- Needs 2 reports.
-- Rests on due dates.
CREATE OR REPLACE VIEW slipped_dates AS
WITH dated AS (
    SELECT
        *,
        lag(due_date) OVER w AS due_before, lag(period) OVER w AS from_period, lag(source_file) OVER w AS from_file,
        lag(page) OVER w AS from_page
    FROM actions
    WHERE due_date IS NOT NULL
    WINDOW w AS (PARTITION BY register, action_id ORDER BY ordinal)
)
SELECT
    d.register, d.risk_id, k.title, d.action_id, d.ref, d.text, d.owners, d.from_period, d.period AS to_period,
    d.due_before, d.due_date AS due_after, date_diff('day', d.due_before, d.due_date) AS days_moved, d.times_moved,
    d.first_due_date, d.status, d.note, d.note_date, d.from_file, d.from_page, d.source_file, d.page
FROM dated AS d
JOIN risk AS k ON k.report_id = d.report_id AND k.position = d.risk_position
WHERE d.due_date <> d.due_before
ORDER BY d.register, to_period, d.risk_id, d.position;
