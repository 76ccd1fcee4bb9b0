-- Copy the texts of profiles that this store does not have, from the attached store.
INSERT INTO profile BY NAME
FROM other_store.profile AS f
WHERE NOT EXISTS (FROM profile AS have WHERE have.name = f.name AND have.sha256 = f.sha256);
