-- Actions that stay ongoing: ongoing in each of the last N imported reports of the register.
-- as_of: the month looked back from; NULL is each register's latest. min_reports: N. of_register: NULL is all.
-- An action is stalled where it stands at as_of with the status ongoing, and did so in every imported report
-- back from there without a break, at least N of them (reports_ongoing). A month in which the action or its risk
-- does not stand, or has another status, breaks the count; a calendar month without a paper does not, and is
-- counted in missing_months. reports_unchanged counts back only while wording and note are materially the
-- same too. days_ongoing is from the date of the run's first report to that of as_of. last_seen is the last month of
-- the whole series in which the action stands. decided is what decisions of people changed in the row. An
-- action that began where a similar one of its risk ended may be ongoing for longer: see taken_place. Longest first.
-- Needs min_reports reports.
CREATE OR REPLACE MACRO stalled_actions(as_of := NULL, min_reports := 3, of_register := NULL) AS TABLE
WITH asked AS (
    SELECT s.*
    FROM series AS s
    JOIN (
        SELECT register, coalesce(as_of, max(period)) AS period FROM report_series
        WHERE current AND (of_register IS NULL OR register = of_register) GROUP BY register
    ) AS l ON l.register = s.register AND l.period = s.period
),
trail AS MATERIALIZED (
    SELECT t.* EXCLUDE (similarity, match_method), s.dated, s.source_file
    FROM action_trail AS t
    JOIN asked AS s ON s.report_id = t.report_id
    WHERE t.reports_ongoing >= greatest(min_reports, 1) AND (of_register IS NULL OR t.register = of_register)
),
stood AS MATERIALIZED (
    SELECT report_id, risk_position, position, text, note, owners, page
    FROM action WHERE report_id IN (SELECT report_id FROM trail)
)
SELECT
    t.register,
    t.risk_id,
    k.score,
    k.band,
    t.action_id,
    a.text,
    a.note,
    a.owners,
    t.reports_ongoing,
    t.reports_unchanged,
    t.first_seen,
    t.ongoing_since,
    date_diff('day', b.dated, t.dated) AS days_ongoing,
    t.last_seen,
    t.source_file,
    a.page,
    CAST(months_apart(b.period, t.period) - (t.ordinal - b.ordinal) AS INTEGER) AS missing_months,
    t.position,
    k.title,
    nullif(list_concat(d.decided, t.decided), []) AS decided
FROM trail AS t
JOIN series AS b ON b.register = t.register AND b.period = t.ongoing_since
JOIN risk AS k ON k.report_id = t.report_id AND k.position = t.risk_position
JOIN stood AS a ON a.report_id = t.report_id AND a.risk_position = t.risk_position AND a.position = t.position
LEFT JOIN risk_decided AS d ON d.report_id = t.report_id AND d.risk_position = t.risk_position
ORDER BY t.reports_ongoing DESC, k.score DESC NULLS LAST, t.register, t.risk_id, t.position;
