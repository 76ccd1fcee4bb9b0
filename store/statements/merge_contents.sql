-- Copy the bytes of papers that this store knows and has none of, from the attached store.
INSERT INTO paper_content BY NAME
FROM other_store.paper_content
WHERE sha256 IN (SELECT sha256 FROM paper) AND sha256 NOT IN (SELECT sha256 FROM paper_content);
