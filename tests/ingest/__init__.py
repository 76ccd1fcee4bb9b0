"""Tests of the reader: its small grammars, whole papers, and what it says where it is not sure."""
