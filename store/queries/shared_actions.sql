-- The same action under two or more risks of one report, and whether its statuses agree.
-- The same wording, with case, punctuation and owner aside. Such actions are linked here, never merged: each keeps its
-- own trail. conflicting is whether they stand with different statuses.
CREATE OR REPLACE VIEW shared_actions AS
SELECT
    register, period, any_value(text ORDER BY risk_position, position) AS text,
    list(risk_id ORDER BY risk_position, position) AS risk_ids,
    list(status ORDER BY risk_position, position) AS statuses,
    count(DISTINCT status) > 1 AS conflicting,
    list(action_id ORDER BY risk_position, position) AS action_ids,
    any_value(source_file) AS source_file, min(page) AS page,
    list(page ORDER BY risk_position, position) AS pages
FROM actions
WHERE text_key <> ''
GROUP BY register, period, report_id, text_key
HAVING count(DISTINCT risk_id) > 1
ORDER BY register, period, page, text;
