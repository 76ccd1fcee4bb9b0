-- Actions gone from the register without having been completed, while their risk still stands.
-- The action stands in one report with another status than completed, its risk stands in the next imported report of
-- the register, and the action does not. last_status says what was last known. returned_in is the month it came back, if
-- it did; moved_to the risks under which the very same wording stands in that next report.
-- Needs 2 reports.
CREATE OR REPLACE VIEW silently_dropped_actions AS
SELECT
    a.register, a.risk_id, a.action_id, a.text, a.status AS last_status, a.note, a.owners, a.first_seen,
    a.period AS last_seen, n.period AS gone_in, a.next_period AS returned_in,
    (SELECT list(DISTINCT t.risk_id ORDER BY t.risk_id) FROM action_trail AS t
     WHERE t.report_id = n.report_id AND t.text_key = a.text_key AND t.risk_id <> a.risk_id) AS moved_to,
    a.source_file, a.page, n.source_file AS gone_from_file, k.page AS gone_from_page
FROM action_steps AS a
JOIN series AS n ON n.register = a.register AND n.ordinal = a.ordinal + 1
JOIN risk AS k ON k.report_id = n.report_id AND k.risk_id = a.risk_id
WHERE a.status <> 'completed' AND a.next_ordinal IS DISTINCT FROM a.ordinal + 1
QUALIFY row_number() OVER (PARTITION BY a.register, a.action_id, a.ordinal ORDER BY k.position) = 1
ORDER BY a.register, gone_in, a.risk_id, a.position;
