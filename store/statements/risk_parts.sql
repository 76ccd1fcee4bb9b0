-- The parts of one risk in one month, in the paper's order, with the rating as values.
SELECT
    register, period, risk_id, part, position, text, status, status_text, note, owners, action_id, first_seen,
    reports_ongoing, reports_unchanged, source_file, page, source, title, head, ref, due_date,
    due_text, completed_date, percent, note_date, first_due_date, times_moved, decided, score, band
FROM rated_risk_parts
WHERE register = $register AND period = $period AND risk_id = $risk
ORDER BY part_order, position;
