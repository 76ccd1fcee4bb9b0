-- The size of a paper's file in bytes and the first of the paths it was imported from; its name where there is none.
SELECT p.size, coalesce(l.path, p.name) AS path
FROM paper AS p LEFT JOIN paper_location AS l ON l.sha256 = p.sha256
WHERE p.paper_id = $paper_id
ORDER BY path
LIMIT 1;
