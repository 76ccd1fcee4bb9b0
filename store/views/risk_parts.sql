-- Every part of every risk of every current report, a row a part, with file, page and place.
-- part is rating, description, impact, action, remark, or a recommendation that names the risk.
CREATE OR REPLACE VIEW risk_parts AS
SELECT * EXCLUDE (score, band) FROM rated_risk_parts;
