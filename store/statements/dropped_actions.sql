-- The actions of `silently_dropped_actions`, the latest first.
SELECT
    gone_in, last_seen, risk_id, action_id, text, last_status, note, returned_in, moved_to, page, gone_from_page,
    perhaps, perhaps_id, perhaps_page, decide, decided
FROM silently_dropped_actions
WHERE register = $register
ORDER BY gone_in DESC, risk_id;
