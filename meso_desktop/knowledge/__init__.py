"""Reads and checks the knowledge packs and the wording into values of the domain."""
