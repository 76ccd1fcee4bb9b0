-- The rules by which current papers leave risks out, in the papers' own words, and how many papers of a register have each.
SELECT s.register, left_out(r.leaves_out, 'risk') AS rule, count(*)
FROM series AS s JOIN report AS r ON r.report_id = s.report_id
WHERE left_out(r.leaves_out, 'risk') IS NOT NULL
GROUP BY ALL
ORDER BY ALL;
