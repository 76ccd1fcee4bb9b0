-- Copy what could not be fetched, from the attached store, unless this store knows more of its path.
INSERT INTO lost_source BY NAME
FROM other_store.lost_source
WHERE path NOT IN (SELECT path FROM lost_source) AND path NOT IN (SELECT path FROM paper_location);
