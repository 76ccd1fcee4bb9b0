-- What people decided, and what it changed. A decision names what it is about in words that outlive every new reading of
-- a paper: register, month, risk and the action's wording, never the key of a row.

CREATE TABLE decision (
    number INTEGER NOT NULL,
    kind VARCHAR NOT NULL,
    register VARCHAR,
    period VARCHAR,
    risk_id VARCHAR,
    position INTEGER,
    text VARCHAR,
    other_period VARCHAR,
    other_risk_id VARCHAR,
    other_position INTEGER,
    other_text VARCHAR,
    field VARCHAR,
    value VARCHAR,
    as_read VARCHAR,
    sha256 VARCHAR,
    doubt VARCHAR,
    reason VARCHAR NOT NULL,
    decided_at TIMESTAMP,
    undone_at TIMESTAMP
);

CREATE TABLE decision_effect (         -- which part of which report each decision bears on; worked out
    register VARCHAR NOT NULL,
    number INTEGER NOT NULL,
    report_id VARCHAR NOT NULL,
    risk_position INTEGER NOT NULL,
    position INTEGER NOT NULL,
    field VARCHAR,
    as_read VARCHAR,
    note VARCHAR
);

ALTER TABLE action_trail ADD COLUMN decided VARCHAR[];

ALTER TABLE alias ADD COLUMN number INTEGER;
ALTER TABLE alias ADD COLUMN decided_at TIMESTAMP;
ALTER TABLE removed_paper ADD COLUMN number INTEGER;
