-- Every column of every table and view, in their order.
SELECT table_name, column_name FROM duckdb_columns() WHERE NOT internal ORDER BY table_name, column_index;
