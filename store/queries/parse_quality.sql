-- How well each paper was read: what found no place, what is in doubt, what is missing.
-- Current reports. not_rated counts risks without a rating; not_stated and other actions of that status; without_page
-- parts of the register (risks and actions) for which no page is known.
CREATE OR REPLACE VIEW parse_quality AS
SELECT
    s.register, s.period, r.page_count AS pages,
    (SELECT count(*) FROM risk AS k WHERE k.report_id = r.report_id) AS risks,
    (SELECT count(*) FROM action AS a WHERE a.report_id = r.report_id) AS actions,
    (SELECT count(*) FROM unplaced AS u WHERE u.report_id = r.report_id) AS unplaced,
    (SELECT count(*) FROM reading_warning AS w WHERE w.report_id = r.report_id) AS warnings,
    (SELECT count(*) FROM risk AS k WHERE k.report_id = r.report_id AND k.score IS NULL AND k.band IS NULL) AS not_rated,
    (SELECT count(*) FROM action AS a WHERE a.report_id = r.report_id AND a.status = 'not_stated') AS not_stated,
    (SELECT count(*) FROM action AS a WHERE a.report_id = r.report_id AND a.status = 'other') AS other,
    (SELECT count(*) FROM action AS a WHERE a.report_id = r.report_id AND a.page IS NULL)
        + (SELECT count(*) FROM risk AS k WHERE k.report_id = r.report_id AND k.page IS NULL) AS without_page,
    p.parser_version, s.source_file
FROM series AS s
JOIN report AS r ON r.report_id = s.report_id
JOIN paper AS p ON p.paper_id = r.paper_id
ORDER BY s.register, s.period;
