-- The decision, alias or removal of a number, where it counts, with the table that it stands in.
SELECT number, kind, register, 'decision' AS in_table, paper_id FROM decision WHERE undone_at IS NULL AND number = $number
UNION ALL
SELECT number, kind, register, 'alias', NULL FROM alias WHERE number = $number
UNION ALL
SELECT number, 'removed', register, 'removed_paper', paper_id FROM removed_paper WHERE number = $number;
