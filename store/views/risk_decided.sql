-- What decisions of people changed of a risk itself in a report: a corrected score, band, title, description or owner.
CREATE OR REPLACE VIEW risk_decided AS
SELECT report_id, risk_position, list(note ORDER BY number, note) AS decided
FROM decision_effect
WHERE position = 0 AND note IS NOT NULL
GROUP BY ALL;
