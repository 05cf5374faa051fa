"""Turns values into pages."""
