"""The handles of a drawing: corners, the side under the hand, the line to the next corner, the cross of the keyboard."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from meso_desktop.domain.areas import Point
from meso_desktop.ui.canvas.drawn_painter import screen_polygon
from meso_desktop.ui.canvas.looks import Looks
from meso_desktop.ui.canvas.paper_view import PaperView

_HANDLE: Final = 9.0
_ZERO: Final = Point(0, 0)


def paint_open(  # noqa: PLR0913  # one argument for each thing that is painted
    painter: QPainter, view: PaperView, looks: Looks, *, corners: Sequence[Point], stroke: Sequence[Point], loose: Point | None,
    closes: bool,
) -> None:
    """Paint a drawing that is open, with the line to the next corner; the first corner is ringed, filled when a click closes there."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(_firm(looks))
    if corners:
        painter.drawPolyline(screen_polygon(corners, view, origin=_ZERO))
    if stroke:
        painter.drawPolyline(screen_polygon((*corners[-1:], *stroke), view, origin=_ZERO))
    if corners and loose is not None and not stroke:
        painter.setPen(QPen(looks.hand, 1.5, Qt.PenStyle.DashLine))
        painter.drawLine(view.to_screen(corners[-1]), view.to_screen(corners[0] if closes else loose))
    for place, corner in enumerate(corners):
        _handle(painter, looks, view.to_screen(corner), is_focused=place == 0 and closes, size=_HANDLE + (4 if place == 0 else 0))
    if loose is not None and not closes:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(looks.hand)
        painter.drawEllipse(view.to_screen(loose), 3, 3)


def paint_handles(  # noqa: PLR0913  # as above
    painter: QPainter, view: PaperView, looks: Looks, *, corners: Sequence[Point], focus: int | None, side: tuple[int, Point] | None,
    is_faulty: bool, is_drawn: bool,
) -> None:
    """Paint the corners of a closed drawing; one with a fault in the colour of a stop, `is_drawn` with its sides."""
    if not corners:
        return
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if is_drawn or is_faulty:
        painter.setPen(_firm(looks, is_faulty=is_faulty))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPolygon(screen_polygon(corners, view, origin=_ZERO))
    if side is not None:
        at = view.to_screen(side[1])
        painter.setPen(QPen(looks.hand, 1.75))
        painter.setBrush(looks.paper)
        painter.drawEllipse(at, 7, 7)
        painter.drawLine(at - QPointF(3.5, 0), at + QPointF(3.5, 0))
        painter.drawLine(at - QPointF(0, 3.5), at + QPointF(0, 3.5))
    for place, corner in enumerate(corners):
        _handle(painter, looks, view.to_screen(corner), is_focused=place == focus, is_faulty=is_faulty)


def paint_cursor(painter: QPainter, view: PaperView, looks: Looks, *, at: Point) -> None:
    """Paint the cross that the arrow keys move."""
    place = view.to_screen(at)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(looks.hand, 1.5))
    for way in (QPointF(1, 0), QPointF(-1, 0), QPointF(0, 1), QPointF(0, -1)):
        painter.drawLine(place + way * 6, place + way * 15)


def paint_focus(painter: QPainter, looks: Looks, *, at: QPointF, radius: float) -> None:
    """Paint the ring around what has the focus."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(looks.hand, 2))
    painter.drawEllipse(at, radius, radius)


def _firm(looks: Looks, *, is_faulty: bool = False) -> QPen:
    return QPen(looks.fault if is_faulty else looks.hand, 2, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin)


def _handle(  # noqa: PLR0913  # as above
    painter: QPainter, looks: Looks, at: QPointF, *, is_focused: bool, is_faulty: bool = False, size: float = _HANDLE,
) -> None:
    box = QRectF(0, 0, size, size)
    box.moveCenter(at)
    colour = looks.fault if is_faulty else looks.hand
    painter.setPen(QPen(colour, 1.75))
    painter.setBrush(colour if is_focused else looks.paper)
    painter.drawRoundedRect(box, 2, 2)
    if is_focused:
        paint_focus(painter, looks, at=at, radius=size)
