-- The rows of `risk_parts`, with the score and band of the rating that is shown as values too; NULL for any other part.
-- again: the part says nothing but what the part `rating` does.
-- For the program itself: ask `risk_parts`, which says what the parts are.
CREATE OR REPLACE VIEW rated_risk_parts AS
WITH standing AS (
    SELECT s.register, s.period, s.source_file, d.decided, k.*
    FROM risk AS k
    JOIN series AS s ON s.report_id = k.report_id
    LEFT JOIN risk_decided AS d ON d.report_id = k.report_id AND d.risk_position = k.position
),
said AS (
    SELECT report_id, position AS risk_position, 1 AS part_order, 'rating' AS part, 1 AS position,
           rating_label(score, band) AS text, rating_source AS source, page, score, band
    FROM risk
    UNION ALL BY NAME
    SELECT r.report_id, r.risk_position, 2 AS part_order, r.kind || '_rating' AS part, r.position,
           kind_rating_label(r.impact, r.likelihood, r.score, r.band, r.text) AS text, r.source, r.page,
           r.shown AND r.impact IS NULL AND r.likelihood IS NULL AS again
    FROM rating AS r
    WHERE NOT r.shown OR r.impact IS NOT NULL OR r.likelihood IS NOT NULL OR r.position > 1
       OR EXISTS (FROM rating AS o WHERE o.report_id = r.report_id AND o.risk_position = r.risk_position AND o.position = 2)
    UNION ALL BY NAME
    SELECT report_id, risk_position, f.part_order, f.part, f.position, f.text, page
    FROM (
        SELECT report_id, position AS risk_position, page, unnest([
            {'part_order': 3, 'part': 'trend', 'position': 1, 'text': trend},
            {'part_order': 5, 'part': 'category', 'position': 1, 'text': category},
            {'part_order': 13, 'part': 'response', 'position': 1, 'text': response},
            {'part_order': 14, 'part': 'risk_status', 'position': 1, 'text': risk_status},
            {'part_order': 15, 'part': 'raised', 'position': 1, 'text': CAST(raised AS VARCHAR)},
            {'part_order': 16, 'part': 'review', 'position': 1, 'text': CAST(review AS VARCHAR)}
        ] || list_transform(
            owners, lambda owner, n: {'part_order': 4, 'part': 'owner', 'position': CAST(n AS INTEGER), 'text': owner}
        )) AS f
        FROM risk
    )
    WHERE f.text IS NOT NULL
    UNION ALL BY NAME
    SELECT report_id, position AS risk_position, 6 AS part_order, 'description' AS part, 1 AS position,
           description AS text, description_source AS source, page
    FROM risk
    UNION ALL BY NAME
    SELECT report_id, risk_position, 7 AS part_order, 'cause' AS part, position, text, source, page FROM cause
    UNION ALL BY NAME
    SELECT report_id, risk_position, 8 AS part_order, 'impact' AS part, position, text, source, page FROM impact
    UNION ALL BY NAME
    SELECT report_id, risk_position, 9 AS part_order, 'control' AS part, position, text, source, page FROM control
    UNION ALL BY NAME
    SELECT report_id, risk_position, 11 AS part_order, 'remark' AS part, position, text, source, page FROM remark
    UNION ALL BY NAME
    SELECT report_id, risk_position, 12 AS part_order, 'update' AS part, position, text, source, page,
           date AS note_date
    FROM risk_update
    UNION ALL BY NAME
    SELECT report_id, risk_position, 17 AS part_order, 'detail' AS part, position, text, page, head FROM detail
    UNION ALL BY NAME
    SELECT report_id, risk_position, 19 AS part_order, 'struck_out' AS part, position, text,
           [{'page': page, 'bbox': bbox}] AS source, page
    FROM struck WHERE risk_position IS NOT NULL
)
SELECT
    k.register, k.period, k.risk_id, p.part, p.position, p.text, CAST(NULL AS VARCHAR) AS status,
    CAST(NULL AS VARCHAR) AS status_text, CAST(NULL AS VARCHAR) AS note, CAST([] AS VARCHAR[]) AS owners,
    CAST(NULL AS VARCHAR) AS action_id, CAST(NULL AS VARCHAR) AS first_seen, CAST(NULL AS INTEGER) AS reports_ongoing,
    CAST(NULL AS INTEGER) AS reports_unchanged, k.source_file, coalesce(p.source[1].page, p.page) AS page,
    coalesce(p.source, []) AS source, p.part_order, p.score, p.band, p.again, k.title, p.head, CAST(NULL AS VARCHAR) AS ref,
    CAST(NULL AS DATE) AS due_date, CAST(NULL AS VARCHAR) AS due_text, CAST(NULL AS DATE) AS completed_date,
    CAST(NULL AS INTEGER) AS percent, p.note_date, CAST(NULL AS DATE) AS first_due_date,
    CAST(NULL AS INTEGER) AS times_moved, CASE WHEN p.part = 'rating' THEN k.decided END AS decided
FROM said AS p
JOIN standing AS k ON k.report_id = p.report_id AND k.position = p.risk_position
UNION ALL BY NAME
SELECT
    a.register, a.period, a.risk_id, 'action' AS part, a.position, a.text, a.status, a.status_text, a.note, a.owners,
    a.action_id, a.first_seen, a.reports_ongoing, a.reports_unchanged, a.source_file, a.page, a.source,
    10 AS part_order, k.title, a.ref, a.due_date, a.due_text, a.completed_date, a.percent, a.note_date,
    a.first_due_date, a.times_moved, a.decided
FROM actions AS a
JOIN risk AS k ON k.report_id = a.report_id AND k.position = a.risk_position
UNION ALL BY NAME
SELECT
    register, period, unnest(risk_ids) AS risk_id, 'recommendation' AS part, position, text, CAST([] AS VARCHAR[]) AS owners,
    source_file, page, source, 18 AS part_order
FROM recommendations;
