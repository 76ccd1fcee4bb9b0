-- What is struck out in a paper, and so in no other table.

CREATE TABLE struck (
    report_id VARCHAR NOT NULL,
    position INTEGER NOT NULL,
    risk_position INTEGER,
    text VARCHAR NOT NULL,
    page INTEGER NOT NULL,
    bbox DOUBLE[] NOT NULL
);
