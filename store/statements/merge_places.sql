-- Copy where papers lie, from the attached store. What this store knows of a path is of this machine, and stays.
INSERT INTO paper_location BY NAME
FROM other_store.paper_location
WHERE path NOT IN (SELECT path FROM paper_location) AND sha256 IN (SELECT sha256 FROM paper);
