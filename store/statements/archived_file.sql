-- The bytes of a file with the name, size and pages of its first paper; no row where the store does not keep them.
SELECT p.name, l.path, c.content, l.mtime, p.size, r.modified, p.first_page, p.last_page
FROM paper_content AS c
JOIN paper AS p ON p.sha256 = c.sha256
LEFT JOIN report AS r ON r.paper_id = p.paper_id
LEFT JOIN paper_location AS l ON l.sha256 = c.sha256
WHERE c.sha256 = $sha256
ORDER BY l.path, p.first_page
LIMIT 1;
