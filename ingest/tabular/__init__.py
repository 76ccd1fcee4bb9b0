"""Registers that are tables or forms: read by the heads and labels that a profile names."""
