-- The values of registers that are not as they were read, each with the reading; of reports that are still stored.
SELECT e.report_id, e.risk_position, e.position, e.field, e.as_read
FROM decision_effect AS e
WHERE e.register IN (SELECT unnest($registers)) AND e.field IS NOT NULL
  AND EXISTS (FROM report AS r WHERE r.report_id = e.report_id)
ORDER BY e.number;
