-- Reports of which no action has a printed status: how many actions there are, and how many count as ongoing.
-- register, as_of: NULL is all registers, and each one's latest report.
SELECT s.register, s.period, r.profile, count(*) AS actions, count(*) FILTER (a.status = 'ongoing') AS ongoing
FROM series AS s
JOIN report AS r ON r.report_id = s.report_id
JOIN action AS a ON a.report_id = s.report_id
WHERE ($register IS NULL OR s.register = $register)
  AND CASE WHEN $as_of IS NULL
      THEN s.ordinal = (SELECT max(l.ordinal) FROM report_series AS l WHERE l.current AND l.register = s.register)
      ELSE s.period = $as_of END
GROUP BY ALL
HAVING count(a.status_text) = 0 AND count(*) FILTER (a.status NOT IN ('ongoing', 'not_stated')) = 0
ORDER BY s.register;
