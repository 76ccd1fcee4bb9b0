-- How far each risk's current rating is above its target, month by month, and by when its actions are due.
-- A row a risk and month in which the paper gives both ratings. gap is the current score less the target's; NULL where
-- either has no score. gap_since is the first month of the unbroken run of imported reports with a gap above 0 up to this
-- one, reports_with_gap and days_with_gap how long that is; NULL where the gap is not above 0. open_actions are those
-- neither completed nor recurring; latest_due is the last of their due dates, and undated_actions have none.
-- Rests on target ratings.
CREATE OR REPLACE VIEW target_gap AS
WITH rated AS (
    SELECT
        c.register, c.report_id, c.risk_position, c.risk_id, c.title, c.period, c.ordinal, s.dated, c.source_file, c.page,
        c.score AS current_score, c.band AS current_band, t.score AS target_score, t.band AS target_band,
        c.score - t.score AS gap
    FROM ratings AS c
    JOIN rating AS t ON t.report_id = c.report_id AND t.risk_position = c.risk_position AND t.kind = 'target'
    JOIN series AS s ON s.report_id = c.report_id
    WHERE c.kind = 'current'
    QUALIFY row_number() OVER (
        PARTITION BY c.register, c.report_id, c.risk_id ORDER BY c.risk_position, c.position, t.position
    ) = 1
),
stepped AS (
    SELECT
        *, coalesce(gap, 0) > 0 AS is_open,
        coalesce(lag(ordinal) OVER w = ordinal - 1 AND lag(gap) OVER w > 0, false) AS goes_on
    FROM rated
    WINDOW w AS (PARTITION BY register, risk_id ORDER BY ordinal)
),
numbered AS (
    SELECT *, sum(CAST(NOT (is_open AND goes_on) AS INTEGER)) OVER w AS run
    FROM stepped
    WINDOW w AS (PARTITION BY register, risk_id ORDER BY ordinal)
),
followed AS (
    SELECT
        *, first_value(period) OVER w AS since, first_value(dated) OVER w AS since_dated, row_number() OVER w AS reports
    FROM numbered
    WINDOW w AS (PARTITION BY register, risk_id, run ORDER BY ordinal)
),
open AS (
    SELECT s.register, a.report_id, a.risk_position, count(*) AS actions, max(a.due_date) AS latest_due,
           count(*) FILTER (a.due_date IS NULL) AS undated
    FROM action AS a JOIN series AS s ON s.report_id = a.report_id
    WHERE a.status NOT IN ('completed', 'recurring') AND a.completed_date IS NULL
    GROUP BY ALL
)
SELECT
    f.register, f.period, f.risk_id, f.title, f.current_score, f.current_band, f.target_score, f.target_band, f.gap,
    CASE WHEN f.is_open THEN f.since END AS gap_since, CASE WHEN f.is_open THEN f.reports END AS reports_with_gap,
    CASE WHEN f.is_open THEN date_diff('day', f.since_dated, f.dated) END AS days_with_gap,
    coalesce(o.actions, 0) AS open_actions, o.latest_due, coalesce(o.undated, 0) AS undated_actions,
    f.source_file, f.page
FROM followed AS f
LEFT JOIN open AS o ON o.register = f.register AND o.report_id = f.report_id AND o.risk_position = f.risk_position
ORDER BY f.register, f.period, f.risk_position;
