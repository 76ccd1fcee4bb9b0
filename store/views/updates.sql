-- Every note on a risk's progress of every current report, with its own date where the paper gives one.
CREATE OR REPLACE VIEW updates AS
SELECT
    s.register, s.period, s.report_date, k.risk_id, k.title, u.position, u.date, u.text, s.source_file, u.page, u.source
FROM risk_update AS u
JOIN risk AS k ON k.report_id = u.report_id AND k.position = u.risk_position
JOIN series AS s ON s.report_id = u.report_id;
