-- What changed between two months of a register, one row a change.
-- to_period: NULL is each register's latest. from_period: NULL is the report before to_period. of_register, of_risk:
-- NULL is all. everything: also a row for each risk and action without a change. stepwise: every report with the one
-- before it, from from_period (NULL: the first) to to_period, in place of the two months alone.
-- Risks are the same by their id, or where an alias says the old one was renumbered; actions by their action_id.
-- Absent is never called closed: `before` says what was last known. White space alone is no change. Where both
-- statuses are `other`, the printed words are compared. A risk that stands twice in a report counts where it stands
-- first. similarity is 1 less the edit distance over the longer length. text is the action's, so that a row about its
-- status can be read.
CREATE OR REPLACE MACRO changes(
    from_period := NULL, to_period := NULL, of_register := NULL, of_risk := NULL, everything := false, stepwise := false
) AS TABLE
WITH span AS (
    SELECT
        t.register, f.period AS p0, t.period AS p1, f.report_id AS id0, t.report_id AS id1,
        f.source_file AS file0, t.source_file AS file1
    FROM series AS t
    JOIN series AS f ON f.register = t.register
    WHERE (of_register IS NULL OR t.register = of_register)
      AND CASE
          WHEN stepwise THEN f.ordinal = t.ordinal - 1
              AND t.period <= coalesce(to_period, '9999-12') AND f.period >= coalesce(from_period, '0000-01')
          ELSE t.period = coalesce(
                  to_period, (SELECT max(l.period) FROM report_series AS l WHERE l.current AND l.register = t.register)
              )
              AND CASE WHEN from_period IS NULL THEN f.ordinal = t.ordinal - 1 ELSE f.period = from_period END
      END
),
first_standing AS (
    SELECT
        k.report_id, k.risk_id, k.position, k.score, k.band, k.description, k.page,
        coalesce(k.rating_source[1].page, k.page) AS rating_page,
        coalesce(k.description_source[1].page, k.page) AS description_page
    FROM risk AS k
    WHERE k.report_id IN (SELECT id0 FROM span UNION ALL SELECT id1 FROM span)
    QUALIFY row_number() OVER (PARTITION BY k.report_id, k.risk_id ORDER BY k.position) = 1
),
paragraphs AS (
    SELECT i.report_id, i.risk_position, string_agg(i.text, chr(10) ORDER BY i.position) AS impact, min(i.page) AS page
    FROM impact AS i
    WHERE i.report_id IN (SELECT id0 FROM span UNION ALL SELECT id1 FROM span)
    GROUP BY ALL
),
risk_at AS (
    SELECT s.*, coalesce(p.impact, '') AS impact, coalesce(p.page, s.page) AS impact_page
    FROM first_standing AS s
    LEFT JOIN paragraphs AS p ON p.report_id = s.report_id AND p.risk_position = s.position
),
renamed AS (
    SELECT s.id0, s.id1, n.risk_id, min(n.later_id) AS later_id
    FROM span AS s
    JOIN risk_names AS n ON n.register = s.register
    JOIN first_standing AS w ON w.report_id = s.id1 AND w.risk_id = n.later_id
    WHERE NOT EXISTS (FROM first_standing AS o WHERE o.report_id = s.id1 AND o.risk_id = n.risk_id)
    GROUP BY ALL
),
risk0 AS (
    SELECT s.id0, s.id1, coalesce(n.later_id, k.risk_id) AS same_as, k.*
    FROM span AS s
    JOIN risk_at AS k ON k.report_id = s.id0
    LEFT JOIN renamed AS n ON n.id0 = s.id0 AND n.id1 = s.id1 AND n.risk_id = k.risk_id
),
risk1 AS (
    SELECT s.id0, s.id1, k.risk_id AS same_as, k.* FROM span AS s JOIN risk_at AS k ON k.report_id = s.id1
),
risk_pair AS (
    SELECT id0, id1, same_as AS risk_id, a, b
    FROM risk0 AS a
    FULL JOIN risk1 AS b USING (id0, id1, same_as)
),
action_at AS (
    SELECT
        t.report_id, t.risk_id, t.action_id, t.risk_position, t.position, c.text, c.status, c.status_text, c.note,
        c.page
    FROM action_trail AS t
    JOIN action AS c ON c.report_id = t.report_id AND c.risk_position = t.risk_position AND c.position = t.position
    WHERE t.report_id IN (SELECT id0 FROM span UNION ALL SELECT id1 FROM span)
      AND c.report_id IN (SELECT id0 FROM span UNION ALL SELECT id1 FROM span)
),
action_pair AS (
    SELECT id0, id1, action_id, a, b
    FROM (SELECT s.id0, s.id1, c.* FROM span AS s JOIN action_at AS c ON c.report_id = s.id0) AS a
    FULL JOIN (SELECT s.id0, s.id1, c.* FROM span AS s JOIN action_at AS c ON c.report_id = s.id1) AS b
        USING (id0, id1, action_id)
),
risk_change AS (
    SELECT
        id0, id1, risk_id, 'risk' AS item, unnest(list_filter([
            CASE WHEN a.report_id IS NULL THEN
                {'n': 1, 'change': 'new', 'field': CAST(NULL AS VARCHAR), 'before': CAST(NULL AS VARCHAR),
                 'after': rating_label(b.score, b.band), 'page0': CAST(NULL AS INTEGER), 'page1': b.page} END,
            CASE WHEN b.report_id IS NULL THEN
                {'n': 2, 'change': 'absent', 'field': NULL, 'before': rating_label(a.score, a.band),
                 'after': NULL, 'page0': a.page, 'page1': NULL} END,
            CASE WHEN a.report_id IS NOT NULL AND b.report_id IS NOT NULL AND (a.score, a.band) IS DISTINCT FROM (b.score, b.band) THEN
                {'n': 3, 'change': 'rating_changed', 'field': 'rating', 'before': rating_label(a.score, a.band),
                 'after': rating_label(b.score, b.band), 'page0': a.rating_page, 'page1': b.rating_page} END,
            CASE WHEN a.report_id IS NOT NULL AND b.report_id IS NOT NULL AND evened(a.description) <> evened(b.description) THEN
                {'n': 4, 'change': 'reworded', 'field': 'description', 'before': a.description,
                 'after': b.description, 'page0': a.description_page, 'page1': b.description_page} END,
            CASE WHEN a.report_id IS NOT NULL AND b.report_id IS NOT NULL AND evened(a.impact) <> evened(b.impact) THEN
                {'n': 5, 'change': 'reworded', 'field': 'impact', 'before': a.impact,
                 'after': b.impact, 'page0': a.impact_page, 'page1': b.impact_page} END,
            CASE WHEN everything AND a.report_id IS NOT NULL AND b.report_id IS NOT NULL
                    AND (a.score, a.band) IS NOT DISTINCT FROM (b.score, b.band)
                    AND evened(a.description) = evened(b.description) AND evened(a.impact) = evened(b.impact) THEN
                {'n': 6, 'change': 'unchanged', 'field': 'rating', 'before': rating_label(a.score, a.band),
                 'after': rating_label(b.score, b.band), 'page0': a.rating_page, 'page1': b.rating_page} END
        ], lambda x: x IS NOT NULL)) AS c,
        CAST(NULL AS VARCHAR) AS action_id, CAST(NULL AS VARCHAR) AS text,
        coalesce(b.position, 100000 + a.position) AS in_order, 0 AS then_in_order
    FROM risk_pair
),
action_change AS (
    SELECT
        id0, id1, coalesce(b.risk_id, a.risk_id) AS risk_id, 'action' AS item, unnest(list_filter([
            CASE WHEN a.report_id IS NULL THEN
                {'n': 1, 'change': 'new', 'field': 'status', 'before': CAST(NULL AS VARCHAR),
                 'after': b.status, 'page0': CAST(NULL AS INTEGER), 'page1': b.page} END,
            CASE WHEN b.report_id IS NULL THEN
                {'n': 2, 'change': 'absent', 'field': 'status', 'before': a.status,
                 'after': NULL, 'page0': a.page, 'page1': NULL} END,
            CASE WHEN a.status <> b.status THEN
                {'n': 3, 'change': 'status_changed', 'field': 'status', 'before': a.status,
                 'after': b.status, 'page0': a.page, 'page1': b.page}
            WHEN a.status = 'other' AND b.status = 'other'
                    AND evened(coalesce(a.status_text, '')) <> evened(coalesce(b.status_text, '')) THEN
                {'n': 3, 'change': 'status_changed', 'field': 'status', 'before': a.status_text,
                 'after': b.status_text, 'page0': a.page, 'page1': b.page} END,
            CASE WHEN a.report_id IS NOT NULL AND b.report_id IS NOT NULL
                    AND evened(coalesce(a.note, '')) <> evened(coalesce(b.note, '')) THEN
                {'n': 4, 'change': 'note_changed', 'field': 'note', 'before': a.note,
                 'after': b.note, 'page0': a.page, 'page1': b.page} END,
            CASE WHEN evened(a.text) <> evened(b.text) THEN
                {'n': 5, 'change': 'reworded', 'field': 'text', 'before': a.text,
                 'after': b.text, 'page0': a.page, 'page1': b.page} END,
            CASE WHEN everything AND a.status = b.status AND evened(a.text) = evened(b.text)
                    AND evened(coalesce(a.note, '')) = evened(coalesce(b.note, ''))
                    AND (a.status <> 'other'
                        OR evened(coalesce(a.status_text, '')) = evened(coalesce(b.status_text, ''))) THEN
                {'n': 6, 'change': 'unchanged', 'field': 'status', 'before': a.status,
                 'after': b.status, 'page0': a.page, 'page1': b.page} END
        ], lambda x: x IS NOT NULL)) AS c,
        action_id, coalesce(b.text, a.text) AS text,
        coalesce(b.risk_position, 100000 + a.risk_position) AS in_order,
        1 + coalesce(b.position, 100000 + a.position) AS then_in_order
    FROM action_pair
)
SELECT
    s.register, s.p0 AS from_period, s.p1 AS to_period, x.risk_id, x.item, x.c.change AS change, x.c.field AS field,
    x.c.before AS before, x.c.after AS after,
    CASE WHEN x.c.change = 'reworded' THEN likeness(x.c.before, x.c.after) END AS similarity,
    x.action_id, s.file0 AS from_file, x.c.page0 AS from_page, s.file1 AS to_file, x.c.page1 AS to_page, x.text
FROM (FROM risk_change UNION ALL FROM action_change) AS x
JOIN span AS s ON s.id0 = x.id0 AND s.id1 = x.id1
WHERE of_risk IS NULL OR x.risk_id = of_risk
ORDER BY s.register, s.p1, x.in_order, x.risk_id, x.then_in_order, x.c.n;
