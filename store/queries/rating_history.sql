-- Every rating of every risk, month by month, with how far it moved.
-- moved is the score less the one in the report before in which the risk stands; gap counts the imported reports
-- between, in which it did not stand.
CREATE OR REPLACE VIEW rating_history AS
SELECT
    register, risk_id, period, score, band, previous_period, rating_label(previous_score, previous_band) AS previous_rating,
    score - previous_score AS moved, gap, source_file, page
FROM risk_steps
ORDER BY register, risk_id, ordinal;
