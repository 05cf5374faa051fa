"""Paints what is drawn on the paper: the outline, the zones kept free with their names, and the points."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPainterPath, QPen, QPolygonF, QTransform

from meso_desktop.domain.areas import Extent, Outline, Point, Zone
from meso_desktop.ui.canvas.drawn import Drawn
from meso_desktop.ui.canvas.looks import Looks
from meso_desktop.ui.canvas.marks import Mark, stamp
from meso_desktop.ui.canvas.paper_view import STEPS_PER_CM, PaperView
from meso_desktop.ui.fonts import TypeSize, font

_ROOM_FOR_WORDS = 24.0


def paint_outline(painter: QPainter, view: PaperView, looks: Looks, drawn: Drawn, *, is_behind: bool) -> None:
    """Paint the outline of the extent; `is_behind` while another one is being drawn."""
    if drawn.extent is None:
        return
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if is_behind:
        painter.setPen(QPen(looks.faint, 1.25, Qt.PenStyle.DashLine))
        painter.setBrush(Qt.BrushStyle.NoBrush)
    else:
        painter.setPen(QPen(looks.outline, 1.75, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin))
        painter.setBrush(looks.skin)
    painter.drawPath(outline_path(drawn.extent, view, origin=drawn.origin))


def paint_zones(painter: QPainter, view: PaperView, looks: Looks, drawn: Drawn) -> None:
    """Paint the zones, hatched."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    hatch = QBrush(looks.zone, Qt.BrushStyle.BDiagPattern)
    hatch.setTransform(QTransform.fromScale(0.8, 0.8))
    for zone in drawn.zones:
        polygon = screen_polygon(zone.corners, view, origin=drawn.origin)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(looks.zone_tint)
        painter.drawPolygon(polygon)
        painter.setOpacity(0.55)
        painter.setBrush(hatch)
        painter.drawPolygon(polygon)
        painter.setOpacity(1.0)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(looks.zone, 1.25))
        painter.drawPolygon(polygon)


def paint_zone_names(painter: QPainter, view: PaperView, looks: Looks, drawn: Drawn, *, name_of: Callable[[str], str]) -> None:
    """Write the names of the zones over their hatching."""
    for zone in drawn.zones:
        _name(painter, looks, screen_polygon(zone.corners, view, origin=drawn.origin).boundingRect(), name_of(zone.kind))


def paint_points(painter: QPainter, view: PaperView, looks: Looks, drawn: Drawn) -> None:
    """Stamp the points by what became of them."""
    stamp(painter, view, looks, mark=Mark.TAKEN_OUT, places=drawn.taken_out, origin=drawn.origin)
    stamp(painter, view, looks, mark=Mark.KEPT_OUT, places=(point for point, _ in drawn.kept_out), origin=drawn.origin)
    stamp(painter, view, looks, mark=Mark.POINT, places=drawn.points, origin=drawn.origin)
    stamp(painter, view, looks, mark=Mark.PUT_IN, places=drawn.put_in, origin=drawn.origin)


def outline_path(extent: Extent, view: PaperView, *, origin: Point) -> QPainterPath:
    """Return the outline as it is seen."""
    path = QPainterPath()
    if extent.outline is Outline.FREE:
        path.addPolygon(screen_polygon(extent.corners, view, origin=origin))
        path.closeSubpath()
        return path
    long, wide = (float(size.cm) * STEPS_PER_CM * view.scale for size in (extent.length, extent.width))
    middle = view.to_screen(origin)
    box = QRectF(middle.x() - long / 2, middle.y() - wide / 2, long, wide)
    if extent.outline is Outline.ELLIPSE:
        path.addEllipse(box)
    else:
        path.addRect(box)
    return path


def screen_polygon(corners: Sequence[Point], view: PaperView, *, origin: Point) -> QPolygonF:
    """Return corners counted from `origin` as they are seen."""
    return QPolygonF([view.to_screen(Point(corner.x + origin.x, corner.y + origin.y)) for corner in corners])


def zone_at(place: Point, zones: Sequence[Zone], *, holds: Callable[[Point, tuple[Point, ...]], bool]) -> int | None:
    """Return the place of the zone that holds a point of the paper, the last drawn first."""
    return next((at for at in reversed(range(len(zones))) if holds(place, zones[at].corners)), None)


def _name(painter: QPainter, looks: Looks, box: QRectF, text: str) -> None:
    """Write a name in the middle of a box on paper of its own, in a smaller box not at all: the tooltip tells it."""
    painter.setFont(font(TypeSize.SMALL))
    words = painter.fontMetrics().boundingRect(text)
    if words.width() + _ROOM_FOR_WORDS > box.width() or words.height() > box.height():
        return
    plate = QRectF(0, 0, words.width() + 10, words.height() + 2)
    plate.moveCenter(box.center())
    paper = QColor(looks.paper)
    paper.setAlpha(225)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(paper)
    painter.drawRoundedRect(plate, 4, 4)
    painter.setPen(looks.zone_words)
    painter.drawText(plate, Qt.AlignmentFlag.AlignCenter, text)


