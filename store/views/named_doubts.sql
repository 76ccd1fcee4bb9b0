-- The rows of `doubts` with their ids, those that a person settled too: settled_by is the number of that decision.
CREATE OR REPLACE VIEW named_doubts AS
WITH numbered AS (
    SELECT *, row_number() OVER (
        PARTITION BY kind, register, period, risk_id, source_file, page, about ORDER BY message
    ) AS nth
    FROM doubts
),
named AS (
    SELECT *, doubt_digest(kind, register, period, risk_id, source_file, page, about, nth) AS digest FROM numbered
)
SELECT
    n.* EXCLUDE (about, nth), doubt_id(n.digest, count(*) OVER (PARTITION BY left(n.digest, 8))) AS id,
    d.number AS settled_by
FROM named AS n
LEFT JOIN (
    SELECT doubt, min(number) AS number FROM decision WHERE kind = 'settled' AND undone_at IS NULL GROUP BY doubt
) AS d ON d.doubt = n.digest;
