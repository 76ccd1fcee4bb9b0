-- Deletes the rows of a table whose column is one of the keys.
DELETE FROM {table} WHERE {column} IN (SELECT unnest(?));
