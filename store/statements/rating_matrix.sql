-- The rating of each risk of some registers in each month, register by register, in the order of months and papers.
-- kind: which rating; NULL is the one that the paper shows as the risk's own. A risk that stands twice in a paper counts
-- where it stands first. page is the rating's, else the risk's.
SELECT
    s.register, k.risk_id, s.period,
    CASE WHEN $kind IS NULL THEN k.score ELSE r.score END AS score,
    CASE WHEN $kind IS NULL THEN k.band WHEN r.score IS NULL THEN
        coalesce(r.band, kind_rating_label(r.impact, r.likelihood, NULL, NULL, r.text)) ELSE r.band END AS band,
    CASE WHEN $kind IS NULL OR r.kind IS NULL THEN coalesce(k.rating_source[1].page, k.page) ELSE coalesce(r.page, k.page) END
        AS page,
    s.ordinal, k.position, k.title, d.notes, s.source_file
FROM risk AS k
JOIN series AS s ON s.report_id = k.report_id
LEFT JOIN (
    SELECT report_id, risk_position, list(note ORDER BY number) AS notes
    FROM decision_effect
    WHERE register IN (SELECT unnest($registers)) AND position = 0 AND field IN ('score', 'band') AND note IS NOT NULL
    GROUP BY ALL
) AS d ON d.report_id = k.report_id AND d.risk_position = k.position
LEFT JOIN rating AS r ON r.report_id = k.report_id AND r.risk_position = k.position AND r.kind = $kind
WHERE s.register IN (SELECT unnest($registers))
QUALIFY row_number() OVER (PARTITION BY k.report_id, k.risk_id ORDER BY k.position, r.position) = 1
ORDER BY s.register, s.ordinal, k.position;
