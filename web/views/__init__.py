"""The pages of `risktrail serve`: each function takes a request and returns its answer."""
