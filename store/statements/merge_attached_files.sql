-- Copy which PDFs are attached to which files, from the attached store.
INSERT INTO attached_file BY NAME
FROM other_store.attached_file AS f
WHERE f.sha256 IN (SELECT sha256 FROM paper)
  AND NOT EXISTS (
    FROM attached_file AS have
    WHERE have.container = f.container AND have.sha256 = f.sha256 AND have.name = f.name
);
