-- Forget which paper had a month so far: it is worked out anew.
DELETE FROM {table} WHERE register = $register AND period = $period;
