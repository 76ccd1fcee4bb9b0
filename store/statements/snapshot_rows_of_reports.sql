-- Copy the rows of a table that belong to the register's reports, from the attached store.
-- By the number of the row: rows are looked for in one small column, and read from the others where they were found.
INSERT INTO {table} SELECT {columns} FROM store_file.{table}
WHERE rowid IN (
    SELECT rowid FROM store_file.{table}
    WHERE report_id IN (SELECT report_id FROM store_file.report_series WHERE register = $register)
);
