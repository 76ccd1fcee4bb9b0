"""A year of one risk register, as papers to try risktrail on; README.md tells its story."""
