-- The tables whose rows belong to a register: by a column register of their own, or by their report.
-- The columns `source`, boxes on pages, are by far the most of their bytes.
SELECT
    table_name, list_contains(list(column_name), 'register') AS has_register,
    list_contains(list(column_name), 'source') AS has_source
FROM duckdb_columns()
WHERE database_name = 'memory' AND table_name IN (SELECT table_name FROM duckdb_tables() WHERE database_name = 'memory')
GROUP BY table_name
HAVING list_has_any(list(column_name), ['register', 'report_id']) AND table_name <> 'dirty_register';
