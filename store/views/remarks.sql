-- Every bullet of a risk that is no action, of every current report.
CREATE OR REPLACE VIEW remarks AS
SELECT s.register, s.period, s.report_date, k.risk_id, m.position, m.text, s.source_file, m.page, m.source
FROM remark AS m
JOIN risk AS k ON k.report_id = m.report_id AND k.position = m.risk_position
JOIN series AS s ON s.report_id = m.report_id;
