-- A paper's own counts of risks and actions that are not those of its register.
-- Sentences outside of the register such as `There are 12 risks on the register` are compared with what was read: risks
-- without those in a section of closed ones (counted_all has these too), or all actions. A count of a part, such as `4
-- risks scoring 15 or above`, is none of the register's. sentence is the paper's own, at most 200 letters of it.
CREATE OR REPLACE VIEW counts_that_differ AS
WITH told AS (
    SELECT report_id, page, unnest(paragraphs) AS text FROM narrative
    UNION ALL
    SELECT report_id, first_page, unnest(purpose) FROM report
    UNION ALL
    SELECT report_id, page, text FROM unplaced
),
counting AS (
    SELECT report_id, page, text, unnest(regexp_extract_all(
        text,
        '(?i)\b(?:there (?:are|were)|has|have|holds|lists|contains|comprises|includes|consists of|shows|a total of)'
        || ' (?:(?:now|currently|still|a total of|in total) )*'
        || '(?:\d{1,3}|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)'
        || ' (?:(?:open|current|active|live|corporate|strategic|principal) )*(?:risks|actions)'
        || '(?: (?:on|in|within) (?:the|this|its) (?:\w+ ){0,3}?register\b| in total\b| overall\b|[.,;:)]|$)'
    )) AS words
    FROM told
    WHERE contains(lower(text), 'risks') OR contains(lower(text), 'actions')
),
stated AS (
    SELECT
        report_id, page, text, if(contains(lower(words), ' actions'), 'actions', 'risks') AS what,
        coalesce(
            TRY_CAST(regexp_extract(words, '\d+') AS INTEGER),
            1 + list_position(
                ['two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten', 'eleven', 'twelve'],
                lower(regexp_extract(
                    words, '(?i)\b(two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)\b'
                ))
            )
        ) AS stated
    FROM counting
),
counted AS (
    SELECT
        t.*, s.register, s.period, s.source_file,
        CASE t.what WHEN 'risks'
            THEN (SELECT count(*) FROM risk AS k WHERE k.report_id = t.report_id AND k.standing <> 'closed')
            ELSE (SELECT count(*) FROM action AS a WHERE a.report_id = t.report_id) END AS counted,
        CASE t.what WHEN 'risks'
            THEN (SELECT count(*) FROM risk AS k WHERE k.report_id = t.report_id)
            ELSE (SELECT count(*) FROM action AS a WHERE a.report_id = t.report_id) END AS counted_all
    FROM stated AS t
    JOIN series AS s ON s.report_id = t.report_id
)
SELECT register, period, what, stated, counted, counted_all, left(evened(text), 200) AS sentence, source_file, page
FROM counted
WHERE stated <> counted AND stated <> counted_all
ORDER BY register, period, what, page, stated;
