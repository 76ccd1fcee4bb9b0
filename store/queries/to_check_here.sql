-- What a person should look at on this machine: to_check, with how often papers failed, and what is read by now.
-- parser: the version of the parser that reads today. of_register: NULL is all. The rows are those of to_check, with the
-- same id; a failed_paper tells besides how many imports tried it, when the last one did (UTC) and with which parser, and
-- may be one that could not even be fetched; kind older_reading is a stored paper that another version of the parser
-- read, by whichever engine, or that was read with another text of its profile. profiles: the profiles of today, a line
-- each, its name, a space and the SHA-256 of its text; of a profile that is not among them nothing is told. It is not
-- exported: the same papers imported elsewhere would tell other times.
CREATE OR REPLACE MACRO to_check_here(parser, profiles := '', of_register := NULL) AS TABLE
WITH tries AS (
    SELECT paper_id, count(*) AS times, max(imported_at) AS last
    FROM import_event WHERE outcome = 'failed' GROUP BY paper_id
),
failed AS (
    SELECT p.name, coalesce(p.reason, '') AS reason, t.times, t.last, p.parser_version
    FROM paper AS p LEFT JOIN tries AS t ON t.paper_id = p.paper_id
    WHERE p.state = 'failed'
    UNION ALL
    SELECT name, reason, attempts, lost_at, parser_version FROM lost_source
),
profiles_of_today AS (
    SELECT left(line, -65) AS name, right(line, 64) AS sha256
    FROM (SELECT unnest(string_split(profiles, chr(10))) AS line)
),
found AS (
    SELECT * FROM doubts WHERE kind <> 'failed_paper'
    UNION ALL
    SELECT NULL, NULL, 'failed_paper', NULL,
           reason || coalesce(' (tried ' || times || CASE times WHEN 1 THEN ' time' ELSE ' times' END
               || ', last ' || strftime(last, '%Y-%m-%d %H:%M') || ' UTC by parser ' || parser_version || ')', ''),
           name, NULL, reason
    FROM failed
    UNION ALL
    SELECT r.register, r.period, 'older_reading', NULL,
           'read by parser ' || p.parser_version || '; `risktrail import --stale` reads it again with parser ' || parser,
           p.name, NULL, ''
    FROM paper AS p JOIN report AS r ON r.paper_id = p.paper_id
    WHERE p.state = 'stored' AND split_part(p.parser_version, '+', 1) <> split_part(parser, '+', 1)
    UNION ALL
    SELECT r.register, r.period, 'older_reading', NULL,
           'read with another text of the profile ' || r.profile || '; `risktrail import --stale` reads it again',
           p.name, NULL, r.profile
    FROM report AS r JOIN paper AS p ON p.paper_id = r.paper_id JOIN profiles_of_today AS t ON t.name = r.profile
    WHERE p.state = 'stored' AND r.profile_sha256 <> t.sha256
),
numbered AS (
    SELECT *, row_number() OVER (
        PARTITION BY kind, register, period, risk_id, source_file, page, about ORDER BY message
    ) AS nth
    FROM found
),
named AS (
    SELECT *, doubt_digest(kind, register, period, risk_id, source_file, page, about, nth) AS digest FROM numbered
),
distinct_ids AS (
    SELECT
        register, period, kind, risk_id, message, source_file, page,
        doubt_id(digest, count(*) OVER (PARTITION BY left(digest, 8))) AS id
    FROM named
)
SELECT * FROM distinct_ids
WHERE of_register IS NULL OR register IS NULL OR register = of_register
ORDER BY kind, register NULLS FIRST, period, risk_id, source_file, page, message, id;
