-- The reports that claim each month, and those of them that have it. {store} is empty, or the name of an attached store
-- with a dot.
SELECT
    r.register, r.period, list(r.report_id) AS claims,
    list(r.report_id) FILTER (
        EXISTS (FROM {store}report_series AS s WHERE s.report_id = r.report_id AND s.current)
        OR EXISTS (
            FROM {store}month_holder AS h
            WHERE h.register = r.register AND h.period = r.period AND h.report_id = r.report_id
        )
    ) AS holders
FROM {store}report AS r
GROUP BY r.register, r.period;
