-- Papers that claim a month which another paper claims too, each with the one that has the month.
-- A paper of another meeting or reference than the one that has the month is here, and does not count. So is the current
-- one of several versions where nothing says which is the later (no version in the paper reference), or where papers of
-- one meeting bear different references. Each names the others with their references. What was there when a
-- person decided that another paper has the month is not here.
CREATE OR REPLACE VIEW conflicts AS
WITH claims AS (
    SELECT
        q.register, q.period, q.report_id, q.current, q.superseded_by, q.conflicts_with, r.paper_reference,
        p.name, p.paper_id, EXISTS (
            FROM decision AS d
            WHERE d.kind = 'stands' AND d.undone_at IS NULL AND contains(d.value, r.paper_id) AND d.register = q.register
              AND d.period = q.period AND d.paper_id IN (SELECT o.paper_id FROM report AS o)
        ) AS outvoted, paper_label(r.paper_reference, r.meeting_number, r.meeting_date, r.report_date) AS label
    FROM report_series AS q
    JOIN report AS r ON r.report_id = q.report_id
    JOIN paper AS p ON p.paper_id = r.paper_id
    WHERE (q.register, q.period) IN (SELECT (register, period) FROM report_series WHERE NOT current)
),
rivals AS (
    SELECT c.register, c.period, c.report_id, c.name, c.label, e.name AS rival, e.label AS rival_label, e.paper_id,
        e.outvoted AS settled
    FROM claims AS c
    JOIN claims AS e ON e.superseded_by = c.report_id
    WHERE c.current AND (
        c.paper_reference IS NOT DISTINCT FROM e.paper_reference
        OR without_version(c.paper_reference) <> without_version(e.paper_reference)
    )
    UNION ALL
    SELECT register, period, report_id, name, label, name, label, paper_id, true FROM claims WHERE current
)
SELECT
    c.register, c.period, c.name AS source_file,
    'is another paper (' || c.label || ') than ' || h.name || ' (' || h.label || '), which has ' || c.register || ' '
        || c.period || ' and keeps it; take out the one that does not belong with `risktrail remove PAPER --reason TEXT`,'
        || ' or say which one has the month with `risktrail decide stands PAPER --reason TEXT`'
        AS message
FROM claims AS c
JOIN claims AS h ON h.report_id = c.conflicts_with
WHERE NOT c.outvoted
UNION ALL
SELECT
    register, period, name,
    count(*) || ' different papers claim ' || register || ' ' || period || CASE WHEN count(DISTINCT rival_label) = 1
        THEN ' and the reference ' || label || ': ' || string_agg(rival, ', ' ORDER BY rival, paper_id)
        ELSE ' with different references: '
            || string_agg(rival || ' (' || rival_label || ')', ', ' ORDER BY rival, paper_id) END
        || '; this one is current. Take out those that do not belong with `risktrail remove PAPER --reason TEXT`,'
        || ' or say which one has the month with `risktrail decide stands PAPER --reason TEXT`'
FROM rivals
GROUP BY register, period, report_id, name, label
HAVING count(*) > 1 AND NOT bool_and(settled);
