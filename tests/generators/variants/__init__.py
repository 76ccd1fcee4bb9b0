"""Papers made up in many layouts, with what they say known by construction."""
