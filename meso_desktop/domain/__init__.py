"""The consultation as values and pure functions: no clock, no files, no database, no window."""
