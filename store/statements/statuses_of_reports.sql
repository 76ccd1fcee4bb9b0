-- Reports of which no action has a printed status: how many actions there are, and how many count as ongoing.
-- register, as_of: NULL is all registers, and each one's latest report.
SELECT s.register, s.period, r.profile, count(*) AS actions, count(*) FILTER (a.status = 'ongoing') AS ongoing
FROM series AS s
JOIN (
    SELECT register, coalesce($as_of, max(period)) AS period FROM report_series
    WHERE current AND ($register IS NULL OR register = $register) GROUP BY register
) AS l ON l.register = s.register AND l.period = s.period
JOIN report AS r ON r.report_id = s.report_id
JOIN action AS a ON a.report_id = s.report_id
GROUP BY ALL
HAVING count(a.status_text) = 0 AND count(*) FILTER (a.status NOT IN ('ongoing', 'not_stated')) = 0
ORDER BY s.register;
