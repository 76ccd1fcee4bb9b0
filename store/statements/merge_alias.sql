-- Copy an alias from the attached store.
INSERT INTO alias BY NAME
SELECT register, old_risk_id, new_risk_id, kind, reason, decided_at
FROM other_store.alias
WHERE (register, old_risk_id, new_risk_id, kind, reason) = ($register, $old, $new, $kind, $reason);
