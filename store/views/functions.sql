-- Small functions the views and questions share.

-- A rating as the papers print it: 20 (Critical). NULL where there is none.
CREATE OR REPLACE MACRO rating_label(score, band) AS
    CASE WHEN score IS NULL THEN band WHEN band IS NULL THEN CAST(score AS VARCHAR) ELSE score || ' (' || band || ')' END;

-- How alike two texts are, letter by letter: 1 less the edit distance over the longer length, to three places.
CREATE OR REPLACE MACRO likeness(a, b) AS
    round(1 - levenshtein(a, b) / greatest(length(a), length(b), 1), 3);

-- A text with its white space evened out.
CREATE OR REPLACE MACRO evened(t) AS trim(regexp_replace(t, '\s+', ' ', 'g'));
