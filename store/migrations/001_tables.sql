-- The tables of a store. What a paper says stands in the first group, what is worked out from it in the second,
-- what concerns this machine's imports in the third. No foreign keys: a paper is replaced by deleting and
-- inserting its rows in one transaction. No keys of one table either: they double the time of every commit, and there
-- is one writer, who knows what is there. `ask integrity` checks both. What each column holds is told in columns.toml.

CREATE TABLE store_meta (key VARCHAR PRIMARY KEY, value VARCHAR NOT NULL);

-- 1. Papers and what they say -------------------------------------------------------------------------------

CREATE TABLE paper (
    sha256 VARCHAR NOT NULL,
    name VARCHAR NOT NULL,
    size BIGINT NOT NULL,
    state VARCHAR NOT NULL,
    reason VARCHAR,
    parser_version VARCHAR NOT NULL
);

CREATE TABLE report (
    report_id VARCHAR NOT NULL,
    sha256 VARCHAR NOT NULL,
    register VARCHAR NOT NULL,
    period VARCHAR NOT NULL,
    title VARCHAR,
    paper_reference VARCHAR,
    meeting_number INTEGER,
    meeting_date DATE,
    report_date DATE,
    author VARCHAR,
    purpose VARCHAR[] NOT NULL,
    page_count INTEGER NOT NULL,
    profile VARCHAR NOT NULL,
    modified TIMESTAMP
);

CREATE TABLE risk (
    report_id VARCHAR NOT NULL,
    position INTEGER NOT NULL,
    risk_id VARCHAR NOT NULL,
    score INTEGER,
    band VARCHAR,
    rating_text VARCHAR,
    description VARCHAR NOT NULL,
    section VARCHAR,
    standing VARCHAR NOT NULL,
    page INTEGER,
    source STRUCT(page INTEGER, bbox DOUBLE[])[] NOT NULL,
    rating_source STRUCT(page INTEGER, bbox DOUBLE[])[] NOT NULL,
    description_source STRUCT(page INTEGER, bbox DOUBLE[])[] NOT NULL
);

CREATE TABLE impact (
    report_id VARCHAR NOT NULL,
    risk_position INTEGER NOT NULL,
    position INTEGER NOT NULL,
    text VARCHAR NOT NULL,
    page INTEGER,
    source STRUCT(page INTEGER, bbox DOUBLE[])[] NOT NULL
);

CREATE TABLE action (
    report_id VARCHAR NOT NULL,
    risk_position INTEGER NOT NULL,
    position INTEGER NOT NULL,
    text VARCHAR NOT NULL,
    status VARCHAR NOT NULL,
    status_text VARCHAR,
    note VARCHAR,
    owners VARCHAR[] NOT NULL,
    page INTEGER,
    source STRUCT(page INTEGER, bbox DOUBLE[])[] NOT NULL
);

CREATE TABLE remark (
    report_id VARCHAR NOT NULL,
    risk_position INTEGER NOT NULL,
    position INTEGER NOT NULL,
    text VARCHAR NOT NULL,
    page INTEGER,
    source STRUCT(page INTEGER, bbox DOUBLE[])[] NOT NULL
);

CREATE TABLE recommendation (
    report_id VARCHAR NOT NULL,
    position INTEGER NOT NULL,
    verb VARCHAR NOT NULL,
    text VARCHAR NOT NULL,
    risk_ids VARCHAR[] NOT NULL,
    escalation BOOLEAN NOT NULL,
    page INTEGER,
    source STRUCT(page INTEGER, bbox DOUBLE[])[] NOT NULL
);

CREATE TABLE narrative (
    report_id VARCHAR NOT NULL,
    position INTEGER NOT NULL,
    heading VARCHAR,
    paragraphs VARCHAR[] NOT NULL,
    page INTEGER,
    source STRUCT(page INTEGER, bbox DOUBLE[])[] NOT NULL
);

CREATE TABLE unplaced (
    report_id VARCHAR NOT NULL,
    position INTEGER NOT NULL,
    text VARCHAR NOT NULL,
    page INTEGER NOT NULL,
    bbox DOUBLE[] NOT NULL
);

CREATE TABLE reading_warning (
    report_id VARCHAR NOT NULL,
    position INTEGER NOT NULL,
    code VARCHAR NOT NULL,
    message VARCHAR NOT NULL,
    page INTEGER
);

CREATE TABLE alias (
    register VARCHAR NOT NULL,
    old_risk_id VARCHAR NOT NULL,
    new_risk_id VARCHAR NOT NULL,
    kind VARCHAR NOT NULL,
    reason VARCHAR NOT NULL
);

-- 2. Worked out from them, register by register ---------------------------------------------------------------

CREATE TABLE report_series (
    register VARCHAR NOT NULL,
    report_id VARCHAR NOT NULL,
    period VARCHAR NOT NULL,
    current BOOLEAN NOT NULL,
    ordinal INTEGER,
    superseded_by VARCHAR,
    months_missing INTEGER
);

CREATE TABLE action_trail (
    register VARCHAR NOT NULL,
    report_id VARCHAR NOT NULL,
    period VARCHAR NOT NULL,
    ordinal INTEGER NOT NULL,
    risk_position INTEGER NOT NULL,
    position INTEGER NOT NULL,
    risk_id VARCHAR NOT NULL,
    action_id VARCHAR NOT NULL,
    text_key VARCHAR NOT NULL,
    match_method VARCHAR NOT NULL,
    similarity DOUBLE,
    gap INTEGER NOT NULL,
    unsure BOOLEAN NOT NULL,
    previous_ordinal INTEGER,
    first_seen VARCHAR NOT NULL,
    reports_ongoing INTEGER NOT NULL,
    reports_unchanged INTEGER NOT NULL,
    ongoing_since VARCHAR
);

CREATE TABLE action_candidate (        -- not linked, and alike enough for a person to look at
    register VARCHAR NOT NULL,
    risk_id VARCHAR NOT NULL,
    action_id VARCHAR NOT NULL,
    other_action_id VARCHAR NOT NULL,
    similarity DOUBLE NOT NULL
);

CREATE TABLE dirty_register (register VARCHAR NOT NULL);

-- 3. This machine's imports -----------------------------------------------------------------------------------

CREATE TABLE paper_content (sha256 VARCHAR NOT NULL, content BLOB NOT NULL);

CREATE TABLE paper_location (path VARCHAR NOT NULL, sha256 VARCHAR NOT NULL, size BIGINT NOT NULL, mtime DOUBLE);

CREATE TABLE import_event (
    imported_at TIMESTAMP NOT NULL,
    sha256 VARCHAR NOT NULL,
    path VARCHAR NOT NULL,
    outcome VARCHAR NOT NULL,
    reason VARCHAR,
    parser_version VARCHAR NOT NULL
);
