-- The reports of registers, each a claim to a month.
-- stands is whether a person decided that it has the month, outvoted whether that was decided of another paper while this one
-- was there.
SELECT
    r.register, r.period, r.report_id, r.report_date, r.meeting_date, r.meeting_number, r.paper_reference, r.modified,
    r.paper_id, p.name, r.sha256, EXISTS (
        FROM decision AS d
        WHERE d.kind = 'stands' AND d.undone_at IS NULL AND d.paper_id = r.paper_id AND d.register = r.register
          AND d.period = r.period
    ) AS stands, EXISTS (
        FROM decision AS d
        WHERE d.kind = 'stands' AND d.undone_at IS NULL AND contains(d.value, r.paper_id) AND d.register = r.register
          AND d.period = r.period AND d.paper_id IN (SELECT o.paper_id FROM report AS o)
    ) AS outvoted
FROM report AS r JOIN paper AS p ON p.paper_id = r.paper_id
WHERE r.register IN (SELECT unnest($registers));
