"""Meso Desktop: records a mesotherapy consultation on the doctor's own computer."""

__version__ = "0.3.0"
