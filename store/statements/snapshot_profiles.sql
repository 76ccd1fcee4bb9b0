-- Copy the texts of the profiles that a register's papers were read with; those that are there already stay.
INSERT INTO profile
SELECT f.*
FROM store_file.profile AS f
WHERE EXISTS (
    FROM store_file.report AS r
    WHERE r.register = $register AND r.profile = f.name AND r.profile_sha256 = f.sha256
) AND NOT EXISTS (FROM profile AS have WHERE have.name = f.name AND have.sha256 = f.sha256);
