-- The words that were recognised from pictures of pages: what the recogniser read where, and how sure it is.

CREATE TABLE recognised_word (
    report_id VARCHAR NOT NULL,
    position INTEGER NOT NULL,
    page INTEGER NOT NULL,
    bbox DOUBLE[] NOT NULL,
    text VARCHAR NOT NULL,
    confidence DOUBLE NOT NULL,
    other VARCHAR,
    unsure BOOLEAN NOT NULL
);
