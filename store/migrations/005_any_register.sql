-- What registers of other families print besides: ratings of several kinds, controls, causes, updates, further columns,
-- owners and dates of risks and actions; and the profiles that papers were read with.

ALTER TABLE report ADD COLUMN organisation VARCHAR;
ALTER TABLE report ADD COLUMN leaves_out VARCHAR[] DEFAULT [];
ALTER TABLE report ADD COLUMN first_page INTEGER;
ALTER TABLE report ADD COLUMN last_page INTEGER;
ALTER TABLE report ADD COLUMN profile_sha256 VARCHAR;
UPDATE report SET first_page = 1, last_page = page_count;

ALTER TABLE risk ADD COLUMN title VARCHAR;
ALTER TABLE risk ADD COLUMN category VARCHAR;
ALTER TABLE risk ADD COLUMN owners VARCHAR[] DEFAULT [];
ALTER TABLE risk ADD COLUMN trend VARCHAR;
ALTER TABLE risk ADD COLUMN response VARCHAR;
ALTER TABLE risk ADD COLUMN risk_status VARCHAR;
ALTER TABLE risk ADD COLUMN raised DATE;
ALTER TABLE risk ADD COLUMN review DATE;

ALTER TABLE action ADD COLUMN ref VARCHAR;
ALTER TABLE action ADD COLUMN due_date DATE;
ALTER TABLE action ADD COLUMN due_text VARCHAR;
ALTER TABLE action ADD COLUMN completed_date DATE;
ALTER TABLE action ADD COLUMN percent INTEGER;
ALTER TABLE action ADD COLUMN note_date DATE;

CREATE TABLE rating (
    report_id VARCHAR NOT NULL,
    risk_position INTEGER NOT NULL,
    position INTEGER NOT NULL,
    kind VARCHAR NOT NULL,
    impact INTEGER,
    likelihood INTEGER,
    score INTEGER,
    band VARCHAR,
    text VARCHAR,
    shown BOOLEAN NOT NULL,
    page INTEGER,
    source STRUCT(page INTEGER, bbox DOUBLE[])[] NOT NULL
);

CREATE TABLE cause (
    report_id VARCHAR NOT NULL,
    risk_position INTEGER NOT NULL,
    position INTEGER NOT NULL,
    text VARCHAR NOT NULL,
    page INTEGER,
    source STRUCT(page INTEGER, bbox DOUBLE[])[] NOT NULL
);

CREATE TABLE control (
    report_id VARCHAR NOT NULL,
    risk_position INTEGER NOT NULL,
    position INTEGER NOT NULL,
    text VARCHAR NOT NULL,
    page INTEGER,
    source STRUCT(page INTEGER, bbox DOUBLE[])[] NOT NULL
);

CREATE TABLE risk_update (             -- a note on a risk's progress
    report_id VARCHAR NOT NULL,
    risk_position INTEGER NOT NULL,
    position INTEGER NOT NULL,
    text VARCHAR NOT NULL,
    date DATE,
    page INTEGER,
    source STRUCT(page INTEGER, bbox DOUBLE[])[] NOT NULL
);

CREATE TABLE detail (                  -- the text of a column or label that has no other place
    report_id VARCHAR NOT NULL,
    risk_position INTEGER NOT NULL,
    position INTEGER NOT NULL,
    head VARCHAR NOT NULL,
    text VARCHAR NOT NULL,
    page INTEGER
);

CREATE TABLE profile (                 -- every text of a profile that a stored paper was read with
    name VARCHAR NOT NULL,
    sha256 VARCHAR NOT NULL,
    text VARCHAR NOT NULL
);

-- Every rating stored so far is the one that the paper calls its rating.
INSERT INTO rating
SELECT
    report_id, position, 1, 'current', NULL, NULL, score, band, rating_text, true,
    coalesce(rating_source[1].page, page), rating_source
FROM risk
WHERE score IS NOT NULL OR band IS NOT NULL OR rating_text IS NOT NULL;

ALTER TABLE action_trail ADD COLUMN first_due_date DATE;
ALTER TABLE action_trail ADD COLUMN times_moved INTEGER;
ALTER TABLE action_trail ADD COLUMN reports_same_note INTEGER;

INSERT INTO dirty_register SELECT DISTINCT register FROM report;
