-- The latest report of each register.
CREATE OR REPLACE VIEW latest AS
FROM series QUALIFY ordinal = max(ordinal) OVER (PARTITION BY register);
