-- The decisions on actions and on values of registers that count, in the order in which they were made.
SELECT
    register, number, kind, period, risk_id, position, text, other_period, other_risk_id, other_position, other_text,
    field, value, as_read, paper_id, reason
FROM decision
WHERE register IN (SELECT unnest($registers)) AND undone_at IS NULL AND kind IN ('same', 'different', 'correct')
ORDER BY register, number;
