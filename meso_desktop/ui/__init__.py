"""The window: widgets, pages, models, theme."""
