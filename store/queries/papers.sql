-- Every paper the store knows and what became of it: current, superseded, in conflict, failed or removed.
-- superseded_by is the paper that took its place for the month, conflicts_with the other paper that has its month (state
-- conflict); reason says why a failed one could not be read, or why a person removed it.
CREATE OR REPLACE VIEW papers AS
SELECT
    coalesce(r.register, g.register) AS register, coalesce(r.period, g.period) AS period, p.name AS source_file,
    CASE WHEN p.state <> 'stored' THEN p.state WHEN s.current THEN 'current'
         WHEN s.conflicts_with IS NOT NULL THEN 'conflict' ELSE 'superseded' END AS state,
    (SELECT p2.name FROM report AS r2 JOIN paper AS p2 ON p2.paper_id = r2.paper_id WHERE r2.report_id = s.superseded_by)
        AS superseded_by,
    coalesce(g.reason, p.reason) AS reason, coalesce(r.paper_reference, g.paper_reference) AS paper_reference,
    r.report_date, p.parser_version, p.size, p.sha256,
    (SELECT p2.name FROM report AS r2 JOIN paper AS p2 ON p2.paper_id = r2.paper_id WHERE r2.report_id = s.conflicts_with)
        AS conflicts_with
FROM paper AS p
LEFT JOIN report AS r ON r.paper_id = p.paper_id
LEFT JOIN report_series AS s ON s.report_id = r.report_id
LEFT JOIN removed_paper AS g ON g.paper_id = p.paper_id
ORDER BY register NULLS FIRST, period, state, source_file, p.paper_id;
