-- The rows of `risk_parts`, with the score and band of a rating as values too; NULL for any other part.
-- For the program itself: ask `risk_parts`, which says what the parts are.
CREATE OR REPLACE VIEW rated_risk_parts AS
WITH standing AS (
    SELECT s.register, s.period, s.source_file, k.* FROM risk AS k JOIN series AS s ON s.report_id = k.report_id
),
said AS (
    SELECT report_id, position AS risk_position, 1 AS part_order, 'rating' AS part, 1 AS position,
           rating_label(score, band) AS text, rating_source AS source, page, score, band
    FROM risk
    UNION ALL
    SELECT report_id, position, 2, 'description', 1, description, description_source, page, NULL, NULL FROM risk
    UNION ALL
    SELECT report_id, risk_position, 3, 'impact', position, text, source, page, NULL, NULL FROM impact
    UNION ALL
    SELECT report_id, risk_position, 5, 'remark', position, text, source, page, NULL, NULL FROM remark
)
SELECT
    k.register, k.period, k.risk_id, p.part, p.position, p.text, CAST(NULL AS VARCHAR) AS status,
    CAST(NULL AS VARCHAR) AS status_text, CAST(NULL AS VARCHAR) AS note, CAST([] AS VARCHAR[]) AS owners,
    CAST(NULL AS VARCHAR) AS action_id, CAST(NULL AS VARCHAR) AS first_seen, CAST(NULL AS INTEGER) AS reports_ongoing,
    CAST(NULL AS INTEGER) AS reports_unchanged, k.source_file, coalesce(p.source[1].page, p.page) AS page, p.source,
    p.part_order, p.score, p.band
FROM said AS p
JOIN standing AS k ON k.report_id = p.report_id AND k.position = p.risk_position
UNION ALL
SELECT
    register, period, risk_id, 'action', position, text, status, status_text, note, owners, action_id, first_seen,
    reports_ongoing, reports_unchanged, source_file, page, source, 4, NULL, NULL
FROM actions
UNION ALL
SELECT
    register, period, unnest(risk_ids), 'recommendation', position, text, NULL, NULL, NULL, [],
    NULL, NULL, NULL, NULL, source_file, page, source, 6, NULL, NULL
FROM recommendations;
