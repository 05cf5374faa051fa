"""Paints what stands behind and beside the areas of today: those of last time, hatched and dashed, and the spots marked."""

from collections.abc import Collection, Iterable

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPen, QTransform

from meso_desktop.ui.body.body_drawing import BodyColours, FigureDrawing, Key

_RING = 6.5
_ARM = 10.0


def paint_ghost(painter: QPainter, drawing: FigureDrawing, place: QRectF, *, keys: Collection[Key], colours: BodyColours) -> None:
    """Hatch the regions of `keys`, lines and dashes as thick at every zoom."""
    scale = place.height() / drawing.figure.height
    placed = QTransform().translate(place.left(), place.top()).scale(scale, scale)
    hatch = QColor(colours.muted)
    hatch.setAlphaF(0.5)
    pen = QPen(colours.muted, 1.4, Qt.PenStyle.CustomDashLine)
    pen.setDashPattern([3.0, 2.5])
    painter.save()
    for path in drawing.paths_of(keys):
        shown = placed.map(path)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QBrush(hatch, Qt.BrushStyle.BDiagPattern))
        painter.drawPath(shown)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(pen)
        painter.drawPath(shown)
    painter.restore()


def paint_spot(painter: QPainter, at: QPointF, *, colours: BodyColours, is_current: bool) -> None:
    """Paint a marked spot: a cross in a ring, as large at every zoom, strong where its card is open."""
    _paint_cross(painter, at, ((4.5, colours.skin), (2.0, colours.text if is_current else colours.muted)))


def paint_spot_of_last_time(painter: QPainter, at: QPointF, *, colours: BodyColours) -> None:
    """Paint the spot marked last time, fainter than any of today and dashed as its area."""
    faint = QColor(colours.muted)
    faint.setAlphaF(0.6)
    _paint_cross(painter, at, ((1.4, faint),), is_dashed=True)


def _paint_cross(
    painter: QPainter, at: QPointF, strokes: Iterable[tuple[float, QColor]], *, is_dashed: bool = False,
) -> None:
    painter.save()
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for width, colour in strokes:
        style = Qt.PenStyle.DotLine if is_dashed else Qt.PenStyle.SolidLine
        painter.setPen(QPen(colour, width, style, Qt.PenCapStyle.RoundCap))
        painter.drawEllipse(at, _RING, _RING)
        painter.drawLine(at - QPointF(_ARM, 0), at + QPointF(_ARM, 0))
        painter.drawLine(at - QPointF(0, _ARM), at + QPointF(0, _ARM))
    painter.restore()
