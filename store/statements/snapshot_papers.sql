-- Copy the register's papers, those that failed or were removed, and what is known of removed papers without a register and
-- decided of papers without one, from the attached store. The papers of no register are in every copy: those of an earlier one are deleted first.
DELETE FROM paper WHERE state IN ('failed', 'removed');
DELETE FROM removed_paper WHERE register IS NULL;
DELETE FROM decision WHERE register IS NULL;
INSERT INTO removed_paper FROM store_file.removed_paper WHERE register IS NULL;
INSERT INTO decision FROM store_file.decision WHERE register IS NULL;
INSERT INTO paper FROM store_file.paper WHERE state IN ('failed', 'removed');
INSERT INTO paper FROM store_file.paper
WHERE state NOT IN ('failed', 'removed')
  AND paper_id IN (SELECT paper_id FROM store_file.report WHERE register = $register);
