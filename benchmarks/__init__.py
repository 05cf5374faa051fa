"""Measures the program against the budgets; run with ``python -m benchmarks``."""
