-- The correction of a field of a risk or an action that counts.
SELECT number, kind
FROM decision
WHERE kind = 'correct' AND undone_at IS NULL AND register = $register AND period = $period AND risk_id = $risk_id
  AND position IS NOT DISTINCT FROM $position AND field = $field;
