-- The owners of `overdue_by_owner` in a register's last report up to a month, those with the most overdue first.
SELECT owner, overdue, longest_overdue, moved, risk_ids, pages
FROM overdue_by_owner(as_of := $month, of_register := $register);
