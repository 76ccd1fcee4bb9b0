-- What was recognised from a picture and is not what the months around it have, as a person should look at: `doubts` has
-- these rows. Nothing is put in from another month.
-- A rating differs from that of the month before, and the month after has that one again or is not there. A number stands
-- where the month before has another that differs in one sign. A description or an action differs from that of the month
-- before in one or two signs, and the month after does not have it so.
CREATE OR REPLACE VIEW recognised_differences AS
WITH pictures AS (SELECT DISTINCT report_id, page FROM recognised_word),
seen AS (
    SELECT k.* FROM risk_steps AS k JOIN pictures AS p ON p.report_id = k.report_id AND p.page = k.page
),
compared AS (
    SELECT k.*, n.score AS next_score, n.description AS next_description
    FROM seen AS k
    LEFT JOIN risk_steps AS n
        ON n.register = k.register AND n.risk_id = k.risk_id AND n.ordinal = k.next_ordinal AND n.gap = 0
    WHERE k.gap = 0
),
acted AS (
    SELECT a.*, n.text AS next_text
    FROM (
        SELECT s.* FROM action_steps AS s
        JOIN pictures AS p ON p.page = s.page
        JOIN series AS r ON r.report_id = p.report_id AND r.register = s.register AND r.ordinal = s.ordinal
        WHERE s.text <> s.previous_text
    ) AS a
    LEFT JOIN action_steps AS n
        ON n.register = a.register AND n.action_id = a.action_id AND n.ordinal = a.next_ordinal
)
SELECT
    register, period, risk_id,
    rating_label(score, band) || ', where ' || previous_period
        || if(next_score IS NULL, ' has ', ' and ' || next_period || ' have ')
        || rating_label(previous_score, previous_band) AS message,
    source_file, page, rating_label(score, band) AS about, CAST(NULL AS VARCHAR) AS text, CAST(NULL AS VARCHAR) AS before,
    CAST(NULL AS VARCHAR) AS before_file, CAST(NULL AS INTEGER) AS before_page,
    decide_command('correct ' || shell_word(risk_id) || ' ' || period || ' score ' || previous_score) AS decide
FROM compared
WHERE score <> previous_score AND coalesce(next_score, previous_score) = previous_score
UNION ALL
SELECT
    k.register, k.period, k.risk_id, 'stands in the place of ' || b.risk_id || ', which ' || b.period || ' has',
    k.source_file, k.page, b.risk_id, NULL, NULL, NULL, NULL, NULL
FROM seen AS k
JOIN risk_steps AS b
    ON b.register = k.register AND b.ordinal = k.ordinal - 1 AND coalesce(b.next_ordinal > k.ordinal, true)
    AND levenshtein(b.risk_id, k.risk_id) = 1
WHERE coalesce(k.gap > 0, true) AND coalesce(k.next_ordinal > k.ordinal + 1, true)
UNION ALL
SELECT
    register, period, risk_id, 'the description differs in a sign or two from that of ' || previous_period || ': ' || description,
    source_file, page, description, description, previous_description, previous_file, previous_page, NULL
FROM compared
WHERE description <> previous_description AND abs(length(description) - length(previous_description)) < 3
  AND levenshtein(description, previous_description) < 3 AND next_description IS DISTINCT FROM description
UNION ALL
SELECT
    register, period, risk_id, 'an action differs in a sign or two from that of ' || previous_period || ': ' || text,
    source_file, page, text, text, previous_text, previous_file, previous_page, NULL
FROM acted
WHERE abs(length(text) - length(previous_text)) < 3 AND levenshtein(text, previous_text) < 3
  AND next_text IS DISTINCT FROM text;
