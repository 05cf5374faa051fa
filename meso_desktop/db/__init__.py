"""Keeps the records: vault, engine, tables, search, migrations."""
