-- In how many pieces the reports' rows lie in the file, a piece being neighbouring rows of one register; how many registers.
SELECT count(*) FILTER (starts), count(DISTINCT register)
FROM (SELECT register, register IS DISTINCT FROM lag(register) OVER (ORDER BY rowid) AS starts FROM report);
