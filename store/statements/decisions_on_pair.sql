-- The decision on two actions that counts, with what it says.
SELECT number, kind
FROM decision
WHERE kind IN ('same', 'different') AND undone_at IS NULL AND register = $register
  AND (period, risk_id, position) = ($period, $risk_id, $position)
  AND (other_period, other_risk_id, other_position) = ($other_period, $other_risk_id, $other_position);
