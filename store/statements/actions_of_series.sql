-- The actions of the current reports of registers, in the order of months and papers; a row too for a risk without any.
SELECT
    s.register, s.ordinal, s.period, s.report_id, k.risk_id, k.position, a.position, a.text, a.status, a.note,
    a.note_date, a.due_date
FROM report_series AS s
JOIN risk AS k ON k.report_id = s.report_id
LEFT JOIN action AS a ON a.report_id = s.report_id AND a.risk_position = k.position
WHERE s.register IN (SELECT unnest($registers)) AND s.current
ORDER BY s.register, s.ordinal, k.position, a.position;
