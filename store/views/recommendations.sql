-- Every recommendation of every current report, with the risks it names and whether it asks to escalate them.
CREATE OR REPLACE VIEW recommendations AS
SELECT
    s.register, s.period, s.report_date, c.position, c.verb, c.text, c.risk_ids, c.escalation,
    s.source_file, c.page, c.source, s.ordinal
FROM recommendation AS c
JOIN series AS s ON s.report_id = c.report_id;
