-- Risks whose score moved, the widest movement first.
-- From the first report in which a risk has a score to the last: net movement, and how often it rose and fell on the
-- way. A risk that moved and came back is here with a net movement of 0.
-- Needs 2 reports.
CREATE OR REPLACE VIEW rating_movers AS
WITH scored AS (
    SELECT *, score - lag(score) OVER (PARTITION BY register, risk_id ORDER BY ordinal) AS step
    FROM risk_steps WHERE score IS NOT NULL
)
SELECT
    register,
    risk_id,
    min(period) AS first_period,
    rating_label(arg_min(score, ordinal), nullif(arg_min(coalesce(band, ''), ordinal), '')) AS first_rating,
    max(period) AS last_period,
    rating_label(arg_max(score, ordinal), nullif(arg_max(coalesce(band, ''), ordinal), '')) AS last_rating,
    arg_max(score, ordinal) - arg_min(score, ordinal) AS moved,
    count(*) FILTER (step > 0) AS rises,
    count(*) FILTER (step < 0) AS falls,
    min(score) AS lowest,
    max(score) AS highest,
    arg_max(source_file, ordinal) AS source_file,
    arg_max(page, ordinal) AS page
FROM scored
GROUP BY register, risk_id
HAVING min(score) <> max(score)
ORDER BY abs(moved) DESC, highest - lowest DESC, register, risk_id;
