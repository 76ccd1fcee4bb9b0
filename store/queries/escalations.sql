-- Escalations asked for: which risk in which month, its rating then and since.
-- One row a recommendation and risk it names; risk_id is NULL where it names none. times_asked counts the months up to
-- this one in which escalation of the risk was asked for. rating_now is that of the register's latest report, or `absent`.
CREATE OR REPLACE VIEW escalations AS
WITH asked AS (
    SELECT register, period, ordinal, text, unnest(if(len(risk_ids) = 0, [NULL], risk_ids)) AS risk_id,
           source_file, page
    FROM recommendations WHERE escalation
)
SELECT
    e.register, e.period, e.risk_id, e.text,
    rating_label(k.score, k.band) AS rating_then,
    CASE WHEN e.risk_id IS NULL THEN NULL WHEN n.risk_id IS NULL THEN 'absent' ELSE rating_label(n.score, n.band) END
        AS rating_now,
    n.score - k.score AS moved_since,
    dense_rank() OVER (PARTITION BY e.register, e.risk_id ORDER BY e.ordinal) AS times_asked,
    e.source_file, e.page
FROM asked AS e
JOIN latest AS l ON l.register = e.register
LEFT JOIN risk_steps AS k ON k.register = e.register AND k.period = e.period AND k.risk_id = e.risk_id
LEFT JOIN risk_steps AS n ON n.register = e.register AND n.report_id = l.report_id AND n.risk_id = e.risk_id
ORDER BY e.register, e.period, e.risk_id, text;
