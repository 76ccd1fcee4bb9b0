-- Months of a register without a paper: the month before each gap, the month after it, and how many there are between.
SELECT lag(period) OVER (ORDER BY ordinal), period, months_missing
FROM report_series
WHERE current AND register = $register AND period <= $until
QUALIFY months_missing > 0 AND period > $since
ORDER BY period;
