-- Calendar months between a register's first and last paper for which there is none.
-- One row a month. before and after are the months with a paper on either side.
-- Needs 2 reports.
CREATE OR REPLACE VIEW missing_months AS
SELECT
    register, strftime(CAST(before || '-01' AS DATE) + to_months(CAST(n AS INTEGER)), '%Y-%m') AS period, before, after,
    source_file AS after_file
FROM (
    SELECT register, lag(period) OVER (PARTITION BY register ORDER BY ordinal) AS before, period AS after, source_file,
           unnest(generate_series(1, months_missing)) AS n
    FROM series
)
ORDER BY register, period;
