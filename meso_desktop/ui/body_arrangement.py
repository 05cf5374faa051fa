"""Where the figures of the drawn body stand in the room there is."""

from collections.abc import Mapping, Sequence
from typing import Final

from PySide6.QtCore import QPointF, QRectF

from meso_desktop.domain.body import View

GAP: Final = 14.0
"""The paper left between two figures."""
_BESIDE_THE_FACE: Final = (View.HEAD_LEFT, View.HEAD_RIGHT, View.HEAD_BACK)


def arranged(views: Sequence[View], room: QRectF, *, inks: Mapping[View, QRectF], aspects: Mapping[View, float]) -> dict[View, QRectF]:
    """Return the box of each view, in a row as high as the room allows; profiles and nape stand one above the other beside the face.

    `inks` is what is drawn in a box of height 1, so that the empty paper of the boxes may overlap.
    """
    stack = [view for view in views if view in _BESIDE_THE_FACE]
    row = [view for view in views if view not in stack]
    wide = sum(inks[view].width() for view in row) + max((inks[view].width() / len(stack) for view in stack), default=0.0)
    gaps = GAP * (len(row) - 1 + (1 if stack else 0))
    if room.width() <= gaps or room.height() <= 0 or not wide:
        return {}
    height = min(room.height(), (room.width() - gaps) / wide)
    x = room.left() + (room.width() - height * wide - gaps) / 2
    y = room.top() + (room.height() - height) / 2
    places: dict[View, QRectF] = {}
    for view in row:
        places[view] = _box(QPointF(x, y), height, ink=inks[view], aspect=aspects[view])
        x += inks[view].width() * height + GAP
    for number, view in enumerate(stack):
        part = (height - GAP * (len(stack) - 1)) / len(stack)
        places[view] = _box(QPointF(x, y + number * (part + GAP)), part, ink=inks[view], aspect=aspects[view])
    return places


def height_of_row(views: Sequence[View], room: QRectF, *, inks: Mapping[View, QRectF]) -> float:
    """Return how high figures in one row can be."""
    return min(room.height(), (room.width() - GAP * (len(views) - 1)) / sum(inks[view].width() for view in views))


def _box(corner: QPointF, height: float, *, ink: QRectF, aspect: float) -> QRectF:
    """Return the box whose ink begins at `corner`."""
    return QRectF(corner.x() - ink.left() * height, corner.y(), aspect * height, height)
