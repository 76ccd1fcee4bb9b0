"""Sample papers of other families than the first: each built-in profile of tables has a register of three papers."""
