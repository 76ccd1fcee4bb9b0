-- How old the ongoing actions of each register's latest report are: buckets, median and maximum.
-- Age is reports_ongoing (imported reports in a row with the status ongoing) and the days from the first of them to the
-- latest. One row a bucket and one, `all`, for the register.
CREATE OR REPLACE VIEW action_ageing AS
WITH aged AS (
    SELECT
        a.register, a.period, a.reports_ongoing, date_diff('day', b.dated, l.dated) AS days,
        CASE WHEN a.reports_ongoing <= 2 THEN '1-2 reports' WHEN a.reports_ongoing <= 5 THEN '3-5 reports'
             WHEN a.reports_ongoing <= 11 THEN '6-11 reports' ELSE '12 reports or more' END AS bucket,
        CASE WHEN a.reports_ongoing <= 2 THEN 1 WHEN a.reports_ongoing <= 5 THEN 2
             WHEN a.reports_ongoing <= 11 THEN 3 ELSE 4 END AS bucket_order,
        a.source_file
    FROM actions AS a
    JOIN latest AS l ON l.report_id = a.report_id
    JOIN series AS b ON b.register = a.register AND b.period = a.ongoing_since
    WHERE a.status = 'ongoing'
)
SELECT
    register, period, CASE WHEN grouping(bucket) = 1 THEN 'all' ELSE bucket END AS bucket, count(*) AS actions,
    median(reports_ongoing) AS median_reports, max(reports_ongoing) AS maximum_reports,
    median(days) AS median_days, max(days) AS maximum_days, any_value(source_file) AS source_file
FROM aged
GROUP BY GROUPING SETS ((register, period, bucket, bucket_order), (register, period))
ORDER BY register, bucket_order NULLS LAST;
