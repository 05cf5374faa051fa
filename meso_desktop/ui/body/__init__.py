"""The drawn body as a widget: its figures, hovering, zoom, ghost and marks."""
