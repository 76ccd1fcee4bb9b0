-- Copy the rows of a table whose key is one of $keys from the attached store.
INSERT INTO {table} BY NAME FROM other_store.{table} WHERE {column} IN (SELECT unnest($keys::VARCHAR[]));
