-- The doubt of an id, unless it is settled.
SELECT register, period, risk_id, kind, message, digest FROM doubts_here(NULL) WHERE id = $id AND settled_by IS NULL;
