-- Risks that stand in one report and not in the next.
-- left_out is what the next paper says that it leaves out of its risks, which may be why; NULL where it says nothing. The
-- other columns are those of `disappeared_risks`.
CREATE OR REPLACE VIEW gone_risks AS
SELECT
    k.register, k.risk_id, rating_label(k.score, k.band) AS last_rating, k.period AS last_seen, n.period AS gone_in,
    k.next_period AS returned_in,
    (SELECT list(DISTINCT a.new_risk_id ORDER BY a.new_risk_id) FROM alias AS a
     WHERE a.register = k.register AND a.old_risk_id = k.risk_id) AS became,
    coalesce(v.live_actions, 0) AS live_actions,
    k.description, k.source_file, k.page, left_out(r.leaves_out, 'risk') AS left_out
FROM risk_steps AS k
LEFT JOIN (
    SELECT register, report_id, risk_id, count(*) AS live_actions FROM actions
    WHERE status NOT IN ('completed', 'recurring') GROUP BY ALL
) AS v ON v.register = k.register AND v.report_id = k.report_id AND v.risk_id = k.risk_id
JOIN series AS n ON n.register = k.register AND n.ordinal = k.ordinal + 1
JOIN report AS r ON r.report_id = n.report_id
WHERE k.next_ordinal IS DISTINCT FROM k.ordinal + 1
ORDER BY k.register, gone_in, k.risk_id;
