-- Copy the import events that this store does not have, from the attached store.
INSERT INTO import_event FROM (FROM other_store.import_event EXCEPT FROM import_event);
