-- Who has actions whose due date has passed at the latest report, or on a day: how many, and for how long.
-- on_day: a day as 2021-07-31; then the register's last report up to that day counts, and the days are counted to it.
-- as_of: a month; then it is the last report up to that month. NULL is each register's latest report, and its date; of one
-- that prints a month alone it is the second of that month, by when all that was due up to its first is late.
-- of_register: NULL is all.
-- The actions are those of `overdue_actions`. An action of two owners counts for both; `(none)` stands for actions without
-- one. longest_overdue is in days, and page is where the action stands that it is taken from; moved counts the actions
-- whose date was moved at least once. pages has all pages of the paper that name these actions. Most overdue first.
-- Rests on due dates.
CREATE OR REPLACE MACRO overdue_by_owner(on_day := NULL, as_of := NULL, of_register := NULL) AS TABLE
WITH owned AS (
    SELECT *, unnest(if(len(owners) = 0, ['(none)'], list_distinct(owners))) AS owner
    FROM dated_actions(on_day, of_register, as_of)
    WHERE overdue = 'yes'
)
SELECT
    register, owner, count(*) AS overdue, max(days_overdue) AS longest_overdue,
    count(*) FILTER (times_moved > 0) AS moved, list_sort(list(DISTINCT risk_id)) AS risk_ids, period, source_file,
    arg_max(page, (days_overdue, -coalesce(page, 0), -position)) AS page,
    list_sort(list(DISTINCT page) FILTER (page IS NOT NULL)) AS pages
FROM owned
GROUP BY register, owner, period, source_file
ORDER BY register, overdue DESC, longest_overdue DESC, owner;
