-- The later names of each renumbered risk, as aliases have them, through any number of renumberings.
CREATE OR REPLACE VIEW risk_names AS
WITH RECURSIVE named AS (
    SELECT register, old_risk_id AS risk_id, new_risk_id AS later_id FROM alias WHERE kind = 'renumbered'
    UNION
    SELECT n.register, n.risk_id, a.new_risk_id
    FROM named AS n
    JOIN alias AS a ON a.register = n.register AND a.old_risk_id = n.later_id AND a.kind = 'renumbered'
)
FROM named;
