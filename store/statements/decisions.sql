-- The decisions of `decisions`, in the order of their numbers. undone: those that were taken back too.
SELECT number, register, kind, about, other, field, as_read, value, reason, decided_at, undone_at, applies
FROM decisions
WHERE ($register IS NULL OR register IS NULL OR register = $register) AND (undone_at IS NULL OR $undone)
ORDER BY number;
