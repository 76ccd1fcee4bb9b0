-- Actions that changed after they had been called completed.
-- Completed in one standing and, in the next of its trail, with another status, wording or note; white space aside.
-- Needs 2 reports.
CREATE OR REPLACE VIEW completed_then_changed AS
SELECT
    register, risk_id, action_id, previous_period AS completed_in, period AS changed_in, change.field AS field,
    change.before AS before, change.after AS after, text, previous_file, previous_page, source_file, page
FROM (
    SELECT *, unnest(list_filter([
        CASE WHEN status <> previous_status THEN
            {'field': 'status', 'before': previous_status, 'after': status} END,
        CASE WHEN evened(text) <> evened(previous_text) THEN
            {'field': 'text', 'before': previous_text, 'after': text} END,
        CASE WHEN evened(coalesce(note, '')) <> evened(coalesce(previous_note, '')) THEN
            {'field': 'note', 'before': previous_note, 'after': note} END
    ], lambda x: x IS NOT NULL)) AS change
    FROM action_steps
    WHERE previous_status = 'completed'
)
ORDER BY register, changed_in, risk_id, action_id, field;
