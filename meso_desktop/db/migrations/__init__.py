"""Migrations of the records, run from code."""
