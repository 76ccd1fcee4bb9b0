-- The actions of `overdue_actions`, the longest overdue first.
-- owner: only those one of whose owners it is, whatever its case. band: only of risks in that band, whatever its case.
SELECT
    register, risk_id, score, band, action_id, ref, text, owners, due_date, first_due_date, days_overdue, times_moved,
    status, note, note_date, last_seen, source_file, page, decided, title
FROM overdue_actions($day, $register)
WHERE ($owner IS NULL OR list_contains(list_transform(owners, lambda each: lower(each)), lower($owner)))
  AND ($band IS NULL OR lower(band) = lower($band));
