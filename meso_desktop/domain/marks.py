"""A spot marked on the drawn body: a view and a place in tenths of a point of its box, the same at every zoom and on paper."""

from typing import Final

from meso_desktop.domain.areas import BodyMark
from meso_desktop.domain.body import Figure, Place, View

_TENTHS: Final = 10


def mark_on(figure: Figure, place: Place) -> BodyMark | None:
    """Return the mark of a place in the figure's box; None beside the box."""
    x, y = place
    if not (0 <= x <= figure.width and 0 <= y <= figure.height):
        return None
    return BodyMark(view=figure.view.value, x=round(x * _TENTHS), y=round(y * _TENTHS))


def place_of(mark: BodyMark) -> Place:
    """Return where the mark lies in its figure's box."""
    return mark.x / _TENTHS, mark.y / _TENTHS


def view_of(mark: BodyMark) -> View | None:
    """Return the view that the mark lies on; None when no such view is drawn."""
    return next((view for view in View if view.value == mark.view), None)
