-- Recommendations that ask to escalate a risk, the latest first.
SELECT period, position, text, risk_ids, page
FROM recommendations
WHERE register = $register AND escalation
ORDER BY ordinal DESC, position;
