"""What a paper says, as validated models: the one language that reading and storing share."""
