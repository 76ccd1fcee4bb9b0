-- What a person should look at on this machine: to_check, with how often papers failed, and what is read by now.
-- parser: the version of the parser that reads today. of_register: NULL is all. The rows are those of to_check, with the
-- same id; a failed_paper tells besides how many imports tried it, when the last one did (UTC) and with which parser, and
-- may be one that could not even be fetched; kind older_reading is a stored paper that another version of the parser
-- read, by whichever engine, or that was read with another text of its profile. profiles: the profiles of today, a line
-- each, its name, a space and the SHA-256 of its text; of a profile that is not among them nothing is told. It is not
-- exported: the same papers imported elsewhere would tell other times.
CREATE OR REPLACE MACRO to_check_here(parser, profiles := '', of_register := NULL) AS TABLE
SELECT
    register, period, kind, risk_id, message, source_file, page, text, before, before_file, before_page,
    coalesce(decide, decide_command('settled ' || id)) AS decide, id
FROM doubts_here(parser, profiles := profiles)
WHERE settled_by IS NULL AND (of_register IS NULL OR register IS NULL OR register = of_register)
ORDER BY kind, register NULLS FIRST, period, risk_id, source_file, page, message, id;
