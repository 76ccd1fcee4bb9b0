-- The rows of the table put in here, register by register and month by month, as the table in_order.
CREATE TEMP TABLE in_order AS
SELECT t.* FROM {table} AS t JOIN report_series AS s ON s.report_id = t.report_id
ORDER BY s.register, s.period, t.report_id, t.rowid;
