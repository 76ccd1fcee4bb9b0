-- The profile that a person named for a paper: later readings of the paper use it too.

ALTER TABLE paper_option ADD COLUMN profile VARCHAR;
