-- How long each completed action took, from the report it first stands in to the one that calls it completed.
-- The first time it is called completed counts. reports is the number of imported reports from the one to the other; 0,
-- and no days, where it was completed when first seen. since_start is true where its trail begins in the register's first
-- report, so that it may be older than it looks.
CREATE OR REPLACE VIEW time_to_complete AS
SELECT
    a.register, a.risk_id, a.action_id, a.text, a.owners, a.first_seen, a.period AS completed_in,
    a.ordinal - f.ordinal AS reports,
    CASE WHEN a.ordinal > f.ordinal THEN date_diff('day', f.dated, s.dated) END AS days,
    f.ordinal = 1 AS since_start, a.source_file, a.page
FROM actions AS a
JOIN series AS s ON s.report_id = a.report_id
JOIN series AS f ON f.register = a.register AND f.period = a.first_seen
WHERE a.status = 'completed'
QUALIFY row_number() OVER (PARTITION BY a.register, a.action_id ORDER BY a.ordinal) = 1
ORDER BY days DESC NULLS LAST, a.register, a.risk_id, a.position, action_id;
