-- What nearly every question asks of a report beside its month, put where the months are: without looking into `report`
-- and `paper` a question of one register touches that register's rows alone. All of it is worked out anew.

ALTER TABLE report_series ADD COLUMN report_date DATE;
ALTER TABLE report_series ADD COLUMN dated DATE;
ALTER TABLE report_series ADD COLUMN source_file VARCHAR;
ALTER TABLE action_trail ADD COLUMN last_seen VARCHAR;

INSERT INTO dirty_register SELECT DISTINCT register FROM report;
