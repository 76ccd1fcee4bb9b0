-- What people decided, aliases and removed papers too, with the reason, and whether it still applies.
-- kind is same (two actions are one), different (they are not), correct (a value was misread or misprinted), settled (a
-- doubt was looked at), stands (which paper has a month), renumbered, merged or split (an alias), or removed (a paper).
-- about and other name actions by risk, month and position, with the wording in quotes. as_read is the paper's own
-- reading when it was decided, value what counts in its place (NULL: none). undone_at is when it was taken back. applies is
-- `yes`; `no`, where it was taken back; `read so by now`, of a correction that the paper itself says today; or `no longer
-- fits`, where nothing in today's papers is what it is about. Times are UTC.
CREATE OR REPLACE VIEW decisions AS
WITH linked AS (
    SELECT e.register, e.number, count(*) AS places, count(DISTINCT t.action_id) AS trails
    FROM decision_effect AS e
    JOIN action_trail AS t ON t.report_id = e.report_id AND t.risk_position = e.risk_position AND t.position = e.position
    WHERE e.field IS NULL
    GROUP BY ALL
),
corrected AS (
    SELECT register, number, count(note) > 0 AS changed FROM decision_effect WHERE field IS NOT NULL GROUP BY ALL
),
every AS (
    SELECT
        d.number, d.register, d.kind,
        CASE WHEN d.position IS NOT NULL THEN action_name(d.risk_id, d.period, d.position) || ' “' || d.text || '”'
            WHEN d.kind = 'settled' THEN concat_ws(' ', d.period, d.risk_id, d.field || ':', d.text)
            WHEN d.kind IN ('stands', 'removed') THEN concat_ws(' ', d.period, d.text)
            ELSE concat_ws('/', d.risk_id, d.period) END AS about,
        CASE WHEN d.other_position IS NULL THEN d.other_risk_id
            ELSE action_name(d.other_risk_id, d.other_period, d.other_position) || ' “' || d.other_text || '”' END AS other,
        CASE WHEN d.kind = 'correct' THEN d.field END AS field, CASE WHEN d.kind = 'correct' THEN d.as_read END AS as_read,
        CASE WHEN d.kind = 'correct' THEN d.value END AS value, d.reason, d.decided_at, d.undone_at,
        CASE
            WHEN d.undone_at IS NOT NULL THEN 'no'
            WHEN d.kind = 'same' AND l.places = 2 AND l.trails = 1 THEN 'yes'
            WHEN d.kind = 'different' AND l.places = 2 AND l.trails = 2 THEN 'yes'
            WHEN d.kind = 'correct' AND c.changed THEN 'yes'
            WHEN d.kind = 'correct' AND NOT c.changed THEN 'read so by now'
            WHEN d.kind = 'settled' AND d.doubt IN (SELECT digest FROM doubts_here(NULL)) THEN 'yes'
            WHEN d.kind = 'stands' AND EXISTS (
                FROM report AS r JOIN report_series AS s ON s.report_id = r.report_id
                WHERE r.paper_id = d.paper_id AND s.conflicts_with IS NULL AND s.register = d.register AND s.period = d.period
            ) THEN 'yes'
            ELSE 'no longer fits'
        END AS applies
    FROM decision AS d
    LEFT JOIN linked AS l ON l.register = d.register AND l.number = d.number
    LEFT JOIN corrected AS c ON c.register = d.register AND c.number = d.number
    UNION ALL
    SELECT
        a.number, a.register, a.kind, a.old_risk_id, a.new_risk_id, NULL, NULL, NULL, a.reason, a.decided_at, NULL,
        CASE WHEN 2 = (
            SELECT count(DISTINCT k.risk_id) FROM risk AS k JOIN series AS s ON s.report_id = k.report_id
            WHERE s.register = a.register AND k.risk_id IN (a.old_risk_id, a.new_risk_id)
        ) THEN 'yes' ELSE 'no longer fits' END
    FROM alias AS a
    UNION ALL
    SELECT
        g.number, g.register, 'removed', concat_ws(' ', g.period, p.name), NULL, NULL, NULL, NULL, g.reason, g.removed_at,
        NULL, 'yes'
    FROM removed_paper AS g JOIN paper AS p ON p.paper_id = g.paper_id
)
SELECT
    number, register, kind, about, other, field,
    CASE WHEN field = 'owners' THEN array_to_string(from_json(as_read, '["VARCHAR"]'), ', ') ELSE as_read END AS as_read,
    CASE WHEN field = 'owners' THEN array_to_string(from_json(value, '["VARCHAR"]'), ', ') ELSE value END AS value,
    reason, decided_at, undone_at, applies
FROM every
ORDER BY number;
