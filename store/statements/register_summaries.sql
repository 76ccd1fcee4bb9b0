-- Every register with a current paper at a glance, and the report of its latest month.
SELECT
    r.register, r.organisation, r.papers, r.first_period, r.last_period, r.risks, r.rose, r.fell, r.moved, r.stalled,
    r.overdue, r.doubts, r.perhaps_after, r.source_file, l.report_id
FROM registers() AS r
JOIN latest AS l ON l.register = r.register
ORDER BY r.register;
