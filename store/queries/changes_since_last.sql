-- What changed in each register's latest report since the one before it.
-- The rows of `changes` between a register's last two reports. of_register: NULL is all.
-- Needs 2 reports.
CREATE OR REPLACE MACRO changes_since_last(of_register := NULL) AS TABLE
SELECT * FROM changes(NULL, NULL, of_register);
