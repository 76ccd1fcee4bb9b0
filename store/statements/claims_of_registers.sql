-- The reports of registers, each a claim to a month.
-- stands is whether a person decided that it has the month, outvoted whether that was decided of another paper while this one
-- was there.
SELECT
    r.register, r.period, r.report_id, r.report_date, r.meeting_date, r.meeting_number, r.paper_reference, r.modified,
    r.sha256, p.name, EXISTS (
        FROM decision AS d
        WHERE d.kind = 'stands' AND d.undone_at IS NULL AND d.sha256 = r.sha256 AND d.register = r.register
          AND d.period = r.period
    ) AS stands, EXISTS (
        FROM decision AS d
        WHERE d.kind = 'stands' AND d.undone_at IS NULL AND contains(d.value, r.sha256) AND d.register = r.register
          AND d.period = r.period AND d.sha256 IN (SELECT o.sha256 FROM report AS o)
    ) AS outvoted
FROM report AS r JOIN paper AS p ON p.sha256 = r.sha256
WHERE r.register IN (SELECT unnest($registers));
