-- Take back the decisions that the attached store has taken back.
UPDATE decision AS have SET undone_at = f.undone_at
FROM other_store.decision AS f
WHERE have.undone_at IS NULL AND f.undone_at IS NOT NULL AND have.kind = f.kind AND have.reason = f.reason
  AND (have.register, have.period, have.risk_id, have.position, have.text, have.other_period, have.other_risk_id,
       have.other_position, have.field, have.value, have.doubt, have.decided_at)
    IS NOT DISTINCT FROM (f.register, f.period, f.risk_id, f.position, f.text, f.other_period, f.other_risk_id,
       f.other_position, f.field, f.value, f.doubt, f.decided_at)
RETURNING have.register;
