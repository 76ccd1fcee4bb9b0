-- Makes the report that had a month before a decision the one that has it, for when the decision is taken back.
INSERT INTO month_holder
SELECT d.register, d.period, d.as_read FROM decision AS d JOIN report AS r ON r.report_id = d.as_read
WHERE d.number = $number AND d.kind = 'stands';
