-- Keeps aliases that are about to be deleted as decisions that were taken back.
INSERT INTO decision (number, kind, register, risk_id, other_risk_id, reason, decided_at, undone_at)
SELECT number, kind, register, old_risk_id, new_risk_id, reason, decided_at, $now
FROM alias
WHERE {which};
