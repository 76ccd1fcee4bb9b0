-- Every risk of every current report beside its standing before and after that; a duplicate counts where it is first.
-- gap counts the register's imported reports between, in which it did not stand. The register is in every window, so
-- that a question about one register reads its rows alone.
CREATE OR REPLACE VIEW risk_steps AS
WITH standing AS (
    SELECT
        s.register, s.period, s.ordinal, s.dated, s.source_file, s.report_id, k.risk_id, k.position, k.score, k.band,
        k.description, coalesce(k.rating_source[1].page, k.page) AS page,
        k.title
    FROM risk AS k
    JOIN series AS s ON s.report_id = k.report_id
    QUALIFY row_number() OVER (PARTITION BY s.register, k.report_id, k.risk_id ORDER BY k.position) = 1
)
SELECT
    * EXCLUDE (title),
    lag(period) OVER w AS previous_period,
    lag(score) OVER w AS previous_score,
    lag(band) OVER w AS previous_band,
    lag(description) OVER w AS previous_description,
    lag(source_file) OVER w AS previous_file,
    lag(page) OVER w AS previous_page,
    ordinal - lag(ordinal) OVER w - 1 AS gap,
    lead(ordinal) OVER w AS next_ordinal,
    lead(period) OVER w AS next_period,
    title
FROM standing
WINDOW w AS (PARTITION BY register, risk_id ORDER BY ordinal);
