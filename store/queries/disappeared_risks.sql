-- Risks that stand in one report and not in the next, with what was last known of them.
-- Absent is not closed: live_actions counts the actions that were neither completed nor recurring when it was last
-- seen. returned_in is the month it came back, if it did; became is its later name, where an alias gives one. A risk is
-- not here where the next paper says that it leaves such risks out, as those below a score.
-- What the papers' own rules explain stands in gone_risks.
-- Needs 2 reports.
CREATE OR REPLACE VIEW disappeared_risks AS
SELECT * EXCLUDE (left_out) FROM gone_risks WHERE left_out IS NULL;
