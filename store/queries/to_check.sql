-- What a person should look at: papers that failed, doubts of the reader, odd ratings, unsure matches.
-- kind is failed_paper, removed_paper (a person took it out), conflict (another paper claims the same month), unplaced
-- (text that found no place), reading_warning, duplicate_risk (stands twice in one report), no_rating, odd_rating (the
-- same score has another band more often in that register), number_reused (a risk is described otherwise than before,
-- and no action of it goes on: the number may be another risk's now), recognised_differs (read from a picture, and not
-- what the months around have), unsure_match (an action linked to one that is not so like it) or missing_months (no
-- paper between two months). Superseded papers count for conflict alone. id names the doubt, the same on every machine
-- and after every import, for as long as there is the same to doubt. decide is the command by which a person decides;
-- what was settled is not here. Of an unsure match and a reused number text and before are both wordings.
CREATE OR REPLACE VIEW to_check AS
SELECT
    register, period, kind, risk_id, message, source_file, page, text, before, before_file, before_page,
    coalesce(decide, decide_command('settled ' || id)) AS decide, id
FROM named_doubts
WHERE settled_by IS NULL
ORDER BY kind, register NULLS FIRST, period, risk_id, source_file, page, message, id;
