-- Every stored report, current, superseded, in conflict or removed, with what it holds.
-- ordinal counts a register's current reports by month; missing_months are the calendar months without a paper
-- between it and the report before. A report in conflict is that of another paper than the one that has its month, which
-- conflicts_with names. first_page and last_page are its pages in the file, leaves_out what it says that its register
-- does not show. Of a paper that a person removed there is left what it was stored as, and the reason.
-- reason also says that a person decided that a paper has its month.
CREATE OR REPLACE VIEW reports AS
SELECT
    r.register,
    r.period,
    r.report_date,
    r.meeting_date,
    r.meeting_number,
    r.paper_reference,
    r.title,
    r.author,
    s.ordinal,
    s.months_missing AS missing_months,
    (SELECT count(*) FROM risk AS k WHERE k.report_id = r.report_id) AS risks,
    (SELECT count(*) FROM action AS a WHERE a.report_id = r.report_id) AS actions,
    r.page_count AS pages,
    CASE WHEN s.current THEN 'current' WHEN s.conflicts_with IS NOT NULL THEN 'conflict' ELSE 'superseded' END AS state,
    (SELECT p2.name FROM report AS r2 JOIN paper AS p2 USING (paper_id) WHERE r2.report_id = s.superseded_by)
        AS superseded_by,
    p.name AS source_file,
    r.report_id,
    (SELECT p2.name FROM report AS r2 JOIN paper AS p2 USING (paper_id) WHERE r2.report_id = s.conflicts_with)
        AS conflicts_with,
    d.reason,
    r.organisation,
    r.leaves_out,
    r.first_page,
    r.last_page
FROM report AS r
JOIN paper AS p ON p.paper_id = r.paper_id
JOIN report_series AS s ON s.report_id = r.report_id
LEFT JOIN (
    SELECT paper_id, register, period, min('has the month by decision ' || number || ': ' || reason) AS reason
    FROM decision WHERE kind = 'stands' AND undone_at IS NULL
    GROUP BY ALL
) AS d ON d.paper_id = r.paper_id AND d.register = r.register AND d.period = r.period
UNION ALL BY NAME
SELECT g.register, g.period, g.paper_reference, 'removed' AS state, p.name AS source_file, g.reason
FROM removed_paper AS g JOIN paper AS p ON p.paper_id = g.paper_id;
