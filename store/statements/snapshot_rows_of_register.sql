-- Copy the rows of a table that name the register themselves, from the attached store.
INSERT INTO {table} SELECT {columns} FROM store_file.{table} WHERE register = $register;
