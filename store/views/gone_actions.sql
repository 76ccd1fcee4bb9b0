-- Actions that stand in one report without being completed, and not in the next, while their risk does.
-- left_out is what the next paper says that it leaves out of its actions, which may be why; NULL where it says nothing.
-- The other columns are those of `silently_dropped_actions`.
CREATE OR REPLACE VIEW gone_actions AS
SELECT
    a.register, a.risk_id, a.action_id, a.text, a.status AS last_status, a.note, a.owners, a.first_seen,
    a.period AS last_seen, n.period AS gone_in, a.next_period AS returned_in,
    (SELECT list(DISTINCT t.risk_id ORDER BY t.risk_id) FROM action_trail AS t
     WHERE t.report_id = n.report_id AND t.text_key = a.text_key AND t.risk_id <> a.risk_id) AS moved_to,
    a.source_file, a.page, n.source_file AS gone_from_file, k.page AS gone_from_page,
    left_out(r.leaves_out, 'action') AS left_out,
    p.begun_text AS perhaps, p.begun_id AS perhaps_id, p.begun_page AS perhaps_page, p.similarity AS perhaps_similarity,
    p.decide, a.decided
FROM action_steps AS a
JOIN series AS n ON n.register = a.register AND n.ordinal = a.ordinal + 1
JOIN report AS r ON r.report_id = n.report_id
JOIN risk AS k ON k.report_id = n.report_id AND k.risk_id = a.risk_id
LEFT JOIN (
    FROM taken_place
    QUALIFY row_number() OVER (PARTITION BY register, ended_id ORDER BY similarity DESC, begun_id) = 1
) AS p ON p.register = a.register AND p.ended_id = a.action_id AND p.begun_in = n.report_id
WHERE a.status <> 'completed' AND a.next_ordinal IS DISTINCT FROM a.ordinal + 1
QUALIFY row_number() OVER (PARTITION BY a.register, a.action_id, a.ordinal ORDER BY k.position) = 1
ORDER BY a.register, gone_in, a.risk_id, a.position;
