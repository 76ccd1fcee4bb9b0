-- What was listed as a paper and could not be fetched: there are no bytes to know it by, so its path is its key. A row
-- goes when the paper at its path has come.

CREATE TABLE lost_source (
    path VARCHAR NOT NULL,
    name VARCHAR NOT NULL,
    reason VARCHAR NOT NULL,
    attempts INTEGER NOT NULL,
    lost_at TIMESTAMP NOT NULL,
    parser_version VARCHAR NOT NULL
);
