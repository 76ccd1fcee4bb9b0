-- Every register with a current paper: how many papers count, and the first and last month of them.
SELECT register, count(*) AS papers, min(period) AS first, max(period) AS last
FROM report_series
WHERE current
GROUP BY register
ORDER BY register;
