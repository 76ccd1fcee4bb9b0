-- Risks at the first paper that has them, the latest first; those of the register's first paper are not new.
-- A later name of a renumbered risk is not a new risk.
SELECT s.period, k.risk_id, k.score, k.band, k.description, k.page
FROM risk AS k JOIN series AS s ON s.report_id = k.report_id
WHERE s.register = $register
  AND NOT EXISTS (FROM risk_names AS n WHERE n.register = s.register AND n.later_id = k.risk_id)
QUALIFY row_number() OVER (PARTITION BY k.risk_id ORDER BY s.ordinal, k.position) = 1 AND s.ordinal > 1
ORDER BY s.ordinal DESC, k.position;
