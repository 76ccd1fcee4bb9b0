-- The moves of `slipped_dates` in the papers of a register up to a month, the earliest first.
SELECT action_id, from_period, to_period, due_before, due_after, from_page, page
FROM slipped_dates
WHERE register = $register AND to_period <= $month
ORDER BY to_period, action_id;
