-- Keeps removals that are about to be deleted as decisions that were taken back.
INSERT INTO decision (number, kind, register, period, text, sha256, reason, decided_at, undone_at)
SELECT g.number, 'removed', g.register, g.period, p.name, g.sha256, g.reason, g.removed_at, $now
FROM removed_paper AS g JOIN paper AS p ON p.sha256 = g.sha256
WHERE {which};
