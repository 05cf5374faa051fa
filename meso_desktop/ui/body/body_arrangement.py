"""Where the figures of the drawn body stand in the room there is."""

from collections.abc import Mapping, Sequence
from typing import Final

from PySide6.QtCore import QPointF, QRectF

from meso_desktop.domain.body import View

GAP: Final = 14.0
"""The paper left between two figures."""
NAME: Final = 20.0
"""The height kept for the name of a figure that stands below another."""
_PROFILES: Final = (View.HEAD_LEFT, View.HEAD_RIGHT)


def arranged(views: Sequence[View], room: QRectF, *, inks: Mapping[View, QRectF], aspects: Mapping[View, float]) -> dict[View, QRectF]:
    """Return the box of each view as large as the room allows; `inks` is what is drawn in a box of height 1.

    Bodies stand in a row. Heads stand in a row with the profiles one above the other, or in two rows where they are larger so.
    """
    columns: list[tuple[View, ...]] = [(view,) for view in views]
    if any(view.is_head for view in views):
        others: list[tuple[View, ...]] = [(view,) for view in views if view not in _PROFILES]
        stacked = [*others, tuple(view for view in views if view in _PROFILES)]
        half = (len(views) + 1) // 2
        squared = [tuple(views[at::half]) for at in range(half)]
        columns = max((stacked, squared), key=lambda tried: _height(tried, room, inks=inks) * (1 if tried is stacked else 0.5))
        if columns is squared:
            return _laid(squared, room, inks=inks, aspects=aspects, is_even=True)
    return _laid(columns, room, inks=inks, aspects=aspects)


def height_of_row(views: Sequence[View], room: QRectF, *, inks: Mapping[View, QRectF]) -> float:
    """Return how high figures in one row can be."""
    return _height([(view,) for view in views], room, inks=inks)


def _height(columns: Sequence[tuple[View, ...]], room: QRectF, *, inks: Mapping[View, QRectF]) -> float:
    """Return how high the columns can be, each of one figure or of several that share its height."""
    wide = sum(_width(column, inks) for column in columns)
    return min(room.height(), (room.width() - GAP * (len(columns) - 1)) / wide) if wide else 0.0


def _width(column: tuple[View, ...], inks: Mapping[View, QRectF]) -> float:
    return max(inks[view].width() for view in column) / len(column)


def _laid(
    columns: Sequence[tuple[View, ...]], room: QRectF, *, inks: Mapping[View, QRectF], aspects: Mapping[View, float], is_even: bool = False,
) -> dict[View, QRectF]:
    height = _height(columns, room, inks=inks)
    if height <= 0:
        return {}
    wide = sum(_width(column, inks) * height for column in columns) + GAP * (len(columns) - 1)
    x, y = room.left() + (room.width() - wide) / 2, room.top() + (room.height() - height) / 2
    places: dict[View, QRectF] = {}
    rows = max(len(column) for column in columns) if is_even else 0
    for column in columns:
        parts = rows or len(column)
        part = (height - NAME * (parts - 1)) / parts
        for number, view in enumerate(column):
            ink = inks[view]
            left = x + (_width(column, inks) * height - ink.width() * part) / 2 - ink.left() * part
            places[view] = _box(QPointF(left, y + number * (part + NAME)), part, aspect=aspects[view])
        x += _width(column, inks) * height + GAP
    return places


def _box(corner: QPointF, height: float, *, aspect: float) -> QRectF:
    return QRectF(corner.x(), corner.y(), aspect * height, height)
