-- The decision that counts on which paper has a month.
SELECT number, kind
FROM decision
WHERE kind = 'stands' AND undone_at IS NULL AND register = $register AND period = $period;
