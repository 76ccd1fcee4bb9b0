-- The doubts of this machine with their ids, as `named_doubts` has those of every machine.
-- parser: the version of the parser that reads today; NULL leaves out what another version read. profiles: the profiles
-- of today, a line each, its name, a space and the SHA-256 of its text. See `to_check_here`.
CREATE OR REPLACE MACRO doubts_here(parser, profiles := '') AS TABLE
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
           name, NULL, reason, NULL, NULL, NULL, NULL, NULL
    FROM failed
    UNION ALL
    SELECT r.register, r.period, 'older_reading', NULL,
           'read by parser ' || p.parser_version || '; `risktrail import --stale` reads it again with parser ' || parser,
           p.name, NULL, '', NULL, NULL, NULL, NULL, 'risktrail import --stale'
    FROM paper AS p JOIN report AS r ON r.paper_id = p.paper_id
    WHERE p.state = 'stored' AND split_part(p.parser_version, '+', 1) <> split_part(parser, '+', 1)
    UNION ALL
    SELECT r.register, r.period, 'older_reading', NULL,
           'read with another text of the profile ' || r.profile || '; `risktrail import --stale` reads it again',
           p.name, NULL, r.profile, NULL, NULL, NULL, NULL, 'risktrail import --stale'
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
)
SELECT
    n.* EXCLUDE (about, nth), doubt_id(n.digest, count(*) OVER (PARTITION BY left(n.digest, 8))) AS id,
    d.number AS settled_by
FROM named AS n
LEFT JOIN (
    SELECT doubt, min(number) AS number FROM decision WHERE kind = 'settled' AND undone_at IS NULL GROUP BY doubt
) AS d ON d.doubt = n.digest;
