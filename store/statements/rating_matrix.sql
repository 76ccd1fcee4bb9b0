-- The rating of each risk of a register in each month, in the order of months and papers.
-- A risk that stands twice in a paper counts where it stands first. page is the rating's, else the risk's.
SELECT
    k.risk_id, s.period, k.score, k.band, coalesce(k.rating_source[1].page, k.page) AS page, s.ordinal, k.position
FROM risk AS k JOIN series AS s ON s.report_id = k.report_id
WHERE s.register = $register
QUALIFY row_number() OVER (PARTITION BY k.report_id, k.risk_id ORDER BY k.position) = 1
ORDER BY s.ordinal, k.position;
