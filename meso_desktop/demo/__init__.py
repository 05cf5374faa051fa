"""Drives the real windows through a scripted consultation."""
