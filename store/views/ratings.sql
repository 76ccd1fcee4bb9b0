-- Every rating of every risk of every current report, a row a kind: inherent, current, target, previous, proposed.
-- shown is whether it is the one that the risk's own score and band are. text is what the paper prints. A register that
-- gives its ratings no kind prints current ones.
CREATE OR REPLACE VIEW ratings AS
SELECT
    s.register, s.period, s.report_date, k.risk_id, k.title, r.kind, r.impact, r.likelihood, r.score, r.band, r.text,
    r.shown, s.source_file, coalesce(r.page, k.page) AS page, r.source, r.position, r.risk_position, s.ordinal,
    s.report_id
FROM rating AS r
JOIN risk AS k ON k.report_id = r.report_id AND k.position = r.risk_position
JOIN series AS s ON s.report_id = r.report_id;
