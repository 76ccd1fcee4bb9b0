-- Months without a paper: the register, the month before each gap, the month after it, and how many there are between.
-- register: NULL is all.
SELECT register, lag(period) OVER (PARTITION BY register ORDER BY ordinal), period, months_missing
FROM report_series
WHERE current AND ($register IS NULL OR register = $register)
QUALIFY months_missing > 0
ORDER BY register, period;
