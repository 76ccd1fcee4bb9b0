-- What people decided, and what it changed. A decision names what it is about in words that outlive every new reading of
-- a paper: register, month, risk and the action's wording, never the key of a row.

CREATE TABLE decision (
    number INTEGER NOT NULL,           -- from 1, over the whole store, with aliases and removals; none is used twice
    kind VARCHAR NOT NULL,             -- same | different | correct | settled | stands;
                                       -- of what was undone also renumbered | merged | split | removed
    register VARCHAR,                  -- NULL where it is about a paper of no register
    period VARCHAR,
    risk_id VARCHAR,
    position INTEGER,                  -- of an action among its risk's, from 1; NULL where it is about the risk
    text VARCHAR,                      -- the action's wording as read, the doubt's message, or the paper's name
    other_period VARCHAR,              -- of `same` and `different` the later action
    other_risk_id VARCHAR,             -- the same, and the new number of a risk
    other_position INTEGER,
    other_text VARCHAR,
    field VARCHAR,                     -- of `correct` the field, of `settled` the kind of doubt
    value VARCHAR,                     -- what counts in place of the reading; NULL: the paper has none. Of `stands` the
                                       -- SHA-256 of the other papers that claimed the month
    as_read VARCHAR,                   -- the reading when it was decided; of `stands` the report that had the month
    sha256 VARCHAR,                    -- the paper that was read so, or that stands or was removed
    doubt VARCHAR,                     -- the whole fingerprint of the doubt
    reason VARCHAR NOT NULL,
    decided_at TIMESTAMP,              -- UTC; NULL where it was not kept
    undone_at TIMESTAMP                -- UTC; NULL for as long as it counts
);

CREATE TABLE decision_effect (         -- which part of which report each decision bears on; worked out
    register VARCHAR NOT NULL,
    number INTEGER NOT NULL,
    report_id VARCHAR NOT NULL,
    risk_position INTEGER NOT NULL,
    position INTEGER NOT NULL,         -- of the action; 0 for the risk itself
    field VARCHAR,                     -- what was corrected: the tables `risk`, `rating` and `action` have the new value
    as_read VARCHAR,                   -- and this is the paper's own reading
    note VARCHAR                       -- what answers say of it; NULL where it changes nothing there
);

ALTER TABLE action_trail ADD COLUMN decided VARCHAR[]; -- what decisions changed in this row; NULL where none did

ALTER TABLE alias ADD COLUMN number INTEGER;
ALTER TABLE alias ADD COLUMN decided_at TIMESTAMP;     -- UTC; NULL where it was not kept
ALTER TABLE removed_paper ADD COLUMN number INTEGER;
