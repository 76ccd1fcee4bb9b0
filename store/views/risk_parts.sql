-- Every part of every risk of every current report, a row a part, with file, page and place.
-- part is rating, description, impact, action, remark, or a recommendation that names the risk; where a register prints
-- them also cause, control, owner, category, trend, response, risk_status, raised, review, update, detail (under its
-- head), what is struck out (struck_out), and a rating of each kind (inherent_rating, target_rating …). note_date is that of an action's note, or an
-- update's own.
CREATE OR REPLACE VIEW risk_parts AS
SELECT * EXCLUDE (score, band, again) FROM rated_risk_parts;
