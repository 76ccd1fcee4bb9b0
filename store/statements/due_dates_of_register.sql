-- The actions of `due_dates` in a register's last report up to a month, the earliest due first.
SELECT
    due_date, due_text, overdue, days_overdue, times_moved, risk_id, score, band, action_id, ref, text, owners, status, note,
    page
FROM due_dates(as_of := $month, of_register := $register);
