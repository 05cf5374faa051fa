"""The marks of points as small pictures, drawn once: stamping two thousand of them takes a tenth of drawing each."""

from collections.abc import Iterable
from enum import StrEnum
from functools import lru_cache

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPixmap

from meso_desktop.domain.areas import Point
from meso_desktop.ui.canvas.looks import Looks
from meso_desktop.ui.canvas.paper_view import PaperView


class Mark(StrEnum):
    """What became of a point, each with its own shape."""

    POINT = "point"
    PUT_IN = "put_in"
    KEPT_OUT = "kept_out"
    TAKEN_OUT = "taken_out"


def mark_radius(pixels_per_cm: float) -> float:
    """Return how large marks are at a zoom: they stay apart when small and do not grow into blots when large."""
    return min(max(pixels_per_cm * 0.11, 1.6), 5.0)


def stamp(  # noqa: PLR0913  # one argument for each thing that is painted
    painter: QPainter, view: PaperView, looks: Looks, *, mark: Mark, places: Iterable[Point], origin: Point,
) -> None:
    """Stamp a mark at each place, counted from `origin`."""
    device = painter.device()
    picture = _picture(mark, round(mark_radius(view.pixels_per_cm) * 10), device.devicePixelRatio(), _colour(mark, looks).rgba())
    half = picture.width() / picture.devicePixelRatio() / 2
    zero = view.to_screen(origin) - QPointF(half, half)
    left, top, scale = zero.x(), zero.y(), view.scale
    draw = painter.drawPixmap
    for place in places:
        draw(QPointF(left + place.x * scale, top - place.y * scale), picture)


def paint_mark(painter: QPainter, looks: Looks, *, mark: Mark, at: QPointF, radius: float) -> None:
    """Paint one mark, as on the legend."""
    picture = _picture(mark, round(radius * 10), painter.device().devicePixelRatio(), _colour(mark, looks).rgba())
    half = picture.width() / picture.devicePixelRatio() / 2
    painter.drawPixmap(at - QPointF(half, half), picture)


def _colour(mark: Mark, looks: Looks) -> QColor:
    match mark:
        case Mark.POINT:
            return looks.point
        case Mark.PUT_IN:
            return looks.put_in
        case Mark.KEPT_OUT:
            return looks.zone_words
        case Mark.TAKEN_OUT:
            return looks.faint


@lru_cache(maxsize=256)
def _picture(mark: Mark, tenths: int, ratio: float, rgba: int) -> QPixmap:
    radius = tenths / 10
    edge = 2 * radius + 4
    picture = QPixmap(round(edge * ratio), round(edge * ratio))
    picture.setDevicePixelRatio(ratio)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    _draw(painter, mark, QPointF(edge / 2, edge / 2), radius=radius, colour=QColor.fromRgba(rgba))
    painter.end()
    return picture


def _draw(painter: QPainter, mark: Mark, middle: QPointF, *, radius: float, colour: QColor) -> None:
    pen = QPen(colour, min(1.5, radius * 0.6), Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap)
    match mark:
        case Mark.POINT:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour)
            painter.drawEllipse(middle, radius, radius)
        case Mark.PUT_IN:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour)
            size = radius * 2.1
            painter.drawRect(QRectF(middle.x() - size / 2, middle.y() - size / 2, size, size))
        case Mark.KEPT_OUT:
            painter.setPen(pen)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawEllipse(middle, radius, radius)
        case Mark.TAKEN_OUT:
            painter.setPen(pen)
            arm = radius * 0.8
            painter.drawLine(middle - QPointF(arm, arm), middle + QPointF(arm, arm))
            painter.drawLine(middle - QPointF(arm, -arm), middle + QPointF(arm, -arm))
