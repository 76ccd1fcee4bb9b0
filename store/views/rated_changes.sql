-- The rows of `changes`, with the risk's ratings as values too.
-- score_before and band_before are those of the risk in from_period, score_after and band_after in to_period; NULL for an
-- action. title is the risk's, in the later report in which it stands. For the program itself: ask `changes`, which says what the parameters are and when something has changed.
CREATE OR REPLACE MACRO rated_changes(
    from_period := NULL, to_period := NULL, of_register := NULL, of_risk := NULL, everything := false, stepwise := false
) AS TABLE
WITH span AS (
    SELECT
        t.register, f.period AS p0, t.period AS p1, f.report_id AS id0, t.report_id AS id1,
        f.source_file AS file0, t.source_file AS file1
    FROM report_series AS t
    JOIN report_series AS f ON f.register = t.register
    WHERE t.current AND f.current
      AND (of_register IS NULL OR (t.register = of_register AND f.register = of_register))
      AND CASE
          WHEN stepwise THEN f.ordinal = t.ordinal - 1
              AND t.period <= coalesce(to_period, '9999-12') AND f.period >= coalesce(from_period, '0000-01')
          ELSE t.period = coalesce(
                  to_period, (SELECT max(l.period) FROM report_series AS l WHERE l.current AND l.register = t.register)
              )
              AND CASE WHEN from_period IS NULL THEN f.ordinal = t.ordinal - 1 ELSE f.period = from_period END
      END
),
side AS (
    SELECT id0, id1, id0 AS report_id, false AS later FROM span
    UNION ALL
    SELECT id0, id1, id1, true FROM span
),
standing AS (
    SELECT d.id0, d.id1, d.later, k.*
    FROM side AS d
    JOIN risk AS k ON k.report_id = d.report_id
    QUALIFY row_number() OVER (PARTITION BY d.id0, d.id1, d.later, k.risk_id ORDER BY k.position) = 1
),
renamed AS (
    SELECT s.id0, s.id1, n.risk_id, min(n.later_id) AS later_id
    FROM span AS s
    JOIN risk_names AS n ON n.register = s.register
    JOIN risk AS w ON w.report_id = s.id1 AND w.risk_id = n.later_id
    WHERE NOT EXISTS (FROM risk AS o WHERE o.report_id = s.id1 AND o.risk_id = n.risk_id)
    GROUP BY ALL
),
paragraphs AS (
    SELECT i.report_id, i.risk_position, string_agg(i.text, chr(10) ORDER BY i.position) AS impact, min(i.page) AS page
    FROM impact AS i
    WHERE i.report_id IN (SELECT report_id FROM side)
    GROUP BY ALL
),
-- What some registers print besides, a row a field. Of the rating that is shown these are its factors alone.
further AS (
    SELECT report_id, risk_position, list({'n': n, 'field': field, 'value': value, 'page': page}) AS parts
    FROM (
        SELECT report_id, risk_position, 7 AS n, 'cause' AS field, string_agg(text, chr(10) ORDER BY position) AS value,
               min(page) AS page
        FROM cause WHERE report_id IN (SELECT report_id FROM side) GROUP BY ALL
        UNION ALL
        SELECT report_id, risk_position, 8, 'control', string_agg(text, chr(10) ORDER BY position), min(page)
        FROM control WHERE report_id IN (SELECT report_id FROM side) GROUP BY ALL
        UNION ALL
        SELECT report_id, risk_position, 12, 'update',
               string_agg(concat_ws(': ', CAST(date AS VARCHAR), text), chr(10) ORDER BY position), min(page)
        FROM risk_update WHERE report_id IN (SELECT report_id FROM side) GROUP BY ALL
        UNION ALL
        SELECT report_id, risk_position, 13, 'detail', string_agg(head || ': ' || text, chr(10) ORDER BY position), min(page)
        FROM detail WHERE report_id IN (SELECT report_id FROM side) GROUP BY ALL
        UNION ALL
        SELECT report_id, risk_position, 14, kind || '_rating',
               CASE WHEN shown THEN kind_rating_label(impact, likelihood, NULL, NULL, NULL)
               ELSE kind_rating_label(impact, likelihood, score, band, text) END, page
        FROM rating WHERE report_id IN (SELECT report_id FROM side)
        QUALIFY row_number() OVER (PARTITION BY report_id, risk_position, kind ORDER BY position) = 1
    )
    GROUP BY ALL
),
stood AS MATERIALIZED (
    FROM action WHERE report_id IN (SELECT report_id FROM side)
),
-- What either report says, a row a field: a risk has a rating, a description and an impact, an action a status, a note
-- and a text; all else only where it is printed. What stands on one side alone is new or absent.
fact AS (
    SELECT * FROM (
        SELECT
            k.id0, k.id1, k.later, 'risk' AS item, coalesce(r.later_id, k.risk_id) AS key,
            coalesce(r.later_id, k.risk_id) AS risk_id, CAST(NULL AS VARCHAR) AS text,
            k.position AS in_order, 0 AS then_in_order, CAST(NULL AS VARCHAR) AS words, k.score, k.band, k.title,
            unnest([
                {'n': 1, 'field': 'rating', 'value': rating_label(k.score, k.band),
                 'page': coalesce(k.rating_source[1].page, k.page)},
                {'n': 2, 'field': 'description', 'value': k.description,
                 'page': coalesce(k.description_source[1].page, k.page)},
                {'n': 3, 'field': 'impact', 'value': coalesce(p.impact, ''), 'page': coalesce(p.page, k.page)},
                {'n': 4, 'field': 'title', 'value': k.title, 'page': k.page},
                {'n': 5, 'field': 'category', 'value': k.category, 'page': k.page},
                {'n': 6, 'field': 'owner', 'value': nullif(array_to_string(k.owners, ', '), ''), 'page': k.page},
                {'n': 9, 'field': 'response', 'value': k.response, 'page': k.page},
                {'n': 10, 'field': 'risk_status', 'value': k.risk_status, 'page': k.page},
                {'n': 11, 'field': 'review', 'value': CAST(k.review AS VARCHAR), 'page': k.page}
            ] || coalesce(o.parts, [])) AS f
        FROM standing AS k
        LEFT JOIN further AS o ON o.report_id = k.report_id AND o.risk_position = k.position
        LEFT JOIN paragraphs AS p ON p.report_id = k.report_id AND p.risk_position = k.position
        LEFT JOIN renamed AS r ON NOT k.later AND r.id0 = k.id0 AND r.id1 = k.id1 AND r.risk_id = k.risk_id
    )
    WHERE f.n <= 3 OR f.value IS NOT NULL
    UNION ALL
    SELECT * FROM (
        SELECT
            d.id0, d.id1, d.later, 'action', t.action_id, t.risk_id, c.text, t.risk_position, t.position,
            CASE WHEN c.status = 'other' THEN coalesce(c.status_text, '') END, NULL, NULL, NULL,
            unnest([
                {'n': 1, 'field': 'status', 'value': c.status, 'page': c.page},
                {'n': 2, 'field': 'note', 'value': c.note, 'page': c.page},
                {'n': 3, 'field': 'text', 'value': c.text, 'page': c.page},
                {'n': 4, 'field': 'due_date', 'value': coalesce(CAST(c.due_date AS VARCHAR), c.due_text),
                 'page': c.page},
                {'n': 5, 'field': 'owner', 'value': nullif(array_to_string(c.owners, ', '), ''), 'page': c.page},
                {'n': 6, 'field': 'percent', 'value': c.percent || '%', 'page': c.page},
                {'n': 7, 'field': 'completed_date', 'value': CAST(c.completed_date AS VARCHAR), 'page': c.page}
            ]) AS f
        FROM side AS d
        JOIN action_trail AS t ON t.report_id = d.report_id AND (of_register IS NULL OR t.register = of_register)
        JOIN stood AS c ON c.report_id = t.report_id AND c.risk_position = t.risk_position AND c.position = t.position
    )
    WHERE f.n <= 3 OR f.value IS NOT NULL
),
pair AS MATERIALIZED (
    SELECT
        id0, id1, item, key, f.n AS n, f.field AS field,
        arg_max(risk_id, later) AS risk_id,
        any_value(text) FILTER (NOT later) AS text0, any_value(text) FILTER (later) AS text1,
        bool_or(NOT later) AS was, bool_or(later) AS is_now,
        any_value(f.value) FILTER (NOT later) AS v0, any_value(f.value) FILTER (later) AS v1,
        any_value(f.page) FILTER (NOT later) AS page0, any_value(f.page) FILTER (later) AS page1,
        any_value(words) FILTER (NOT later) AS words0, any_value(words) FILTER (later) AS words1,
        any_value(score) FILTER (NOT later) AS score0, any_value(score) FILTER (later) AS score1,
        any_value(band) FILTER (NOT later) AS band0, any_value(band) FILTER (later) AS band1, arg_max(title, later) AS title,
        coalesce(any_value(in_order) FILTER (later), 100000 + any_value(in_order)) AS in_order,
        coalesce(any_value(then_in_order) FILTER (later), 100000 * CAST(item = 'action' AS INTEGER)
            + any_value(then_in_order)) AS then_in_order
    FROM fact
    GROUP BY id0, id1, item, key, f.n, f.field
),
-- Each pair with what is known of its item, from the field that every item has, and of the item's risk: a field that is
-- printed on one side alone has it from there.
item_pair AS (
    SELECT
        p.* EXCLUDE (risk_id, title, text0, text1, was, is_now, page0, page1, in_order, then_in_order),
        h.risk_id, coalesce(h.text1, h.text0) AS text, p.text0, p.text1, h.was, h.is_now,
        coalesce(p.page0, h.page0) AS page0, coalesce(p.page1, h.page1) AS page1, h.in_order, h.then_in_order, r.title,
        coalesce(r.is_now, false) AS risk_is_now
    FROM pair AS p
    JOIN pair AS h ON h.id0 = p.id0 AND h.id1 = p.id1 AND h.item = p.item AND h.key = p.key AND h.n = 1
    LEFT JOIN pair AS r ON r.id0 = p.id0 AND r.id1 = p.id1 AND r.item = 'risk' AND r.key = h.risk_id AND r.n = 1
),
judged AS MATERIALIZED (
    SELECT
        *,
        CASE
            WHEN n = 1 THEN v0 IS DISTINCT FROM v1
            WHEN item = 'action' AND field = 'owner' AND all_named(v0, text0) AND all_named(v1, text1) THEN false
            ELSE evened(coalesce(v0, '')) <> evened(coalesce(v1, ''))
        END AS other_value,
        n = 1 AND v0 = 'other' AND v1 = 'other' AND evened(words0) <> evened(words1) AS other_words
    FROM item_pair
),
told AS (
    SELECT j.*, i.item_changed
    FROM judged AS j
    JOIN (
        SELECT id0, id1, item, key, bool_or(other_value OR other_words) AS item_changed FROM judged GROUP BY ALL
    ) AS i ON i.id0 = j.id0 AND i.id1 = j.id1 AND i.item = j.item AND i.key = j.key
)
SELECT
    s.register, s.p0 AS from_period, s.p1 AS to_period, x.risk_id, x.item,
    CASE
        WHEN NOT x.was THEN 'new'
        WHEN NOT x.is_now THEN 'absent'
        WHEN NOT x.item_changed THEN 'unchanged'
        WHEN is_wording(x.field) THEN 'reworded'
        ELSE x.field || '_changed'
    END AS change,
    CASE WHEN x.item = 'action' OR (x.was AND x.is_now) THEN x.field END AS field,
    CASE WHEN x.other_words AND NOT x.other_value THEN x.words0 ELSE x.v0 END AS before,
    CASE
        WHEN NOT x.is_now THEN left_out(l.leaves_out, CASE WHEN x.risk_is_now THEN x.item ELSE 'risk' END)
        WHEN x.other_words AND NOT x.other_value THEN x.words1
        ELSE x.v1
    END AS after,
    CASE WHEN x.was AND x.is_now AND x.other_value AND is_wording(x.field) THEN likeness(x.v0, x.v1) END AS similarity,
    CASE WHEN x.item = 'action' THEN x.key END AS action_id,
    s.file0 AS from_file, x.page0 AS from_page, s.file1 AS to_file, x.page1 AS to_page, x.text,
    x.score0 AS score_before, x.band0 AS band_before, x.score1 AS score_after, x.band1 AS band_after, x.title
FROM told AS x
JOIN span AS s ON s.id0 = x.id0 AND s.id1 = x.id1
JOIN report AS l ON l.report_id = x.id1
WHERE (of_risk IS NULL OR x.risk_id = of_risk)
  AND CASE
      WHEN x.was AND x.is_now AND x.item_changed THEN x.other_value OR x.other_words
      ELSE x.n = 1 AND (NOT x.was OR NOT x.is_now OR everything)
  END
ORDER BY s.register, s.p1, x.in_order, x.risk_id, x.then_in_order, x.n, x.field;
