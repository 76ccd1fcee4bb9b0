-- Risks whose date of review has passed at the register's latest report, or on a day.
-- on_day: a day as 2021-07-31; then the register's last report up to that day counts, and the days are counted to it.
-- NULL is the date of each register's latest report; of one that prints a month alone it is the second of that month, by
-- when all that was due up to its first is late. of_register: NULL is all.
-- Risks in a section of closed ones are left out. same_since is the first month of the unbroken run of reports that print
-- this very date, reports_same how many these are. A date of review that is the report's own day has not passed.
-- Rests on review dates.
CREATE OR REPLACE MACRO overdue_for_review(on_day := NULL, of_register := NULL) AS TABLE
WITH asked AS (
    SELECT s.*, coalesce(CAST(on_day AS DATE), s.dated + CAST(NOT s.has_day AS INTEGER)) AS day
    FROM series AS s
    WHERE (of_register IS NULL OR s.register = of_register) AND s.ordinal = (
        SELECT max(l.ordinal) FROM report_series AS l
        WHERE l.current AND l.register = s.register AND (on_day IS NULL OR l.dated <= CAST(on_day AS DATE))
    )
),
standing AS (
    SELECT s.register, s.report_id, s.ordinal, k.risk_id, k.position, k.review
    FROM risk AS k
    JOIN series AS s ON s.report_id = k.report_id
    WHERE of_register IS NULL OR s.register = of_register
    QUALIFY row_number() OVER (PARTITION BY s.register, k.report_id, k.risk_id ORDER BY k.position) = 1
),
printed AS (
    SELECT *, coalesce(lag(review) OVER w = review AND lag(ordinal) OVER w = ordinal - 1, false) AS is_same
    FROM standing
    WINDOW w AS (PARTITION BY register, risk_id ORDER BY ordinal)
),
runs AS (
    SELECT *, max(CASE WHEN is_same THEN NULL ELSE ordinal END) OVER w AS first_ordinal
    FROM printed
    WINDOW w AS (PARTITION BY register, risk_id ORDER BY ordinal)
)
SELECT
    q.register, k.risk_id, k.title, k.score, k.band, k.owners, k.risk_status, k.review,
    date_diff('day', k.review, q.day) AS days_overdue, b.period AS same_since, p.ordinal - p.first_ordinal + 1 AS reports_same,
    q.period AS last_seen, q.source_file, k.page
FROM asked AS q
JOIN runs AS p ON p.register = q.register AND p.report_id = q.report_id
JOIN risk AS k ON k.report_id = p.report_id AND k.position = p.position
JOIN series AS b ON b.register = p.register AND b.ordinal = p.first_ordinal
WHERE k.review < q.day AND k.standing <> 'closed'
ORDER BY days_overdue DESC, k.score DESC NULLS LAST, q.register, k.position;
