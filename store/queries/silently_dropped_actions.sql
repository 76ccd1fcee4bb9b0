-- Actions gone from the register without having been completed, while their risk still stands.
-- The action stands in one report with another status than completed, its risk stands in the next imported report of
-- the register, and the action does not. last_status says what was last known. returned_in is the month it came back, if
-- it did; moved_to the risks under which the very same wording stands in that next report. An action is not here where
-- that next paper says that it leaves such actions out, as completed ones. perhaps is the wording of a similar action of the
-- risk that began in that next report, with its action_id and its page there: the action may be that one, reworded. decide
-- is the command that says they are one. decided is what decisions of people changed in the row.
-- What the papers' own rules explain stands in gone_actions.
-- Needs 2 reports.
CREATE OR REPLACE VIEW silently_dropped_actions AS
SELECT * EXCLUDE (left_out) FROM gone_actions WHERE left_out IS NULL;
