-- The bytes of a paper; no row where the store does not keep them.
SELECT content FROM paper_content WHERE sha256 = $sha256;
