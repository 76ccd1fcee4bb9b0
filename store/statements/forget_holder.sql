-- Forgets which report has a month, where a decision said so and the report that had it before is still there.
DELETE FROM month_holder
WHERE (register, period) IN (
    SELECT (d.register, d.period) FROM decision AS d JOIN report AS r ON r.report_id = d.as_read
    WHERE d.number = $number AND d.kind = 'stands'
);
