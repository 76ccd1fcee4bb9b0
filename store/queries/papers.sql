-- Every paper the store knows and what became of it: current, superseded or failed.
-- superseded_by is the paper that took its place for the month; reason says why a failed one could not be read.
CREATE OR REPLACE VIEW papers AS
SELECT
    r.register, r.period, p.name AS source_file,
    CASE WHEN p.state = 'failed' THEN 'failed' WHEN s.current THEN 'current' ELSE 'superseded' END AS state,
    (SELECT p2.name FROM report AS r2 JOIN paper AS p2 ON p2.sha256 = r2.sha256 WHERE r2.report_id = s.superseded_by)
        AS superseded_by,
    p.reason, r.paper_reference, r.report_date, p.parser_version, p.size, p.sha256
FROM paper AS p
LEFT JOIN report AS r ON r.sha256 = p.sha256
LEFT JOIN report_series AS s ON s.report_id = r.report_id
ORDER BY r.register NULLS FIRST, r.period, state, source_file, p.sha256;
