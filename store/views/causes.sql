-- Every cause of every risk of every current report, in the paper's order.
CREATE OR REPLACE VIEW causes AS
SELECT s.register, s.period, s.report_date, k.risk_id, k.title, c.position, c.text, s.source_file, c.page, c.source
FROM cause AS c
JOIN risk AS k ON k.report_id = c.report_id AND k.position = c.risk_position
JOIN series AS s ON s.report_id = c.report_id;
