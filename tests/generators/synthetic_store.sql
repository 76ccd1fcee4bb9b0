-- A synthetic store: $registers registers of $months months, some months without a paper, some with two; about 14 risks
-- a report, of which some go and others come; 33 actions, which live up to two years, begin, rest, are reworded and
-- completed, and of which every fifth is gone without completion. Nothing is random: the same figures, the same store.
-- What papers say lies in the order of $order; what is worked out of it register by register, as it is written.

SET VARIABLE bodies = ['DCC', 'SECAS', 'OPSG', 'TABASC', 'DNOs', 'Large Suppliers', 'Small Suppliers', 'The CSPs',
    'The DSP', 'SMDA', 'Ofgem', 'The Panel', 'TAG', 'SSC', 'Gas Transporters', 'BEIS'];
SET VARIABLE verbs = ['review', 'confirm', 'draft', 'publish', 'trace', 'measure', 'agree', 'monitor', 'replace', 'test',
    'explain', 'reduce', 'record', 'compare', 'escalate', 'assess', 'complete', 'plan', 'repeat', 'certify', 'migrate',
    'withdraw', 'estimate', 'investigate'];
SET VARIABLE qualities = ['overdue', 'regional', 'monthly', 'remaining', 'contested', 'technical', 'interim', 'revised',
    'critical', 'unexplained', 'recurring', 'national', 'commercial', 'manual', 'automatic', 'late', 'duplicated',
    'unplanned', 'seasonal', 'forecast', 'enduring', 'historic', 'provisional', 'operational', 'legal', 'nightly',
    'partial', 'complete', 'unresolved', 'shared', 'proposed', 'external'];
SET VARIABLE things = ['certificates', 'outages', 'firmware releases', 'change requests', 'incident reports', 'forecasts',
    'service requests', 'alerts', 'installations', 'replacements', 'test results', 'contracts', 'stock levels', 'invoices',
    'response times', 'rehearsals', 'audits', 'security patches', 'gateways', 'meter readings', 'complaints', 'licences',
    'root causes', 'capacity figures', 'staffing plans', 'timetables', 'data extracts', 'credentials', 'backups',
    'disputes', 'thresholds', 'dependencies', 'exemptions', 'interfaces', 'migrations', 'guidance notes', 'deliveries',
    'penalties', 'workarounds', 'registrations'];
SET VARIABLE places = ['the northern network', 'the southern network', 'the central region', 'the test laboratory',
    'the data centre in use', 'the standby data centre', 'large housing blocks', 'remote dwellings', 'the service desk',
    'the supply chain', 'the registration systems', 'the change board', 'homes without signal', 'prepayment customers',
    'the security operations', 'the annual exercise', 'device manufacturers', 'the contract managers', 'newly built homes',
    'the release programme', 'gas customers', 'the billing run', 'the finance committee', 'field engineers'];
SET VARIABLE purposes = ['so that the committee can judge what is left to do', 'before the next release is approved',
    'in line with the code', 'as agreed with all parties', 'until volumes are back to what was forecast',
    'with the reasons for every failure', 'and tell how many users are affected', 'including the cost of delay',
    'for the regions that were left out', 'and share what was learnt', 'whether or not the vendor responds',
    'beginning with the oldest cases', 'without waiting for the audit', 'with a date for each step',
    'to the satisfaction of the users', 'and report by exception only'];
CREATE OR REPLACE TEMP MACRO one_of(words, seed) AS words[1 + CAST(hash(seed) % len(words) AS INTEGER)];
CREATE OR REPLACE TEMP MACRO thing(seed) AS
    one_of(getvariable('qualities'), seed || 'q') || ' ' || one_of(getvariable('things'), seed || 't')
    || ' (' || chr(CAST(65 + hash(seed || 'c') % 26 AS INTEGER)) || 'R' || hash(seed) % 9000 || ')';
CREATE OR REPLACE TEMP MACRO purpose(seed) AS one_of(getvariable('purposes'), seed || 'p');
CREATE OR REPLACE TEMP MACRO place(seed) AS one_of(getvariable('places'), seed || 'w');
CREATE OR REPLACE TEMP MACRO month(m) AS strftime(DATE '2010-01-01' + to_months(CAST(m AS INTEGER)), '%Y-%m');

-- Papers: every thirtieth month has none, every sixtieth a draft that another took the place of.
CREATE OR REPLACE TEMP TABLE made AS
SELECT
    n, m, draft, format('R{:04d}', n) AS register, month(m) AS period,
    CAST(DATE '2010-01-10' + to_months(CAST(m AS INTEGER)) AS DATE) AS dated,
    sha256(concat_ws('/', n, m, draft)) AS sha256, left(sha256, 16) AS report_id,
    CASE WHEN NOT draft THEN row_number() OVER (PARTITION BY n, draft ORDER BY m) END AS ordinal,
    CASE WHEN NOT draft THEN coalesce(m - lag(m) OVER (PARTITION BY n, draft ORDER BY m) - 1, 0) END AS missing
FROM range($registers) AS r(n), range($months) AS c(m), (VALUES (false), (true)) AS d(draft)
WHERE (m IN (0, $months - 1) OR hash(n, m, 'gap') % 30 > 0) AND (NOT draft OR hash(n, m, 'draft') % 60 = 0);

INSERT INTO paper
SELECT sha256, format('{}_{}{}.pdf', register, period, if(draft, '_draft', '')), 100000, 'stored', NULL, '1', sha256, NULL, NULL
FROM made ORDER BY $order, draft DESC;

INSERT INTO report (
    report_id, sha256, register, period, title, paper_reference, meeting_number, meeting_date, report_date, author, purpose,
    page_count, profile, modified, paper_id
)
SELECT report_id, sha256, register, period, 'Risk Register', register || '_' || m, m, dated + 7, dated - CAST(draft AS INTEGER),
       'Team', [], 12, 'synthetic', NULL, sha256
FROM made ORDER BY $order, draft DESC;

INSERT INTO report_series
SELECT
    register, report_id, period, NOT draft, ordinal,
    CASE WHEN draft THEN left(sha256(concat_ws('/', n, m, false)), 16) END, missing,
    dated - CAST(draft AS INTEGER), dated - CAST(draft AS INTEGER),
    format('{}_{}{}.pdf', register, period, if(draft, '_draft', '')), NULL
FROM made ORDER BY n, m, draft DESC;

-- Risks: fourteen slots, each with another risk after two and a half to seven years, some with a pause between.
CREATE OR REPLACE TEMP TABLE risk_slot AS
SELECT n, k, 30 + CAST(hash(n, k, 'life') % 54 AS INTEGER) AS life, CAST(hash(n, k, 'start') % 30 AS INTEGER) AS start
FROM range($registers) AS r(n), range(1, 15) AS s(k);

CREATE OR REPLACE TEMP TABLE standing AS
SELECT
    made.n, m, draft, register, report_id, period, ordinal, k, (m + start) // life AS g,
    CAST(row_number() OVER (PARTITION BY report_id ORDER BY k) AS INTEGER) AS position,
    format('{}-{:03d}', register, k + 14 * g) AS risk_id
FROM made JOIN risk_slot USING (n)
WHERE (m + start) % life < life - hash(made.n, k, g, 'pause') % 4;

CREATE OR REPLACE TEMP TABLE risk_words AS
SELECT
    n, k, g, v, concat_ws('/', n, k, g) AS seed,
    format('There is a risk that {} in {} are not dealt with in time, {}, which would leave {} without {}.',
        thing(seed), place(seed), purpose(seed || v), place(seed || 'x'), thing(seed || 'y')) AS description
FROM (SELECT DISTINCT n, k, g, m // 17 AS v FROM standing);

INSERT INTO risk (
    report_id, position, risk_id, score, band, rating_text, description, section, standing, page, source, rating_source,
    description_source
)
SELECT
    report_id, position, risk_id, score,
    CASE WHEN score >= 20 THEN 'Critical' WHEN score >= 15 THEN 'High'
         WHEN score >= 8 OR hash(n, m, k, 'odd') % 2000 = 0 THEN 'Moderate' ELSE 'Low' END,
    NULL, description, NULL, 'active', 1 + k // 2,
    [{'page': 1 + k // 2, 'bbox': [50.0, 100.0 + k, 550.0, 300.0]}], [{'page': 1 + k // 2, 'bbox': [500.0, 100.0, 550.0, 300.0]}],
    [{'page': 1 + k // 2, 'bbox': [120.0, 100.0 + k, 500.0, 300.0]}]
FROM (
    SELECT s.*, w.description, CAST(1 + hash(s.n, s.k, s.g, (s.m + s.k) // 7) % 25 AS INTEGER) AS score
    FROM standing AS s JOIN risk_words AS w ON w.n = s.n AND w.k = s.k AND w.g = s.g AND w.v = s.m // 17
)
ORDER BY $order, draft DESC, k;

-- Every risk has the rating that is shown, every other one a target too.
INSERT INTO rating
SELECT report_id, position, place, kind, NULL, NULL, aim, if(place = 1, band, NULL), NULL, place = 1, page, rating_source
FROM (
    SELECT risk.*, made.n, made.m, draft, unnest([
        {'place': 1, 'kind': 'current', 'aim': score}, {'place': 2, 'kind': 'target', 'aim': 1 + score // 2}
    ], recursive := true)
    FROM risk JOIN made USING (report_id)
)
WHERE place = 1 OR position % 2 = 0
ORDER BY $order, draft DESC, position, place;

INSERT INTO impact
SELECT
    report_id, position, i,
    format('{} would wait for {}, {}.', place(concat_ws('/', n, k, g, i)), thing(concat_ws('/', n, k, g, i)),
        purpose(concat_ws('/', n, k, g, i, (m + i) // 20))),
    1 + k // 2, [{'page': 1 + k // 2, 'bbox': [50.0, 300.0, 550.0, 340.0]}]
FROM standing, range(1, 3) AS r(i) WHERE i = 1 OR k % 3 = 0
ORDER BY $order, draft DESC, k, i;

-- Actions: two or three slots a risk. A trail is known by (n, k, g, a, b); kind tells what becomes of it.
CREATE OR REPLACE TEMP TABLE slot AS
SELECT
    n, k, a, 6 + CAST(hash(n, k, a, 'life') % 18 AS INTEGER) AS life, CAST(hash(n, k, a, 'start') % 24 AS INTEGER) AS start
FROM range($registers) AS r(n), range(1, 15) AS s(k), range(1, 4) AS t(a) WHERE a < 3 OR k % 3 = 0 OR k = 1;

CREATE OR REPLACE TEMP TABLE doing AS
SELECT
    s.*, a, (s.m + start) // life AS b, (s.m + start) % life AS age, life,
    hash(s.n, k, g, a, b) % 20 AS kind, 3 + hash(s.n, k, g, a, b, 'worded') % 18 AS worded
FROM standing AS s JOIN slot USING (n, k)
WHERE NOT (kind < 4 AND age >= life - 1 - kind % 3) AND NOT (kind = 4 AND age = 4);

CREATE OR REPLACE TEMP TABLE action_words AS
SELECT
    n, k, g, a, b, concat_ws('/', n, k, g, a, b) AS seed, one_of(getvariable('bodies'), seed || 'o') AS owner,
    format('{} {} {}', one_of(getvariable('verbs'), seed || 'v'), thing(seed), 'with ' || place(seed)) AS told
FROM (SELECT DISTINCT n, k, g, a, b FROM doing);

CREATE OR REPLACE TEMP TABLE done AS
SELECT
    d.*, w.owner, concat(w.told, ' ', purpose(w.seed), if(age >= worded, ', ' || purpose(w.seed || 'x'), '')) AS told,
    CASE WHEN kind = 5 THEN 'recurring' WHEN kind >= 4 AND age = life - 1 THEN 'completed'
         WHEN age = 0 AND kind % 4 = 2 THEN 'not_started' WHEN age = 7 AND kind % 5 = 3 THEN 'on_hold'
         ELSE 'ongoing' END AS status,
    CASE hash(w.seed, age // 4) % 8
        WHEN 0 THEN 'first ' || thing(w.seed || age // 4) || ' expected in ' || month(d.m + 3)
        WHEN 1 THEN 'waits for ' || place(w.seed || age // 4) END AS note,
    -- Due in the fifth month of its life, and moved by five months each half year; a standing control has no date.
    CASE WHEN kind <> 5 THEN CAST(DATE '2010-01-15' + to_months(CAST(d.m - age + 4 + 5 * (age // 6) AS INTEGER)) AS DATE)
        END AS due,
    CAST(row_number() OVER (PARTITION BY report_id, d.position ORDER BY a) AS INTEGER) AS place
FROM doing AS d JOIN action_words AS w USING (n, k, g, a, b);

INSERT INTO action
SELECT
    report_id, position, place, owner || ' to ' || told, status,
    upper(left(status, 1)) || replace(status[2:], '_', ' '), note, [owner], 1 + k // 2,
    [{'page': 1 + k // 2, 'bbox': [50.0, 340.0 + 20 * a, 550.0, 360.0 + 20 * a]}],
    NULL, due, strftime(due, '%d/%m/%Y'), NULL, NULL, NULL
FROM done
ORDER BY $order, draft DESC, k, a;

INSERT INTO action_trail BY NAME
WITH followed AS (
    SELECT
        *, lag(ordinal) OVER t AS before, first_value(period) OVER t AS first_seen,
        last_value(period) OVER (t ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING) AS last_seen,
        lag(told) OVER t IS DISTINCT FROM told AS reworded, lag(note) OVER t IS DISTINCT FROM note AS noted,
        status = 'ongoing' AS ongoing,
        NOT ongoing OR lag(status) OVER t IS DISTINCT FROM 'ongoing' OR ordinal - lag(ordinal) OVER t > 1 AS breaks,
        lag(due) OVER t <> due AS moved,
        lag(note) OVER t IS DISTINCT FROM note OR ordinal - lag(ordinal) OVER t > 1 AS renewed
    FROM done WHERE NOT draft
    WINDOW t AS (PARTITION BY n, k, g, a, b ORDER BY m)
),
counted AS (
    SELECT *, sum(breaks::INTEGER) OVER t AS run, sum((breaks OR reworded OR noted)::INTEGER) OVER t AS same,
        sum(renewed::INTEGER) OVER t AS same_note
    FROM followed WINDOW t AS (PARTITION BY n, k, g, a, b ORDER BY m)
)
SELECT
    register, report_id, period, ordinal, position AS risk_position, place AS position, risk_id,
    left(sha256(concat_ws('/', n, k, g, a, b)), 12) AS action_id,
    regexp_replace(lower(told), '[^a-z0-9]', '', 'g') AS text_key,
    CASE WHEN before IS NULL THEN 'first' WHEN reworded THEN 'similar' ELSE 'equal' END AS match_method,
    CASE WHEN before IS NULL THEN NULL WHEN reworded THEN 0.85 + kind / 100 ELSE 1 END AS similarity,
    CASE WHEN before IS NULL THEN 0 ELSE ordinal - before - 1 END AS gap,
    before IS NOT NULL AND reworded AND kind < 5 AS unsure, before AS previous_ordinal, first_seen,
    CASE WHEN ongoing THEN row_number() OVER (PARTITION BY n, k, g, a, b, run ORDER BY m) ELSE 0 END AS reports_ongoing,
    CASE WHEN ongoing THEN row_number() OVER (PARTITION BY n, k, g, a, b, same ORDER BY m) ELSE 0 END AS reports_unchanged,
    CASE WHEN ongoing THEN first_value(period) OVER (PARTITION BY n, k, g, a, b, run ORDER BY m) END AS ongoing_since,
    last_seen, min(due) OVER (PARTITION BY n, k, g, a, b) AS first_due_date,
    coalesce(sum(moved::INTEGER) OVER (PARTITION BY n, k, g, a, b ORDER BY m), 0) AS times_moved,
    CASE WHEN note IS NULL THEN 0 ELSE row_number() OVER (PARTITION BY n, k, g, a, b, same_note ORDER BY m) END
        AS reports_same_note
FROM counted
ORDER BY n, m, k, a;

-- The rest of a paper.
INSERT INTO recommendation
SELECT
    report_id, i, if(i = 1, 'note', 'agree'),
    if(i = 1, 'NOTE the register', format('AGREE to escalate {} {}', risk_id, purpose(report_id))), [risk_id], i = 2, 11,
    [{'page': 11, 'bbox': [50.0, 100.0, 550.0, 120.0]}]
FROM standing, range(1, 3) AS r(i) WHERE position = 1 AND (i = 1 OR hash(n, m, 'up') % 6 = 0)
ORDER BY $order, draft DESC, i;

INSERT INTO narrative
SELECT report_id, 1, 'Introduction', [format('This paper reports on {} {}.', thing(report_id), purpose(report_id))], 1,
       [{'page': 1, 'bbox': [50.0, 100.0, 550.0, 140.0]}]
FROM made ORDER BY $order, draft DESC;

INSERT INTO unplaced
SELECT report_id, 1, 'A line about ' || thing(report_id), 12, [50.0, 700.0, 550.0, 712.0]
FROM made WHERE hash(n, m, 'unplaced') % 40 = 0 ORDER BY $order, draft DESC;
