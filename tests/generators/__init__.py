"""All that makes papers and stores for tests and benchmarks; what it makes is known by construction."""
