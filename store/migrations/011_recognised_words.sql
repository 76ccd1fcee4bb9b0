-- The words that were recognised from pictures of pages: what the recogniser read where, and how sure it is.

CREATE TABLE recognised_word (
    report_id VARCHAR NOT NULL,
    position INTEGER NOT NULL,
    page INTEGER NOT NULL,
    bbox DOUBLE[] NOT NULL,            -- on the page as it was scanned, however askew it lies
    text VARCHAR NOT NULL,
    confidence DOUBLE NOT NULL,        -- of 100
    other VARCHAR,                     -- what else it may be, where two recognisers differ
    unsure BOOLEAN NOT NULL            -- a number, a code, a rating or a status in doubt: a reading_warning names it
);
