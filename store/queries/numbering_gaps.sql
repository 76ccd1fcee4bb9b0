-- Risk numbers never seen, between the lowest and the highest of a register.
-- Per prefix of the risk ids (`OPSG-`): each number between that no imported report of the register holds. before and
-- after are the nearest risks that were seen.
CREATE OR REPLACE VIEW numbering_gaps AS
WITH numbered AS (
    SELECT DISTINCT s.register, k.risk_id, regexp_extract(k.risk_id, '^(.*?)(\d+)\D*$', 1) AS prefix,
           TRY_CAST(regexp_extract(k.risk_id, '^(.*?)(\d+)\D*$', 2) AS INTEGER) AS number
    FROM risk AS k JOIN series AS s ON s.report_id = k.report_id
),
neighbours AS (
    SELECT *, lag(number) OVER w AS number_before, lag(risk_id) OVER w AS before
    FROM numbered WHERE number IS NOT NULL
    WINDOW w AS (PARTITION BY register, prefix ORDER BY number, risk_id)
)
SELECT register, prefix, unnest(generate_series(number_before + 1, number - 1)) AS number, before, risk_id AS after
FROM neighbours
WHERE number - number_before BETWEEN 2 AND 10000
ORDER BY register, prefix, number;
