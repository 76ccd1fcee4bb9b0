-- The months of the current reports of some registers, register by register, in order.
SELECT register, list(period ORDER BY ordinal)
FROM report_series
WHERE current AND register IN (SELECT unnest($registers))
GROUP BY register;
