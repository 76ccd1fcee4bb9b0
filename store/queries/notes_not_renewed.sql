-- Notes of actions that have not changed for N reports.
-- as_of: the month looked back from; NULL is each register's latest. min_reports: N. of_register: NULL is all.
-- An action is here where it stands at as_of, is not completed, and has had the same note with the same date (case,
-- punctuation and white space aside) in each of at least N imported reports back from there. reports_same_note is that
-- count, note_since the first of these months, days from that report to as_of's. Longest first.
-- Needs min_reports reports.
-- Rests on notes.
CREATE OR REPLACE MACRO notes_not_renewed(as_of := NULL, min_reports := 3, of_register := NULL) AS TABLE
WITH asked AS (
    SELECT * FROM series AS s
    WHERE (of_register IS NULL OR s.register = of_register)
      AND CASE WHEN as_of IS NULL
          THEN s.ordinal = (SELECT max(l.ordinal) FROM report_series AS l WHERE l.current AND l.register = s.register)
          ELSE s.period = as_of END
),
trail AS MATERIALIZED (
    SELECT t.* EXCLUDE (similarity, match_method), s.dated, s.source_file
    FROM action_trail AS t
    JOIN asked AS s ON s.report_id = t.report_id
    WHERE t.reports_same_note >= greatest(min_reports, 1) AND (of_register IS NULL OR t.register = of_register)
)
SELECT
    t.register, t.risk_id, k.title, k.score, k.band, t.action_id, a.ref, a.text, a.owners, a.status, a.note,
    a.note_date, t.reports_same_note, b.period AS note_since, date_diff('day', b.dated, t.dated) AS days, a.due_date,
    b.source_file AS from_file, t.source_file, a.page
FROM trail AS t
JOIN series AS b ON b.register = t.register AND b.ordinal = t.ordinal - t.reports_same_note + 1
JOIN risk AS k ON k.report_id = t.report_id AND k.position = t.risk_position
JOIN action AS a ON a.report_id = t.report_id AND a.risk_position = t.risk_position AND a.position = t.position
WHERE a.status <> 'completed' AND a.completed_date IS NULL
ORDER BY t.reports_same_note DESC, k.score DESC NULLS LAST, t.register, t.risk_id, t.position;
