-- The reports of registers, each a claim to a month.
SELECT
    r.register, r.period, r.report_id, r.report_date, r.meeting_date, r.meeting_number, r.paper_reference, r.modified,
    r.paper_id, p.name, r.sha256
FROM report AS r JOIN paper AS p ON p.paper_id = r.paper_id
WHERE r.register IN (SELECT unnest($registers));
