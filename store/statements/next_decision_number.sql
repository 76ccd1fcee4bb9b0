-- One more than the greatest number that a decision, an alias or a removal has had.
SELECT coalesce(max(number), 0) + 1
FROM (SELECT number FROM decision UNION ALL SELECT number FROM alias UNION ALL SELECT number FROM removed_paper);
