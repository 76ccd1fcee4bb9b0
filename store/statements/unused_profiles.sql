-- Profiles whose text is kept although no stored report was read with it any more.
SELECT name, sha256 FROM profile AS f
WHERE NOT EXISTS (FROM report AS r WHERE r.profile = f.name AND r.profile_sha256 = f.sha256);
