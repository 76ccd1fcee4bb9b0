-- What was recognised from a picture and is not what the months around it have, as a person should look at: `doubts` has
-- these rows. Nothing is put in from another month.
-- A rating differs from that of the month before, and the month after has that one again or is not there. A number stands
-- where the month before has another that differs in one sign. A description or an action differs from that of the month
-- before in one or two signs, and the month after does not have it so.
-- Only registers with a recognised page are looked at.
CREATE OR REPLACE VIEW recognised_differences AS
WITH pictures AS (SELECT DISTINCT report_id, page FROM recognised_word),
papers AS (
    FROM series
    WHERE register IN (SELECT register FROM series WHERE report_id IN (SELECT report_id FROM pictures))
),
standing AS (
    SELECT
        s.register, s.period, s.ordinal, s.source_file, s.report_id, k.risk_id, k.score, k.band, k.description,
        coalesce(k.rating_source[1].page, k.page) AS page
    FROM risk AS k JOIN papers AS s ON s.report_id = k.report_id
    QUALIFY row_number() OVER (PARTITION BY s.register, k.report_id, k.risk_id ORDER BY k.position) = 1
),
steps AS (
    SELECT
        *, ordinal - lag(ordinal) OVER w - 1 AS gap, lead(ordinal) OVER w - ordinal - 1 AS next_gap,
        lag(period) OVER w AS previous_period, lead(period) OVER w AS next_period,
        lag(score) OVER w AS previous_score, lead(score) OVER w AS next_score, lag(band) OVER w AS previous_band,
        lag(description) OVER w AS previous_description, lead(description) OVER w AS next_description,
        lag(source_file) OVER w AS previous_file, lag(page) OVER w AS previous_page
    FROM standing
    WINDOW w AS (PARTITION BY register, risk_id ORDER BY ordinal)
),
seen AS (
    SELECT k.* FROM steps AS k JOIN pictures AS p ON p.report_id = k.report_id AND p.page = k.page
),
acted AS (
    SELECT
        s.register, s.period, t.risk_id, s.report_id, s.source_file, a.page, a.text,
        lag(s.period) OVER w AS previous_period, lag(a.text) OVER w AS previous_text, lead(a.text) OVER w AS next_text,
        lag(s.source_file) OVER w AS previous_file, lag(a.page) OVER w AS previous_page
    FROM papers AS s
    JOIN action_trail AS t ON t.report_id = s.report_id
    JOIN action AS a ON a.report_id = t.report_id AND a.risk_position = t.risk_position AND a.position = t.position
    WINDOW w AS (PARTITION BY t.register, t.action_id ORDER BY s.ordinal)
)
SELECT
    register, period, risk_id,
    rating_label(score, band) || ', where ' || previous_period
        || if(next_gap = 0, ' and ' || next_period || ' have ', ' has ')
        || rating_label(previous_score, previous_band) AS message,
    source_file, page, rating_label(score, band) AS about, CAST(NULL AS VARCHAR) AS text, CAST(NULL AS VARCHAR) AS before,
    CAST(NULL AS VARCHAR) AS before_file, CAST(NULL AS INTEGER) AS before_page,
    decide_command('correct ' || shell_word(risk_id) || ' ' || period || ' score ' || previous_score) AS decide
FROM seen
WHERE gap = 0 AND score <> previous_score AND if(next_gap = 0, next_score = previous_score, true)
UNION ALL
SELECT
    k.register, k.period, k.risk_id, 'stands in the place of ' || b.risk_id || ', which ' || b.period || ' has',
    k.source_file, k.page, b.risk_id, NULL, NULL, NULL, NULL, NULL
FROM seen AS k
JOIN steps AS b
    ON b.register = k.register AND b.ordinal = k.ordinal - 1 AND coalesce(b.next_gap > 0, true)
    AND levenshtein(b.risk_id, k.risk_id) = 1
WHERE coalesce(k.gap > 0, true) AND coalesce(k.next_gap > 0, true)
UNION ALL
SELECT
    register, period, risk_id, 'the description differs in a sign or two from that of ' || previous_period || ': ' || description,
    source_file, page, description, description, previous_description, previous_file, previous_page, NULL
FROM seen
WHERE gap = 0 AND description <> previous_description AND abs(length(description) - length(previous_description)) < 3
  AND levenshtein(description, previous_description) < 3 AND (next_gap = 0 AND next_description = description) IS NOT TRUE
UNION ALL
SELECT
    a.register, a.period, a.risk_id,
    'an action differs in a sign or two from that of ' || a.previous_period || ': ' || a.text,
    a.source_file, a.page, a.text, a.text, a.previous_text, a.previous_file, a.previous_page, NULL
FROM acted AS a JOIN pictures AS p ON p.report_id = a.report_id AND p.page = a.page
WHERE a.text <> a.previous_text AND abs(length(a.text) - length(a.previous_text)) < 3
  AND levenshtein(a.text, a.previous_text) < 3 AND a.next_text IS DISTINCT FROM a.text;
