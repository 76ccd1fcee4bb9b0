"""Which parser this is."""

from __future__ import annotations

PARSER_VERSION = "10"
"""Raised with every change after which some paper may read otherwise than before. The store notes it with each paper;
papers that another version read are read again (`risktrail import --stale`)."""
