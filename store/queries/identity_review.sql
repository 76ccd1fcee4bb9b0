-- Where a person should say whether two things are one: nothing is joined by guess.
-- kind is `unsure_match` (two wordings were taken for one action and are not so alike), `near_miss` (an action ended
-- and another began in a later report of the risk, not alike enough to be linked), `split` (an action goes on with a part
-- of what it said, and another began that says another part), `merged` (an action ended, and another that goes on took in
-- what it said), `moved` (an action ended under one risk and the same wording began under another in the next report), or
-- `renumbered` (a risk is gone and a new one stands in the next report with a description at least 0.6 alike, or with an
-- action of the same wording). decide is the command that says they are one, empty for parts, which are two actions;
-- `decide different` in its place says that two actions are two. Pairs of which that is said already are left out.
-- Needs 2 reports.
CREATE OR REPLACE VIEW identity_review AS
WITH ends AS (
    SELECT a.*, n.period AS gone_in FROM action_steps AS a
    JOIN series AS n ON n.register = a.register AND n.ordinal = a.ordinal + 1
    WHERE a.next_ordinal IS NULL
),
begins AS (SELECT * FROM action_steps WHERE previous_period IS NULL AND ordinal > 1),
gone AS (
    SELECT k.* FROM risk_steps AS k
    JOIN series AS n ON n.register = k.register AND n.ordinal = k.ordinal + 1
    WHERE k.next_ordinal IS NULL
),
shared AS (
    SELECT DISTINCT x.register, x.ordinal, x.risk_id, y.risk_id AS other_risk_id
    FROM action_trail AS x
    JOIN action_trail AS y ON y.register = x.register AND y.ordinal = x.ordinal + 1 AND y.text_key = x.text_key
        AND y.risk_id <> x.risk_id
),
risk_pairs AS (
    SELECT o.*, n.risk_id AS new_id, n.period AS new_period, n.description AS new_text, n.source_file AS new_file,
           n.page AS new_page, likeness(lower(evened(o.description)), lower(evened(n.description))) AS alike,
           h.register IS NOT NULL AS shares_action
    FROM gone AS o
    JOIN risk_steps AS n ON n.register = o.register AND n.ordinal = o.ordinal + 1 AND n.previous_period IS NULL
    LEFT JOIN shared AS h ON h.register = o.register AND h.ordinal = o.ordinal AND h.risk_id = o.risk_id
        AND h.other_risk_id = n.risk_id
    WHERE NOT EXISTS (
        FROM alias AS a WHERE a.register = o.register AND a.old_risk_id = o.risk_id AND a.new_risk_id = n.risk_id
    )
)
SELECT
    t.register, 'unsure_match' AS kind, t.similarity, s.previous_risk_id AS risk_id, t.risk_id AS other_risk_id,
    t.action_id, t.action_id AS other_action_id, s.previous_period AS from_period, t.period AS to_period,
    s.previous_text AS before, t.text AS after, s.previous_file AS from_file, s.previous_page AS from_page,
    t.source_file AS to_file, t.page AS to_page,
    decide_same(action_name(b.risk_id, b.period, b.position), action_name(t.risk_id, t.period, t.position)) AS decide
FROM actions AS t
JOIN action_steps AS s ON s.register = t.register AND s.report_id = t.report_id AND s.action_id = t.action_id
JOIN action_trail AS b ON b.register = t.register AND b.action_id = t.action_id AND b.ordinal = t.previous_ordinal
WHERE t.unsure
UNION ALL
SELECT
    c.register, 'near_miss', c.similarity, e.risk_id, b.risk_id, e.action_id, b.action_id, e.period, b.period, e.text,
    b.text, e.source_file, e.page, b.source_file, b.page,
    decide_same(action_name(e.risk_id, e.period, e.position), action_name(b.risk_id, b.period, b.position))
FROM action_candidate AS c
JOIN action_steps AS e ON e.register = c.register AND e.action_id = c.action_id AND e.next_ordinal IS NULL
JOIN begins AS b ON b.register = c.register AND b.action_id = c.other_action_id AND b.ordinal > e.ordinal
UNION ALL
SELECT
    c.register, 'split', c.similarity, e.risk_id, b.risk_id, e.action_id, b.action_id, e.period, b.period, e.text,
    b.text, e.source_file, e.page, b.source_file, b.page, NULL
FROM action_candidate AS c
JOIN begins AS b ON b.register = c.register AND b.action_id = c.other_action_id
JOIN action_steps AS e ON e.register = c.register AND e.action_id = c.action_id AND e.next_ordinal = b.ordinal
UNION ALL
SELECT
    c.register, 'merged', c.similarity, e.risk_id, b.risk_id, e.action_id, b.action_id, e.period, b.period, e.text,
    b.text, e.source_file, e.page, b.source_file, b.page, NULL
FROM action_candidate AS c
JOIN action_steps AS e ON e.register = c.register AND e.action_id = c.action_id AND e.next_ordinal IS NULL
JOIN action_steps AS b ON b.register = c.register AND b.action_id = c.other_action_id AND b.ordinal > e.ordinal
    AND b.previous_ordinal <= e.ordinal
UNION ALL
SELECT
    e.register, 'moved', 1.0, e.risk_id, b.risk_id, e.action_id, b.action_id, e.period, b.period, e.text, b.text,
    e.source_file, e.page, b.source_file, b.page,
    decide_same(action_name(e.risk_id, e.period, e.position), action_name(b.risk_id, b.period, b.position))
FROM ends AS e
JOIN begins AS b ON b.register = e.register AND b.ordinal = e.ordinal + 1 AND b.text_key = e.text_key
    AND b.risk_id <> e.risk_id
WHERE NOT EXISTS (
    FROM decision AS d
    JOIN decision_effect AS x ON x.number = d.number AND x.report_id = e.report_id
        AND x.risk_position = e.risk_position AND x.position = e.position
    JOIN decision_effect AS y ON y.number = d.number AND y.report_id = b.report_id
        AND y.risk_position = b.risk_position AND y.position = b.position
    WHERE d.kind = 'different'
)
UNION ALL
SELECT
    register, 'renumbered', alike, risk_id, new_id, NULL, NULL, period, new_period, description, new_text,
    source_file, page, new_file, new_page,
    'risktrail alias ' || shell_word(risk_id) || ' ' || shell_word(new_id) || ' --reason TEXT'
FROM risk_pairs
WHERE alike >= 0.6 OR shares_action
ORDER BY kind, register, to_period, risk_id, action_id, other_action_id, other_risk_id;
