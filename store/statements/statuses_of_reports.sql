-- Reports of which no action has a printed status: how many actions there are, and how many count as ongoing.
-- register, as_of: NULL is all registers, and each one's latest report.
WITH asked AS MATERIALIZED (
    SELECT * FROM series AS s
    WHERE ($register IS NULL OR s.register = $register)
      AND CASE WHEN $as_of IS NULL
          THEN s.ordinal = (SELECT max(l.ordinal) FROM report_series AS l WHERE l.current AND l.register = s.register)
          ELSE s.period = $as_of END
),
counted AS (
    SELECT a.report_id, count(*) AS actions, count(*) FILTER (a.status = 'ongoing') AS ongoing
    FROM action AS a
    JOIN asked AS s ON s.report_id = a.report_id
    GROUP BY a.report_id
    HAVING count(a.status_text) = 0 AND count(*) FILTER (a.status NOT IN ('ongoing', 'not_stated')) = 0
)
SELECT s.register, s.period, r.profile, c.actions, c.ongoing
FROM asked AS s
JOIN counted AS c ON c.report_id = s.report_id
JOIN report AS r ON r.report_id = s.report_id
ORDER BY s.register;
