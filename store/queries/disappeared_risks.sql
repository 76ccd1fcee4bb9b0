-- Risks that stand in one report and not in the next, with what was last known of them.
-- Absent is not closed: live_actions counts the actions that were neither completed nor recurring when it was last
-- seen. returned_in is the month it came back, if it did; became is its later name, where an alias gives one.
CREATE OR REPLACE VIEW disappeared_risks AS
SELECT
    k.register, k.risk_id, rating_label(k.score, k.band) AS last_rating, k.period AS last_seen, n.period AS gone_in,
    k.next_period AS returned_in,
    (SELECT list(DISTINCT a.new_risk_id ORDER BY a.new_risk_id) FROM alias AS a
     WHERE a.register = k.register AND a.old_risk_id = k.risk_id) AS became,
    (SELECT count(*) FROM actions AS a WHERE a.report_id = k.report_id AND a.risk_id = k.risk_id
        AND a.status NOT IN ('completed', 'recurring')) AS live_actions,
    k.description, k.source_file, k.page
FROM risk_steps AS k
JOIN series AS n ON n.register = k.register AND n.ordinal = k.ordinal + 1
WHERE k.next_ordinal IS DISTINCT FROM k.ordinal + 1
ORDER BY k.register, gone_in, k.risk_id;
