-- Months that papers of several meetings claim, papers that a person took out, and what a person said of a paper that
-- does not say it itself.

CREATE TABLE month_holder (            -- only of months that papers of several meetings or references claim
    register VARCHAR NOT NULL,
    period VARCHAR NOT NULL,
    report_id VARCHAR NOT NULL
);

CREATE TABLE removed_paper (
    sha256 VARCHAR NOT NULL,
    register VARCHAR,
    period VARCHAR,
    paper_reference VARCHAR,
    reason VARCHAR NOT NULL,
    removed_at TIMESTAMP NOT NULL
);

CREATE TABLE paper_option (            -- what `import` was told, where the reading of the paper rests on it
    sha256 VARCHAR NOT NULL,
    register VARCHAR,
    period VARCHAR,
    accept_unread BOOLEAN NOT NULL
);

ALTER TABLE report_series ADD COLUMN conflicts_with VARCHAR;

-- Which of several papers was there first was not kept so far: it is worked out anew, by the earliest meeting.
DELETE FROM report_series;
INSERT INTO dirty_register SELECT DISTINCT register FROM report;
