-- One stored report with its paper, whether it counts for its month or not.
SELECT
    r.report_id, r.register, r.period, p.name, r.page_count AS pages, r.sha256, s.current,
    s.conflicts_with IS NOT NULL AS in_conflict
FROM report AS r
JOIN paper AS p ON p.sha256 = r.sha256
JOIN report_series AS s ON s.report_id = r.report_id
WHERE r.report_id = $report_id;
