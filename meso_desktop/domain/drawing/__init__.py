"""Outlines, zones and grids: what is drawn, in whole numbers, the same on every machine."""
