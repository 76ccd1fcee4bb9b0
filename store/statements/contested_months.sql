-- The months that papers claim which are not known to be versions of one, each with the file of the paper that has it.
SELECT s.register, s.period, s.source_file
FROM report_series AS s
WHERE s.current AND (s.register, s.period) IN (
    SELECT (c.register, c.period) FROM conflicts AS c WHERE $register IS NULL OR c.register = $register
)
ORDER BY s.register, s.period;
