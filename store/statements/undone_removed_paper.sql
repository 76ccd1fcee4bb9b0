-- Keeps removals that are about to be deleted as decisions that were taken back.
INSERT INTO decision (number, kind, register, period, text, paper_id, reason, decided_at, undone_at)
SELECT g.number, 'removed', g.register, g.period, p.name, g.paper_id, g.reason, g.removed_at, $now
FROM removed_paper AS g JOIN paper AS p ON p.paper_id = g.paper_id
WHERE {which};
