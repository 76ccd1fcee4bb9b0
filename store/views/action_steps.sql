-- Every action of every current report beside its standing before and after that, along its trail.
CREATE OR REPLACE VIEW action_steps AS
SELECT
    * EXCLUDE (source, similarity, match_method, unsure),
    lag(period) OVER w AS previous_period,
    lag(status) OVER w AS previous_status,
    lag(text) OVER w AS previous_text,
    lag(note) OVER w AS previous_note,
    lag(risk_id) OVER w AS previous_risk_id,
    lag(source_file) OVER w AS previous_file,
    lag(page) OVER w AS previous_page,
    lead(ordinal) OVER w AS next_ordinal,
    lead(period) OVER w AS next_period
FROM actions
WINDOW w AS (PARTITION BY register, action_id ORDER BY ordinal);
