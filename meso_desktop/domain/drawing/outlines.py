"""Outlines drawn by hand: corners set on the paper of centimetres, the extent they make, and what is wrong with them."""

from decimal import Decimal
from functools import lru_cache
from typing import Final

from msgspec.structs import replace

from meso_desktop.domain.areas import Extent, Outline, Point, Zone
from meso_desktop.domain.drawing.polygon import LEAST_CORNERS, is_simple
from meso_desktop.domain.drawing.turning import SCALE, rounded, sine_cosine
from meso_desktop.domain.errors import UserError
from meso_desktop.domain.message import Message, message
from meso_desktop.domain.quantity import EXTENT_CM, Length, Unit, length

MOST_CORNERS: Final = 400
"""More than any hand draws; a freehand line is thinned out to fewer."""

_STEPS_PER_CM: Final = 100
_OVAL_CORNERS: Final = 24
_WHOLE_TURN: Final = 360


def snapped(point: Point, *, step: int) -> Point:
    """Return the place of a square net of `step` (0.1 mm) that lies nearest; a step below 2 leaves the point where it is."""
    if step < 2:  # noqa: PLR2004  # a net of one step holds every point
        return point
    return Point(step * rounded(point.x, step), step * rounded(point.y, step))


@lru_cache(maxsize=64)
def outline_fault(corners: tuple[Point, ...]) -> Message | None:
    """Return what is wrong with a closed outline; None when it can be an extent or a zone."""
    places = [(p.x, p.y) for p in corners]
    if len(set(places)) < LEAST_CORNERS:
        return message("outline.too_few", least=LEAST_CORNERS)
    if len(places) > MOST_CORNERS:
        return message("outline.too_many", most=MOST_CORNERS)
    long, wide = _box(corners)
    most, least = int(EXTENT_CM.high * _STEPS_PER_CM), int(EXTENT_CM.low * _STEPS_PER_CM)
    if max(long, wide) > most:
        return message("outline.too_large", most=EXTENT_CM.high)
    if min(long, wide) < least or _is_straight(corners):
        return message("outline.no_surface")
    return None if is_simple(places) else message("outline.crosses")


def extent_fault(extent: Extent) -> Message | None:
    """Return what is wrong with a drawn extent: its outline, or corners that do not lie in the box that its measures give."""
    if extent.outline is not Outline.FREE:
        return None
    fault = outline_fault(extent.corners)
    if fault is not None:
        return fault
    drawn, off = drawn_extent(extent.corners)
    is_its_box = (drawn.length.cm, drawn.width.cm) == (extent.length.cm, extent.width.cm)
    return None if is_its_box and off == Point(0, 0) else message("outline.not_its_box")


def zone_fault(zone: Zone) -> Message | None:
    """Return what is wrong with a zone that no point may stand in."""
    return outline_fault(zone.corners)


def drawn_extent(corners: tuple[Point, ...]) -> tuple[Extent, Point]:
    """Return the free extent of these corners, centred on their box, and the place of its centre among them.

    Raises UserError ``outline.*`` when they make no outline.
    """
    fault = outline_fault(corners)
    if fault is not None:
        raise UserError(fault)
    xs, ys = [p.x for p in corners], [p.y for p in corners]
    centre = Point((min(xs) + max(xs)) // 2, (min(ys) + max(ys)) // 2)
    long, wide = _box(corners)
    centred = tuple(Point(p.x - centre.x, p.y - centre.y) for p in corners)
    return Extent(outline=Outline.FREE, length=_cm(long), width=_cm(wide), corners=centred), centre


def as_corners(extent: Extent) -> tuple[Point, ...]:
    """Return the extent as corners to go on drawing from; an oval in 24 of them."""
    half_length, half_width = (int(size.cm * _STEPS_PER_CM) // 2 for size in (extent.length, extent.width))
    match extent.outline:
        case Outline.FREE:
            return extent.corners
        case Outline.RECTANGLE:
            return tuple(Point(x * half_length, y * half_width) for x, y in ((-1, -1), (1, -1), (1, 1), (-1, 1)))
        case Outline.ELLIPSE:
            turns = (sine_cosine(_WHOLE_TURN * n // _OVAL_CORNERS) for n in range(_OVAL_CORNERS))
            return tuple(Point(rounded(cosine * half_length, SCALE), rounded(sine * half_width, SCALE)) for sine, cosine in turns)


def scaled_extent(extent: Extent, *, percent: int) -> Extent | None:
    """Return a drawn extent with every corner nearer to its centre; None when no outline is left of it."""
    corners = tuple(Point(rounded(p.x * percent, 100), rounded(p.y * percent, 100)) for p in extent.corners)
    if outline_fault(corners) is not None:
        return None
    smaller, _ = drawn_extent(corners)
    return replace(smaller, is_confirmed=extent.is_confirmed)


def thinned(corners: tuple[Point, ...], *, within: int) -> tuple[Point, ...]:
    """Return a freehand line without the places that lie within `within` (0.1 mm) of the line through those kept.

    Ramer, Douglas and Peucker's way, on the line as it was drawn, from its first to its last place.
    """
    if len(corners) < LEAST_CORNERS:
        return corners
    kept = {0, len(corners) - 1}
    spans = [(0, len(corners) - 1)]
    while spans:
        first, last = spans.pop()
        far, at = 0, first
        for n in range(first + 1, last):
            gap = _gap_squared(corners[n], corners[first], corners[last])
            if gap > far:
                far, at = gap, n
        if far > within * within:
            kept.add(at)
            spans += [(first, at), (at, last)]
    return tuple(corners[n] for n in sorted(kept))


def _is_straight(corners: tuple[Point, ...]) -> bool:
    """Tell whether all corners lie on one line."""
    start, end = min(corners), max(corners)
    return not any((end.x - start.x) * (p.y - start.y) - (end.y - start.y) * (p.x - start.x) for p in corners)


def _gap_squared(point: Point, start: Point, end: Point) -> int:
    along_x, along_y = end.x - start.x, end.y - start.y
    off_x, off_y = point.x - start.x, point.y - start.y
    whole = along_x * along_x + along_y * along_y
    if not whole:
        return off_x * off_x + off_y * off_y
    cross = along_x * off_y - along_y * off_x
    return cross * cross // whole


def _box(corners: tuple[Point, ...]) -> tuple[int, int]:
    xs, ys = [p.x for p in corners], [p.y for p in corners]
    return max(xs) - min(xs), max(ys) - min(ys)


def _cm(steps: int) -> Length:
    value = Decimal(steps) / _STEPS_PER_CM
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return length(text, Unit.CM, bounds=EXTENT_CM)
