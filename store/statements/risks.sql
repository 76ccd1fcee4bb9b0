-- Risks of all current reports, one row a month, as far as they meet the conditions put in here.
SELECT
    register, period, report_date, risk_id, position, score, band, description, impact, actions, live_actions, section,
    standing, source_file, page, title, category, owners, trend, response, risk_status, raised, review,
    causes, controls, decided
FROM risks
WHERE {conditions}
ORDER BY register, period, position;
