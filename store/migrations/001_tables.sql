-- The tables of a store. What a paper says stands in the first group, what is worked out from it in the second,
-- what concerns this machine's imports in the third. No foreign keys: a paper is replaced by deleting and
-- inserting its rows in one transaction. No keys of one table either: they double the time of every commit, and there
-- is one writer, who knows what is there. `ask integrity` checks both.

CREATE TABLE store_meta (key VARCHAR PRIMARY KEY, value VARCHAR NOT NULL);

-- 1. Papers and what they say -------------------------------------------------------------------------------

CREATE TABLE paper (
    sha256 VARCHAR NOT NULL,
    name VARCHAR NOT NULL,             -- the first in the alphabet, where the same bytes came under several names
    size BIGINT NOT NULL,
    state VARCHAR NOT NULL,            -- stored | failed
    reason VARCHAR,                    -- why it failed
    parser_version VARCHAR NOT NULL
);

CREATE TABLE report (
    report_id VARCHAR NOT NULL,     -- the first 16 hex digits of the paper's SHA-256
    sha256 VARCHAR NOT NULL,
    register VARCHAR NOT NULL,
    period VARCHAR NOT NULL,           -- 2021-07
    title VARCHAR,
    paper_reference VARCHAR,
    meeting_number INTEGER,
    meeting_date DATE,
    report_date DATE,
    author VARCHAR,
    purpose VARCHAR[] NOT NULL,
    page_count INTEGER NOT NULL,
    profile VARCHAR NOT NULL,
    modified TIMESTAMP                 -- the document's own date of last change
);

CREATE TABLE risk (
    report_id VARCHAR NOT NULL,
    position INTEGER NOT NULL,         -- from 1, in the paper's order
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
    kind VARCHAR NOT NULL,             -- renumbered | merged | split
    reason VARCHAR NOT NULL
);

-- 2. Worked out from them, register by register ---------------------------------------------------------------

CREATE TABLE report_series (
    register VARCHAR NOT NULL,
    report_id VARCHAR NOT NULL,
    period VARCHAR NOT NULL,
    current BOOLEAN NOT NULL,          -- the paper that stands for its month
    ordinal INTEGER,                   -- from 1 over the register's current reports by month
    superseded_by VARCHAR,             -- the report that took its place
    months_missing INTEGER             -- calendar months without a paper just before this one
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
    text_key VARCHAR NOT NULL,         -- the wording with case, punctuation and owner aside
    match_method VARCHAR NOT NULL,     -- first | equal | similar
    similarity DOUBLE,                 -- 0 to 1, to the action it continues; NULL for the first
    gap INTEGER NOT NULL,              -- imported reports between, in which the action did not stand
    unsure BOOLEAN NOT NULL,           -- linked, and unlike enough for a person to look at
    previous_ordinal INTEGER,
    first_seen VARCHAR NOT NULL,
    reports_ongoing INTEGER NOT NULL,
    reports_unchanged INTEGER NOT NULL,
    ongoing_since VARCHAR              -- first month of the unbroken run; NULL where the status is not ongoing
);

CREATE TABLE action_candidate (        -- not linked, and alike enough for a person to look at
    register VARCHAR NOT NULL,
    risk_id VARCHAR NOT NULL,
    action_id VARCHAR NOT NULL,        -- the trail that ended
    other_action_id VARCHAR NOT NULL,  -- the one that began in a later report
    similarity DOUBLE NOT NULL
);

CREATE TABLE dirty_register (register VARCHAR NOT NULL);

-- 3. This machine's imports -----------------------------------------------------------------------------------

CREATE TABLE paper_content (sha256 VARCHAR NOT NULL, content BLOB NOT NULL);

CREATE TABLE paper_location (path VARCHAR NOT NULL, sha256 VARCHAR NOT NULL, size BIGINT NOT NULL, mtime DOUBLE);

CREATE TABLE import_event (
    imported_at TIMESTAMP NOT NULL,      -- UTC
    sha256 VARCHAR NOT NULL,
    path VARCHAR NOT NULL,
    outcome VARCHAR NOT NULL,          -- added | replaced | superseded | failed
    reason VARCHAR,
    parser_version VARCHAR NOT NULL
);
