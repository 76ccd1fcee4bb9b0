-- What a person should look at, a row a doubt. `about` is the message without what may change from import to import.
-- Of an unsure match text is the action's wording, before the one that it was taken for, with file and page of that.
-- decide is the command by which a person decides, where it is another than `decide settled`.
CREATE OR REPLACE VIEW doubts AS
WITH bands AS (
    SELECT s.register, k.score, k.band, count(*) AS times
    FROM risk AS k JOIN series AS s ON s.report_id = k.report_id
    WHERE k.score IS NOT NULL AND k.band IS NOT NULL
    GROUP BY ALL
),
usual AS (
    SELECT register, score, arg_max(band, times) AS band, max(times) AS times FROM bands GROUP BY ALL
),
found AS (
    SELECT CAST(NULL AS VARCHAR) AS register, CAST(NULL AS VARCHAR) AS period, 'failed_paper' AS kind,
           CAST(NULL AS VARCHAR) AS risk_id, coalesce(reason, '') AS message, name AS source_file,
           CAST(NULL AS INTEGER) AS page, CAST(NULL AS VARCHAR) AS about, CAST(NULL AS VARCHAR) AS text,
           CAST(NULL AS VARCHAR) AS before, CAST(NULL AS VARCHAR) AS before_file, CAST(NULL AS INTEGER) AS before_page,
           CAST(NULL AS VARCHAR) AS decide
    FROM paper WHERE state = 'failed'
    UNION ALL
    SELECT g.register, g.period, 'removed_paper', NULL, 'was removed: ' || g.reason, p.name, NULL, NULL,
           NULL, NULL, NULL, NULL, 'risktrail decide undo ' || g.number
    FROM removed_paper AS g JOIN paper AS p ON p.paper_id = g.paper_id
    UNION ALL
    SELECT register, period, 'conflict', NULL, message, source_file, NULL, NULL,
           NULL, NULL, NULL, NULL, decide_command('stands ' || shell_word(source_file))
    FROM conflicts
    UNION ALL
    SELECT s.register, s.period, 'unplaced', NULL, u.text, s.source_file, u.page, NULL,
           NULL, NULL, NULL, NULL, NULL
    FROM unplaced AS u JOIN series AS s ON s.report_id = u.report_id
    UNION ALL
    SELECT s.register, s.period, 'reading_warning', NULL, w.code || ': ' || w.message, s.source_file, w.page, NULL,
           NULL, NULL, NULL, NULL, NULL
    FROM reading_warning AS w JOIN series AS s ON s.report_id = w.report_id
    UNION ALL
    SELECT s.register, s.period, 'duplicate_risk', k.risk_id, 'stands ' || count(*) || ' times in this report',
           s.source_file, max(k.page), NULL,
           NULL, NULL, NULL, NULL, NULL
    FROM risk AS k JOIN series AS s ON s.report_id = k.report_id
    GROUP BY s.register, s.period, k.risk_id, s.source_file
    HAVING count(*) > 1
    UNION ALL
    SELECT s.register, s.period, 'no_rating', k.risk_id, 'the paper states no rating', s.source_file, k.page, NULL,
           NULL, NULL, NULL, NULL, decide_command('correct ' || shell_word(k.risk_id) || ' ' || s.period || ' score VALUE')
    FROM risk AS k JOIN series AS s ON s.report_id = k.report_id
    WHERE k.score IS NULL AND k.band IS NULL
    UNION ALL
    SELECT s.register, s.period, 'odd_rating', k.risk_id,
           rating_label(k.score, k.band) || ', where ' || k.score || ' is ' || u.band || ' ' || u.times || ' times',
           s.source_file, coalesce(k.rating_source[1].page, k.page), rating_label(k.score, k.band) || ', not ' || u.band,
           NULL, NULL, NULL, NULL,
           decide_command('correct ' || shell_word(k.risk_id) || ' ' || s.period || ' band ' || shell_word(u.band))
    FROM risk AS k
    JOIN series AS s ON s.report_id = k.report_id
    JOIN usual AS u ON u.register = s.register AND u.score = k.score
    JOIN bands AS b ON b.register = s.register AND b.score = k.score AND b.band = k.band
    WHERE k.band <> u.band AND b.times < u.times
    UNION ALL
    SELECT t.register, t.period, 'unsure_match', t.risk_id,
           'taken for the same action as before (similarity ' || round(t.similarity, 2) || '): ' || t.text,
           t.source_file, t.page, t.text, t.text, a.text, s.source_file, a.page,
           decide_same(action_name(b.risk_id, b.period, b.position), action_name(t.risk_id, t.period, t.position))
    FROM (FROM actions WHERE unsure) AS t
    JOIN action_trail AS b ON b.register = t.register AND b.action_id = t.action_id AND b.ordinal = t.previous_ordinal
    JOIN action AS a ON a.report_id = b.report_id AND a.risk_position = b.risk_position AND a.position = b.position
    JOIN series AS s ON s.report_id = b.report_id
    UNION ALL
    SELECT register, period, 'number_reused', risk_id,
           'may be another risk than in ' || previous_period || ': it is described otherwise, and no action goes on',
           source_file, page, NULL,
           description, previous_description, previous_file, previous_page, NULL
    FROM reused_numbers
    UNION ALL
    SELECT register, period, 'recognised_differs', risk_id, message, source_file, page, about,
           text, before, before_file, before_page, decide
    FROM recognised_differences
    UNION ALL
    SELECT register, period, 'missing_months', NULL,
           months_missing || CASE WHEN months_missing = 1 THEN ' month' ELSE ' months' END
           || ' without a paper just before this one', source_file, NULL,
           months_missing || ' month(s) without a paper just before this one',
           NULL, NULL, NULL, NULL, NULL
    FROM series WHERE months_missing > 0
)
SELECT * REPLACE (coalesce(about, message) AS about) FROM found;
