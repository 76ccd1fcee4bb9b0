-- The tables of the attached store that have rows: to look for a register's in an empty one takes a while too.
SELECT table_name FROM duckdb_tables() WHERE database_name = 'store_file' AND estimated_size > 0;
