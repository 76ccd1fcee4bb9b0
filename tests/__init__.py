"""The tests. Each folder is named after the package it tests."""
