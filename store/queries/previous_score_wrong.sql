-- Printed previous scores that are not those of the paper before.
-- The previous rating that a paper prints of a risk, and the rating that the risk had in the report imported before it.
-- They differ where both have scores that differ, or, where either has none, bands that differ. A risk that does not stand
-- in that report is not here. missing_months counts the calendar months without a paper between both: a paper that was
-- not imported may be the one that is meant.
-- Needs 2 reports.
-- Rests on previous ratings.
CREATE OR REPLACE VIEW previous_score_wrong AS
SELECT
    p.register, p.risk_id, p.title, p.period, p.score AS printed_score, p.band AS printed_band,
    k.previous_period AS before_period, k.previous_score AS before_score, k.previous_band AS before_band,
    s.months_missing AS missing_months, k.previous_file AS from_file, k.previous_page AS from_page, p.source_file, p.page
FROM ratings AS p
JOIN risk_steps AS k ON k.register = p.register AND k.report_id = p.report_id AND k.position = p.risk_position
JOIN series AS s ON s.report_id = p.report_id
WHERE p.kind = 'previous' AND k.gap = 0
  AND CASE
      WHEN p.score IS NOT NULL AND k.previous_score IS NOT NULL THEN p.score <> k.previous_score
      ELSE lower(p.band) <> lower(k.previous_band)
  END
ORDER BY p.register, p.period, p.risk_position;
