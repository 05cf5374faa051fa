"""The drawn body, read once from the resources."""

from functools import cache

from meso_desktop.domain.body import Body
from meso_desktop.knowledge.body_loader import load_body
from meso_desktop.resources import resource_path


@cache
def drawn_body() -> Body:
    """Return the body as drawn, the same value each time."""
    return load_body(resource_path("body"))
