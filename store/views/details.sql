-- The texts of columns and labels of a risk that have no other place, by their head, of every current report.
CREATE OR REPLACE VIEW details AS
SELECT s.register, s.period, s.report_date, k.risk_id, k.title, d.position, d.head, d.text, s.source_file, d.page
FROM detail AS d
JOIN risk AS k ON k.report_id = d.report_id AND k.position = d.risk_position
JOIN series AS s ON s.report_id = d.report_id;
