-- Adds rows to a table, each list of JSON columns with the key that is first in all its rows.
INSERT INTO {table}
SELECT key, {values}
FROM (
    SELECT key, from_json_strict(text, {types}) AS c
    FROM (SELECT unnest(?::VARCHAR[]) AS key, unnest(?::VARCHAR[]) AS text)
);
