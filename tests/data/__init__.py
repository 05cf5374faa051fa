"""Encrypted clinics of released schema versions."""
