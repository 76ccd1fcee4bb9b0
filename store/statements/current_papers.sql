-- The paper that counts for each month of a register, in order.
SELECT period, report_id, source_file AS file
FROM series
WHERE register = $register
ORDER BY ordinal;
