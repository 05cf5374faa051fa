"""Paints the figures of the drawn body and finds the region under a place."""

import math
from collections.abc import Collection
from dataclasses import dataclass, field
from functools import cached_property, lru_cache

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen

from meso_desktop.domain.areas import Side
from meso_desktop.domain.body import WIDTHS, Figure, Path, Region, SegmentKind, Tone, Weight, flattened

Key = tuple[str, Side]
"""An area and its side: what a region stands for."""

REACH = 14.0
"""How far beside a small region, in pixels, a click still counts for it."""

STRENGTH = {Weight.OUTLINE: 1.0, Weight.FIRM: 0.95, Weight.LIGHT: 0.75, Weight.FAINT: 0.42}


@dataclass(frozen=True, kw_only=True)
class BodyColours:
    """The colours that a body is drawn with, from the palette's roles."""

    skin: QColor = field(default_factory=lambda: QColor("#ffffff"))
    hair: QColor = field(default_factory=lambda: QColor("#dfe3e6"))
    shade: QColor = field(default_factory=lambda: QColor(60, 74, 82, 20))
    ink: QColor = field(default_factory=lambda: QColor("#3c4a52"))
    line: QColor = field(default_factory=lambda: QColor("#3c4a52"))
    accent: QColor = field(default_factory=lambda: QColor("#2f7f86"))
    text: QColor = field(default_factory=lambda: QColor("#1f292e"))
    muted: QColor = field(default_factory=lambda: QColor("#5d6b73"))


@dataclass(frozen=True, kw_only=True)
class Lit:
    """Which regions are lit, and how."""

    available: Collection[str] | None
    selected: Collection[Key]
    hovered: Key | None
    focused: Key | None

    def offers(self, region: Region) -> bool:
        """Say whether the region may be chosen."""
        return self.available is None or region.area in self.available

    def has_selected(self, region: Region) -> bool:
        """Say whether the region's place is chosen; a midline choice of an area drawn with two sides lights both."""
        wanted = {side for area, side in self.selected if area == region.area}
        return region.side in wanted or Side.BOTH in wanted or (Side.MIDLINE in wanted and region.side is not Side.MIDLINE)


def painter_path(path: Path) -> QPainterPath:
    """Return the path as Qt draws it."""
    drawn = QPainterPath()
    drawn.setFillRule(Qt.FillRule.WindingFill)
    for segment in path:
        points = [QPointF(x, y) for x, y in segment.points]
        match segment.kind:
            case SegmentKind.MOVE:
                drawn.moveTo(points[0])
            case SegmentKind.LINE:
                drawn.lineTo(points[0])
            case SegmentKind.CURVE:
                drawn.cubicTo(points[0], points[1], points[2])
            case SegmentKind.CLOSE:
                drawn.closeSubpath()
    return drawn


@lru_cache(maxsize=32)
def drawing_of(figure: Figure) -> "FigureDrawing":
    """Return the paths of the figure, built once."""
    return FigureDrawing(figure)


class FigureDrawing:
    """One figure as painter paths in its own coordinates."""

    def __init__(self, figure: Figure) -> None:
        """Build the paths."""
        self.figure = figure
        self._shapes = [(painter_path(s.path), s.tone, s.is_outlined and s.tone.has_outline) for s in figure.shapes]
        self._details = [(painter_path(stroke.band), stroke.weight) for stroke in figure.details]
        self._regions = [(region, painter_path(region.path), flattened(region.path)) for region in figure.regions]

    @cached_property
    def ink(self) -> QRectF:
        """What is drawn of the figure's box, as parts of its height."""
        whole = QRectF()
        for path, tone, _ in self._shapes:
            whole = whole if tone is Tone.SHADE else whole.united(path.boundingRect())
        height = self.figure.height
        return QRectF(whole.topLeft() / height, whole.size() / height)

    def is_on_skin(self, spot: QPointF) -> bool:
        """Tell whether a place of the figure's box lies on the body."""
        return any(path.contains(spot) for path, _, _ in self._shapes)

    def paths_of(self, keys: Collection[Key]) -> tuple[QPainterPath, ...]:
        """Return where the areas and sides named lie, in the figure's box."""
        return tuple(path for region, path, _ in self._regions if (region.area, region.side) in keys)

    def paint(self, painter: QPainter, place: QRectF, *, colours: BodyColours) -> None:
        """Paint skin, hair and contours into `place`; small, the contours stay as thick as the outlines."""
        scale = place.height() / self.figure.height
        painter.save()
        painter.translate(place.topLeft())
        painter.scale(scale, scale)
        pen = QPen(colours.line, max(1.2, place.height() * 0.0021) / scale)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        fills = {Tone.SKIN: colours.skin, Tone.HAIR: colours.hair, Tone.SHADE: colours.shade, Tone.INK: colours.ink}
        for path, tone, is_outlined in self._shapes:
            painter.setPen(pen if is_outlined else QPen(Qt.PenStyle.NoPen))
            painter.setBrush(fills[tone])
            painter.drawPath(path)
        pen.setWidthF(max(0.0, pen.widthF() - WIDTHS[Weight.OUTLINE]))
        for path, weight in self._details:
            is_thin = weight is Weight.OUTLINE and pen.widthF()
            painter.setPen(pen if is_thin else QPen(Qt.PenStyle.NoPen))
            painter.setBrush(_clear(colours.line, STRENGTH[weight]))
            painter.drawPath(path)
        painter.restore()

    def paint_regions(self, painter: QPainter, place: QRectF, *, colours: BodyColours, lit: Lit) -> None:
        """Paint the regions into `place`: offered ones faintly, chosen ones full with a tick, the focused one ringed."""
        scale = place.height() / self.figure.height
        painter.save()
        painter.translate(place.topLeft())
        painter.scale(scale, scale)
        for region, path, _ in self._regions:
            key = (region.area, region.side)
            is_chosen = lit.has_selected(region)
            if not is_chosen and not lit.offers(region):
                continue
            is_hovered = key == lit.hovered
            fill = (0.62 if is_hovered else 0.5) if is_chosen else 0.26 if is_hovered else 0.07
            painter.setBrush(_clear(colours.accent, fill))
            painter.setPen(QPen(_clear(colours.accent, 1.0 if is_chosen or is_hovered else 0.45), (1.6 if is_chosen else 0.9) / scale))
            painter.drawPath(path)
            if is_chosen:
                _tick(painter, region, colours=colours, size=5.0 / scale)
            if key == lit.focused:
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.setPen(QPen(colours.text, 2.2 / scale))
                painter.drawPath(path)
        painter.restore()

    def distance(self, key: Key, place: QRectF, at: QPointF) -> float | None:
        """Return how many pixels `at` is from the regions of `key`: 0 inside, None when too far."""
        scale = place.height() / self.figure.height
        spot = (at - place.topLeft()) / scale
        best: float | None = None
        for region, path, ring in self._regions:
            reach = REACH / scale
            if (region.area, region.side) != key or not path.boundingRect().adjusted(-reach, -reach, reach, reach).contains(spot):
                continue
            if path.contains(spot):
                return 0.0
            gap = min(math.hypot(x - spot.x(), y - spot.y()) for x, y in ring) * scale
            if gap <= REACH and (best is None or gap < best):
                best = gap
        return best

    def rectangle(self, key: Key, place: QRectF) -> QRectF:
        """Return where the regions of `key` are drawn, empty when this figure has none."""
        scale = place.height() / self.figure.height
        whole = QRectF()
        for region, path, _ in self._regions:
            if (region.area, region.side) == key:
                box = path.boundingRect()
                whole = whole.united(QRectF(place.topLeft() + box.topLeft() * scale, box.size() * scale))
        return whole


def _clear(colour: QColor, strength: float) -> QColor:
    faded = QColor(colour)
    faded.setAlphaF(colour.alphaF() * strength)
    return faded


def _tick(painter: QPainter, region: Region, *, colours: BodyColours, size: float) -> None:
    """Mark a chosen region by shape and not by colour alone."""
    centre = QPointF(*region.centre)
    pen = QPen(colours.text, size * 0.4)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    corners = (QPointF(-size * 0.9, 0.0), QPointF(-size * 0.2, size * 0.7), QPointF(size, -size * 0.7))
    painter.drawPolyline([centre + corner for corner in corners])
