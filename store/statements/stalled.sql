-- The actions of `stalled_actions`, the longest first.
-- owner: only those one of whose owners it is, whatever its case. band: only of risks in that band, whatever its case.
-- unchanged: only those whose wording and note are the same in min_reports reports too, and ordered by that count.
SELECT
    register, risk_id, score, band, action_id, text, note, owners, reports_ongoing, reports_unchanged, first_seen,
    ongoing_since, days_ongoing, last_seen, source_file, page, title, decided
FROM stalled_actions($as_of, $min_reports, $register)
WHERE (NOT $unchanged OR reports_unchanged >= $min_reports)
  AND ($owner IS NULL OR list_contains(list_transform(owners, lambda each: lower(each)), lower($owner)))
  AND ($band IS NULL OR lower(band) = lower($band))
ORDER BY CASE WHEN $unchanged THEN reports_unchanged ELSE reports_ongoing END DESC, score DESC NULLS LAST,
    register, risk_id, position;
