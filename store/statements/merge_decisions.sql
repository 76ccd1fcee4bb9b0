-- Copy what people decided, from the attached store, unless this store has it too. $first is the first free number: each
-- gets one of this store's, in the order in which they were made.
INSERT INTO decision BY NAME
SELECT * REPLACE (
    CAST($first + row_number() OVER (ORDER BY decided_at NULLS FIRST, number) - 1 AS INTEGER) AS number
)
FROM other_store.decision AS f
WHERE NOT EXISTS (
    FROM decision AS have
    WHERE (have.kind, have.register, have.period, have.risk_id, have.position, have.text, have.other_period,
           have.other_risk_id, have.other_position, have.other_text, have.field, have.value, have.paper_id, have.doubt,
           have.reason, have.decided_at)
        IS NOT DISTINCT FROM (f.kind, f.register, f.period, f.risk_id, f.position, f.text, f.other_period,
           f.other_risk_id, f.other_position, f.other_text, f.field, f.value, f.paper_id, f.doubt, f.reason, f.decided_at)
)
RETURNING register;
