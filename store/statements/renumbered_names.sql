-- The other names of a risk that was renumbered: its later ones, and every earlier one of the last of these.
WITH last_name AS (
    SELECT n.later_id AS name
    FROM risk_names AS n
    WHERE n.register = $register AND n.risk_id = $risk
      AND n.later_id NOT IN (SELECT o.risk_id FROM risk_names AS o WHERE o.register = $register)
    UNION
    SELECT $risk
)
SELECT DISTINCT name
FROM (
    SELECT name FROM last_name
    UNION ALL
    SELECT n.risk_id FROM risk_names AS n JOIN last_name AS l ON l.name = n.later_id WHERE n.register = $register
    UNION ALL
    SELECT n.later_id FROM risk_names AS n WHERE n.register = $register AND n.risk_id = $risk
)
WHERE name <> $risk
ORDER BY name;
