-- The stored papers of a name, those that count for their month first.
-- register: NULL is any.
SELECT
    r.report_id, r.register, r.period, p.name, r.first_page, r.last_page, r.sha256, s.current,
    s.conflicts_with IS NOT NULL AS in_conflict, p.first_page IS NOT NULL AS is_part
FROM report AS r
JOIN paper AS p ON p.paper_id = r.paper_id
JOIN report_series AS s ON s.report_id = r.report_id
WHERE p.name = $file AND ($register IS NULL OR r.register = $register)
ORDER BY s.current DESC, r.period DESC, r.report_id;
