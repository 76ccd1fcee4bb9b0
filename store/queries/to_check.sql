-- What a person should look at: papers that failed, doubts of the reader, odd ratings, unsure matches.
-- kind is failed_paper, conflict (another paper claims the same month and reference), unplaced (text that found no
-- place), reading_warning, duplicate_risk (stands twice in one report), no_rating, odd_rating (the same score has
-- another band more often in that register), unsure_match (an action linked to one that is not so like it) or
-- missing_months (no paper between two months). Superseded papers count for conflict alone.
CREATE OR REPLACE VIEW to_check AS
WITH bands AS (
    SELECT s.register, k.score, k.band, count(*) AS times
    FROM risk AS k JOIN series AS s ON s.report_id = k.report_id
    WHERE k.score IS NOT NULL AND k.band IS NOT NULL
    GROUP BY ALL
),
usual AS (
    SELECT register, score, arg_max(band, times) AS band, max(times) AS times FROM bands GROUP BY ALL
),
claims AS (
    SELECT
        r.register, r.period, r.paper_reference, p.name, q.current,
        list(p.name) OVER (PARTITION BY r.register, r.period, r.paper_reference ORDER BY p.name, p.sha256
            ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING) AS names
    FROM report AS r
    JOIN paper AS p ON p.sha256 = r.sha256
    JOIN report_series AS q ON q.report_id = r.report_id
)
SELECT CAST(NULL AS VARCHAR) AS register, CAST(NULL AS VARCHAR) AS period, 'failed_paper' AS kind,
       CAST(NULL AS VARCHAR) AS risk_id, coalesce(reason, '') AS message, name AS source_file,
       CAST(NULL AS INTEGER) AS page
FROM paper WHERE state = 'failed'
UNION ALL
SELECT register, period, 'conflict', NULL,
       len(names) || ' different papers claim this month and the reference ' || coalesce(paper_reference, '(none)')
           || ': ' || array_to_string(names, ', ') || '; this one is current',
       name, NULL
FROM claims WHERE len(names) > 1 AND current
UNION ALL
SELECT s.register, s.period, 'unplaced', NULL, u.text, s.source_file, u.page
FROM unplaced AS u JOIN series AS s ON s.report_id = u.report_id
UNION ALL
SELECT s.register, s.period, 'reading_warning', NULL, w.code || ': ' || w.message, s.source_file, w.page
FROM reading_warning AS w JOIN series AS s ON s.report_id = w.report_id
UNION ALL
SELECT s.register, s.period, 'duplicate_risk', k.risk_id, 'stands ' || count(*) || ' times in this report',
       s.source_file, max(k.page)
FROM risk AS k JOIN series AS s ON s.report_id = k.report_id
GROUP BY s.register, s.period, k.risk_id, s.source_file
HAVING count(*) > 1
UNION ALL
SELECT s.register, s.period, 'no_rating', k.risk_id, 'the paper states no rating', s.source_file, k.page
FROM risk AS k JOIN series AS s ON s.report_id = k.report_id
WHERE k.score IS NULL AND k.band IS NULL
UNION ALL
SELECT s.register, s.period, 'odd_rating', k.risk_id,
       rating_label(k.score, k.band) || ', where ' || k.score || ' is ' || u.band || ' ' || u.times || ' times',
       s.source_file, coalesce(k.rating_source[1].page, k.page)
FROM risk AS k
JOIN series AS s ON s.report_id = k.report_id
JOIN usual AS u ON u.register = s.register AND u.score = k.score
JOIN bands AS b ON b.register = s.register AND b.score = k.score AND b.band = k.band
WHERE k.band <> u.band AND b.times < u.times
UNION ALL
SELECT t.register, t.period, 'unsure_match', t.risk_id,
       'taken for the same action as before (similarity ' || round(t.similarity, 2) || '): ' || t.text,
       t.source_file, t.page
FROM actions AS t WHERE t.unsure
UNION ALL
SELECT register, period, 'missing_months', NULL,
       months_missing || ' month(s) without a paper just before this one', source_file, NULL
FROM series WHERE months_missing > 0
ORDER BY kind, register NULLS FIRST, period, risk_id, source_file, page, message;
