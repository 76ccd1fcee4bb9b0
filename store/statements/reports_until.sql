-- How many current reports each of some registers has, up to a month; NULL is all.
SELECT register, count(*)
FROM report_series
WHERE current AND list_contains($registers, register) AND ($until IS NULL OR period <= $until)
GROUP BY register;
