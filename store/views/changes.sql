-- What changed between two months of a register, one row a change.
-- to_period: NULL is each register's latest. from_period: NULL is the report before to_period. of_register, of_risk:
-- NULL is all. everything: also a row for each risk and action without a change. stepwise: every report with the one
-- before it, from from_period (NULL: the first) to to_period, in place of the two months alone.
-- Risks are the same by their id, or where an alias says the old one was renumbered; actions by their action_id.
-- Absent is never called closed: `before` says what was last known, and `after` that the later paper leaves such things
-- out, where it says so. A risk's field is rating, description or impact, and where it is printed title, category,
-- owner, cause, control, response, risk_status, review, update, detail or a further rating (target_rating …); an
-- action's is status, note or text, and where it is printed due_date, owner (unless its wording names it), percent or
-- completed_date. White space alone is no change. Where both
-- statuses are `other`, the printed words are compared. A risk that stands twice in a report counts where it stands
-- first. similarity is 1 less the edit distance over the longer length. text is the action's, so that a row about its
-- status can be read.
CREATE OR REPLACE MACRO changes(
    from_period := NULL, to_period := NULL, of_register := NULL, of_risk := NULL, everything := false, stepwise := false
) AS TABLE
SELECT c.* EXCLUDE (score_before, band_before, score_after, band_after, title)
FROM rated_changes(from_period, to_period, of_register, of_risk, everything, stepwise) AS c;
