-- A synthetic store in closed form: $registers registers of $months months, 14 risks a report, 33 or 34 actions.
-- Every action lives 6 to 23 months, is ongoing until its last month and completed then; a new one takes its place.
CREATE OR REPLACE TEMP TABLE calendar AS
SELECT m + 1 AS ordinal, m, strftime(DATE '2010-01-01' + to_months(CAST(m AS INTEGER)), '%Y-%m') AS period,
       CAST(DATE '2010-01-10' + to_months(CAST(m AS INTEGER)) AS DATE) AS dated
FROM range($months) AS r(m);

CREATE OR REPLACE TEMP TABLE made AS
SELECT format('R{:04d}', n) AS register, n, c.*,
       left(sha256(format('R{:04d}/{}', n, c.period)), 16) AS report_id, sha256(format('R{:04d}/{}', n, c.period)) AS sha256
FROM range($registers) AS r(n), calendar AS c
ORDER BY n, m;

INSERT INTO paper SELECT sha256, register || '_' || period || '.pdf', 100000, 'stored', NULL, '1' FROM made;

INSERT INTO report
SELECT report_id, sha256, register, period, 'Risk Register', register || '_' || ordinal, ordinal, dated + 7, dated, 'Team',
       [], 12, 'synthetic', NULL
FROM made;

INSERT INTO report_series
SELECT register, report_id, period, true, ordinal, NULL, 0, dated, dated, register || '_' || period || '.pdf' FROM made;

INSERT INTO risk
SELECT
    report_id, k, format('{}-{:03d}', register, k), score,
    CASE WHEN score >= 20 THEN 'Critical' WHEN score >= 15 THEN 'High' WHEN score >= 8 THEN 'Moderate' ELSE 'Low' END,
    NULL, format('There is a risk that service {} of {} fails when volume {} is reached.', k, register, m // 17),
    NULL, 'active', 1 + k // 2, [{'page': 1 + k // 2, 'bbox': [50.0, 100.0, 550.0, 300.0]}], [], []
FROM (
    SELECT *, CAST(1 + hash(n, k, (m + k) // 7) % 25 AS INTEGER) AS score FROM made, range(1, 15) AS r(k)
)
ORDER BY n, m, k;

INSERT INTO impact
SELECT report_id, k, 1, format('Users of service {} would wait.', k), 1 + k // 2, []
FROM made, range(1, 15) AS r(k) ORDER BY n, m, k;

CREATE OR REPLACE TEMP TABLE slot AS
SELECT n, k, a, 6 + CAST(hash(n, k, a) % 18 AS INTEGER) AS life
FROM range($registers) AS r(n), range(1, 15) AS s(k), range(1, 4) AS t(a) WHERE a < 3 OR k % 3 = 0 OR k = 1;

INSERT INTO action_trail
SELECT
    register, report_id, period, ordinal, k, a, format('{}-{:03d}', register, k),
    left(sha256(format('{}/{}/{}/{}', n, k, a, m // life)), 12), format('do{}{}{}', k, a, m // life),
    CASE WHEN age = 0 THEN 'first' ELSE 'equal' END, CASE WHEN age > 0 THEN 1.0 END, 0, false,
    CASE WHEN age > 0 THEN m END,
    strftime(DATE '2010-01-01' + to_months(CAST(m - age AS INTEGER)), '%Y-%m'),
    CASE WHEN age < life - 1 THEN age + 1 ELSE 0 END, CASE WHEN age < life - 1 THEN age % 4 + 1 ELSE 0 END,
    CASE WHEN age < life - 1 THEN strftime(DATE '2010-01-01' + to_months(CAST(m - age AS INTEGER)), '%Y-%m') END,
    strftime(DATE '2010-01-01' + to_months(CAST(least(m - age + life, $months) - 1 AS INTEGER)), '%Y-%m')
FROM (SELECT made.*, k, a, life, m % life AS age FROM made JOIN slot USING (n))
ORDER BY n, m, k, a;

INSERT INTO action
SELECT
    report_id, k, a,
    format('Body {} to do task {} of step {} for service {} with the affected users', k % 7, a, m // life, k),
    CASE WHEN m % life < life - 1 THEN 'ongoing' ELSE 'completed' END, 'Ongoing',
    CASE WHEN hash(n, k, a, m // 4) % 5 = 0 THEN 'due next month' END, [format('Body {}', k % 7)], 1 + k // 2,
    [{'page': 1 + k // 2, 'bbox': [50.0, 100.0, 550.0, 120.0]}]
FROM made JOIN slot USING (n)
ORDER BY n, m, k, a;
