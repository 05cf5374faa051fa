"""What the paper shows when it is fitted: all that is drawn, or where nothing is yet, as much as the area can plausibly be."""

from decimal import Decimal
from typing import Final

from PySide6.QtCore import QPointF, QRectF

from meso_desktop.domain.areas import Point, Zone
from meso_desktop.domain.drawing.geometry import is_in_zone
from meso_desktop.domain.drawing.outlines import as_corners
from meso_desktop.domain.drawing.unfinished import unfinished_outline, unfinished_zone
from meso_desktop.ui.canvas.bench import Bench
from meso_desktop.ui.canvas.paper_view import STEPS_PER_CM

_AT_FIRST_CM: Final = Decimal(12)
_AROUND: Final = 50.0


def frame_of(bench: Bench) -> QRectF:
    """Return the box of the paper to show, in 0.1 mm with y upwards."""
    places = _places(bench)
    if not places:
        area = bench.area
        half = float(_AT_FIRST_CM if area is None else min(area.plausible_cm, _AT_FIRST_CM)) * STEPS_PER_CM / 2
        return QRectF(-half, -half * 0.75, 2 * half, half * 1.5)
    xs, ys = [p.x for p in places], [p.y for p in places]
    box = QRectF(min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys))
    return box.adjusted(-_AROUND, -_AROUND, _AROUND, _AROUND)


def zones_at(bench: Bench, at: QPointF) -> tuple[Zone, ...]:
    """Return the zones that lie under the hand."""
    place = bench.view.to_paper(at)
    return tuple(zone for zone in bench.shown.drawn.zones if is_in_zone(place, zone.corners))


def _places(bench: Bench) -> list[Point]:
    target = bench.target
    if target is None:
        return []
    extent = () if target.extent is None else as_corners(target.extent)
    begun = (unfinished_outline(bench.document, target.target_id), unfinished_zone(bench.document, target.target_id))
    return [
        *extent, *(corner for zone in target.zones for corner in zone.corners),
        *(corner for drawing in begun if drawing is not None for corner in drawing.corners),
    ]
