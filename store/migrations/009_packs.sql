-- A file may hold several papers: pages of a pack, and PDFs that are attached to it. So a paper has a key of its own. That
-- of a paper that is all of its file is the file's SHA-256, as it was; see papers.py. The file's SHA-256 stays in `paper`
-- and `report`, and is the key of the bytes, which are kept once. Where `value` of a decision has other papers, it has
-- their keys.

ALTER TABLE paper ADD COLUMN paper_id VARCHAR;
ALTER TABLE paper ADD COLUMN first_page INTEGER;
ALTER TABLE paper ADD COLUMN last_page INTEGER;
UPDATE paper SET paper_id = sha256;

ALTER TABLE report ADD COLUMN paper_id VARCHAR;
UPDATE report SET paper_id = sha256;

ALTER TABLE paper_option RENAME COLUMN sha256 TO paper_id;
ALTER TABLE removed_paper RENAME COLUMN sha256 TO paper_id;
ALTER TABLE import_event RENAME COLUMN sha256 TO paper_id;
ALTER TABLE decision RENAME COLUMN sha256 TO paper_id;

CREATE TABLE attached_file (           -- a PDF with papers in it that is attached to another
    container VARCHAR NOT NULL,
    sha256 VARCHAR NOT NULL,
    name VARCHAR NOT NULL
);
