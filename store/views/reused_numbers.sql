-- Risks that may be others than those which had their number before: described otherwise, alike by less than a half, and
-- none of the actions of before goes on.
CREATE OR REPLACE VIEW reused_numbers AS
WITH changed AS MATERIALIZED (
    SELECT k.* FROM risk_steps AS k
    WHERE k.previous_description IS NOT NULL AND evened(k.description) <> evened(k.previous_description)
      AND NOT EXISTS (
        FROM action_trail AS t
        WHERE t.register = k.register AND t.report_id = k.report_id AND t.risk_id = k.risk_id
          AND t.previous_ordinal = k.ordinal - k.gap - 1
      )
)
SELECT register, period, risk_id, source_file, page, description, previous_period, previous_description, previous_file,
       previous_page
FROM changed
WHERE likeness(lower(evened(description)), lower(evened(previous_description))) < 0.5;
