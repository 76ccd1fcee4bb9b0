-- Description, causes, impact, controls and remarks of the risks named, a row for each risk and month, in the order of months and papers.
-- Paragraphs of an impact are parted by an empty line, remarks, causes and controls by a line end. A page is that of the text's first line.
SELECT
    s.period, k.risk_id, k.page,
    k.description, coalesce(k.description_source[1].page, k.page) AS description_page,
    (SELECT string_agg(i.text, chr(10) || chr(10) ORDER BY i.position) FROM impact AS i
     WHERE i.report_id = k.report_id AND i.risk_position = k.position) AS impact,
    (SELECT min(i.page) FROM impact AS i
     WHERE i.report_id = k.report_id AND i.risk_position = k.position) AS impact_page,
    (SELECT string_agg(m.text, chr(10) ORDER BY m.position) FROM remark AS m
     WHERE m.report_id = k.report_id AND m.risk_position = k.position) AS remark,
    (SELECT min(m.page) FROM remark AS m
     WHERE m.report_id = k.report_id AND m.risk_position = k.position) AS remark_page,
    (SELECT string_agg(c.text, chr(10) ORDER BY c.position) FROM cause AS c
     WHERE c.report_id = k.report_id AND c.risk_position = k.position) AS cause,
    (SELECT min(c.page) FROM cause AS c
     WHERE c.report_id = k.report_id AND c.risk_position = k.position) AS cause_page,
    (SELECT string_agg(c.text, chr(10) ORDER BY c.position) FROM control AS c
     WHERE c.report_id = k.report_id AND c.risk_position = k.position) AS control,
    (SELECT min(c.page) FROM control AS c
     WHERE c.report_id = k.report_id AND c.risk_position = k.position) AS control_page
FROM risk AS k JOIN series AS s ON s.report_id = k.report_id
WHERE s.register = $register AND list_contains($risk_ids, k.risk_id)
ORDER BY s.ordinal, k.position;
