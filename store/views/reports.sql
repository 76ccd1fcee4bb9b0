-- Every stored report, current or superseded, with what it holds.
-- ordinal counts a register's current reports by month; missing_months are the calendar months without a paper
-- between it and the report before.
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
    CASE WHEN s.current THEN 'current' ELSE 'superseded' END AS state,
    (SELECT p2.name FROM report AS r2 JOIN paper AS p2 USING (sha256) WHERE r2.report_id = s.superseded_by)
        AS superseded_by,
    p.name AS source_file,
    r.report_id
FROM report AS r
JOIN paper AS p ON p.sha256 = r.sha256
JOIN report_series AS s ON s.report_id = r.report_id;
