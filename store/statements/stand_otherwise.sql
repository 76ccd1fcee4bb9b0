-- Words of statuses that are neither ongoing nor completed, of actions that stand in each of the last min_reports
-- reports with such a status or as ongoing, at least once with such a status; the last of these words of each action, and
-- how many actions have them, the most frequent first.
-- register, as_of: NULL is all registers, and each one's latest report. owner, band: as in stalled.sql.
WITH asked AS (
    SELECT s.report_id
    FROM series AS s
    JOIN (
        SELECT register, coalesce($as_of, max(period)) AS period FROM report_series
        WHERE current AND ($register IS NULL OR register = $register) GROUP BY register
    ) AS l ON l.register = s.register AND l.period = s.period
),
stands AS MATERIALIZED (
    SELECT t.register, t.action_id, t.ordinal
    FROM action AS a
    JOIN action_trail AS t
        ON t.report_id = a.report_id AND t.risk_position = a.risk_position AND t.position = a.position
    JOIN risk AS k ON k.report_id = a.report_id AND k.position = a.risk_position
    WHERE a.status IN ('other', 'ongoing') AND a.report_id IN (SELECT report_id FROM asked)
      AND ($owner IS NULL OR list_contains(list_transform(a.owners, lambda each: lower(each)), lower($owner)))
      AND ($band IS NULL OR lower(k.band) = lower($band))
),
stood AS (
    SELECT s.register, s.action_id, max_by(a.status_text, t.ordinal) FILTER (a.status = 'other') AS status_text
    FROM stands AS s
    JOIN action_trail AS t ON t.register = s.register AND t.action_id = s.action_id
        AND t.ordinal BETWEEN s.ordinal - $min_reports + 1 AND s.ordinal
    JOIN action AS a ON a.report_id = t.report_id AND a.risk_position = t.risk_position AND a.position = t.position
    WHERE a.status IN ('other', 'ongoing')
    GROUP BY s.register, s.action_id
    HAVING count(DISTINCT t.ordinal) >= $min_reports AND bool_or(a.status = 'other')
)
SELECT status_text, count(*) AS actions FROM stood GROUP BY status_text ORDER BY actions DESC, status_text;
