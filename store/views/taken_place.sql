-- Actions that ended while a similar one of the risk began in the next report, which may be one reworded.
-- They are not alike enough to be taken for one, and nobody decided that they are one or two. An action has a row for each
-- that it may be.
CREATE OR REPLACE VIEW taken_place AS
SELECT
    c.register, c.action_id AS ended_id, e.period AS last_seen, ea.text, e.reports_ongoing, c.other_action_id AS begun_id,
    b.report_id AS begun_in, b.period AS begun, ba.text AS begun_text, ba.page AS begun_page, c.similarity,
    decide_same(action_name(e.risk_id, e.period, e.position), action_name(b.risk_id, b.period, b.position)) AS decide
FROM action_candidate AS c
JOIN action_trail AS b ON b.register = c.register AND b.action_id = c.other_action_id AND b.previous_ordinal IS NULL
JOIN action_trail AS e ON e.register = c.register AND e.action_id = c.action_id AND e.ordinal = b.ordinal - 1
JOIN action AS ea ON ea.report_id = e.report_id AND ea.risk_position = e.risk_position AND ea.position = e.position
JOIN action AS ba ON ba.report_id = b.report_id AND ba.risk_position = b.risk_position AND ba.position = b.position;
