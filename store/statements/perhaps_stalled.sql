-- Actions that are not stalled and may be: begun less than min_reports reports back, in the place of a similar one of the
-- same risk, and ongoing since; the runs of both together are long enough. as_of: the month looked back from; NULL is each
-- register's latest. register: NULL is all.
SELECT count(DISTINCT t.action_id)
FROM taken_place AS p
JOIN action_trail AS t ON t.register = p.register AND t.action_id = p.begun_id AND t.ongoing_since = p.begun
JOIN series AS s ON s.report_id = t.report_id
WHERE ($register IS NULL OR p.register = $register) AND t.reports_ongoing < $min_reports AND p.reports_ongoing > 0
  AND t.reports_ongoing + p.reports_ongoing >= $min_reports
  AND CASE WHEN $as_of IS NULL THEN s.report_id IN (SELECT report_id FROM latest) ELSE s.period = $as_of END;
