"""The paper itself: centimetre lines, half centimetres when near enough, the rulers at two edges, and which way the body lies."""

from math import ceil, floor
from typing import Final

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from meso_desktop.domain.areas import Point
from meso_desktop.ui.canvas.looks import Looks
from meso_desktop.ui.canvas.paper_view import PaperView
from meso_desktop.ui.fonts import TypeSize, font

RULER: Final = 32
"""How wide a ruler is."""
_HALVES_FROM: Final = 22.0
_NUMBERS_APART: Final = 30.0
_LEAST_APART: Final = 7.0
_STEPS: Final = (1, 2, 5, 10, 20, 50)


def paint_paper(painter: QPainter, view: PaperView, looks: Looks, *, origin: Point, size: QRectF) -> None:
    """Paint lines and rulers; a line goes through `origin`, from which the rulers count."""
    painter.fillRect(size, looks.paper)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    across, down = _places(view, origin, size)
    step = next((s for s in _STEPS if s * view.pixels_per_cm >= _LEAST_APART), _STEPS[-1])
    if view.pixels_per_cm >= _HALVES_FROM:
        _lines(painter, looks, across=_every(across, 0.5), down=_every(down, 0.5), size=size, is_half=True)
    _lines(painter, looks, across=_every(across, step), down=_every(down, step), size=size, is_half=False)


def paint_rulers(painter: QPainter, view: PaperView, looks: Looks, *, origin: Point, size: QRectF) -> None:
    """Paint the rulers along the lower and the left edge, with a number at every centimetre for which there is room."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    painter.fillRect(QRectF(0, size.height() - RULER, size.width(), RULER), looks.ruler)
    painter.fillRect(QRectF(0, 0, RULER, size.height()), looks.ruler)
    painter.setFont(font(TypeSize.SMALL, is_tabular=True))
    across, down = _places(view, origin, size)
    marks = next((s for s in _STEPS if s * view.pixels_per_cm >= _LEAST_APART), _STEPS[-1])
    numbers = next((s for s in _STEPS if s * view.pixels_per_cm >= _NUMBERS_APART), _STEPS[-1])
    bottom = size.height() - RULER
    painter.setPen(QPen(looks.ruler_mark, 1))
    painter.drawLine(QPointF(RULER, bottom), QPointF(size.width(), bottom))
    painter.drawLine(QPointF(RULER, 0), QPointF(RULER, bottom))
    painter.drawLines([QLineF(x, bottom, x, bottom + (6 if cm % numbers == 0 else 4)) for cm, x in _every(across, marks) if x >= RULER])
    painter.drawLines([QLineF(RULER - (6 if cm % numbers == 0 else 4), y, RULER, y) for cm, y in _every(down, marks) if y <= bottom])
    painter.setPen(looks.words)
    for cm, x in _every(across, numbers):
        if RULER + 8 < x < size.width() - 34:
            painter.drawText(QRectF(x - 20, bottom + 6, 40, RULER - 6), Qt.AlignmentFlag.AlignCenter, _number(cm))
    for cm, y in _every(down, numbers):
        if RULER / 2 < y < bottom - 8:
            painter.drawText(QRectF(0, y - 9, RULER - 7, 18), Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, _number(cm))
    painter.fillRect(QRectF(0, bottom + 1, RULER, RULER), looks.ruler)
    painter.drawText(QRectF(size.width() - 30, bottom + 6, 26, RULER - 6), Qt.AlignmentFlag.AlignCenter, "cm")


def paint_edges(painter: QPainter, looks: Looks, *, words: tuple[str, str, str, str], size: QRectF) -> None:
    """Write what the edges point to: top, bottom, left, right."""
    room = QRectF(RULER, 0, size.width() - RULER, size.height() - RULER)
    painter.setFont(font(TypeSize.SMALL))
    top, bottom, left, right = words
    centre = Qt.AlignmentFlag.AlignCenter
    _label(painter, looks, QRectF(room.left(), room.top() + 4, room.width(), 22), centre, top)
    _label(painter, looks, QRectF(room.left(), room.bottom() - 26, room.width(), 22), centre, bottom)
    middle = room.center().y() - 11
    _label(painter, looks, QRectF(room.left() + 8, middle, 160, 22), Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, left)
    _label(painter, looks, QRectF(room.right() - 168, middle, 160, 22), Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, right)


def _label(painter: QPainter, looks: Looks, box: QRectF, align: Qt.AlignmentFlag, text: str) -> None:
    shown = painter.boundingRect(box, align, text).adjusted(-6, -1, 6, 1)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(looks.paper)
    painter.drawRoundedRect(shown, 4, 4)
    painter.setPen(looks.words)
    painter.drawText(box, align, text)


def _places(view: PaperView, origin: Point, size: QRectF) -> tuple[tuple[float, float, float], tuple[float, float, float]]:
    """Return for both directions where 0 cm is seen, how far a centimetre is, and how far the widget reaches."""
    zero = view.to_screen(origin)
    return (zero.x(), view.pixels_per_cm, size.width()), (zero.y(), -view.pixels_per_cm, size.height())


def _every(along: tuple[float, float, float], step: float) -> list[tuple[float, float]]:
    zero, apart, reach = along
    ends = sorted(((0 - zero) / apart, (reach - zero) / apart))
    first, last = ceil(ends[0] / step), floor(ends[1] / step)
    return [(n * step, round(zero + n * step * apart) + 0.5) for n in range(first, last + 1)]


def _lines(  # noqa: PLR0913  # one argument for each thing that is painted
    painter: QPainter, looks: Looks, *, across: list[tuple[float, float]], down: list[tuple[float, float]], size: QRectF, is_half: bool,
) -> None:
    painter.setPen(QPen(looks.half if is_half else looks.centimetre, 1))
    painter.drawLines([QLineF(x, 0, x, size.height()) for _, x in across])
    painter.drawLines([QLineF(0, y, size.width(), y) for _, y in down])


def _number(cm: float) -> str:
    return f"{cm:.0f}".replace("-", "−") if cm else "0"


