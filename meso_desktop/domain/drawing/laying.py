"""Lays the grid by hand: shifts and turns it, takes single points out, puts them in, moves them."""

from decimal import Decimal
from typing import Final

from msgspec.structs import replace

from meso_desktop.domain.areas import Extent, Point
from meso_desktop.domain.drawing.geometry import Laid
from meso_desktop.domain.plan import Placement

_WHOLE_TURN: Final = 360


def shifted(placement: Placement, *, by: Point, extent: Extent, spacing_cm: Decimal) -> Placement:
    """Return the grid shifted by so much; a point taken out stays out, one put in by hand stays where it is on the body."""
    shift = Point(placement.shift.x + by.x, placement.shift.y + by.y)
    return _relaid(placement, replace(placement, shift=shift), extent=extent, spacing_cm=spacing_cm)


def turned(placement: Placement, *, to_degrees: int, extent: Extent, spacing_cm: Decimal) -> Placement:
    """Return the grid turned to an angle about its centre; points taken out and put in as when it is shifted."""
    changed = replace(placement, turn_degrees=to_degrees % _WHOLE_TURN)
    return _relaid(placement, changed, extent=extent, spacing_cm=spacing_cm)


def added(placement: Placement, point: Point) -> Placement:
    """Return the grid with a point put in; one that was taken out there comes back."""
    if point in placement.removed:
        return replace(placement, removed=tuple(p for p in placement.removed if p != point))
    return placement if point in placement.added else replace(placement, added=(*placement.added, point))


def removed(placement: Placement, point: Point) -> Placement:
    """Return the grid with a point taken out; one put in by hand is gone."""
    if point in placement.added:
        return replace(placement, added=tuple(p for p in placement.added if p != point))
    return placement if point in placement.removed else replace(placement, removed=(*placement.removed, point))


def moved(placement: Placement, point: Point, to: Point) -> Placement:
    """Return the grid with one point at another place."""
    return placement if point == to else added(removed(placement, point), to)


def carried(placement: Placement, *, by: Point) -> Placement:
    """Return the grid with everything on it moved by so much, as when the centre of the extent comes to lie elsewhere."""
    return replace(
        placement, shift=_by(placement.shift, by), removed=tuple(_by(p, by) for p in placement.removed),
        added=tuple(_by(p, by) for p in placement.added),
    )


def _relaid(before: Placement, after: Placement, *, extent: Extent, spacing_cm: Decimal) -> Placement:
    """Keep the points taken out in their cells of the lattice; what is no point of it keeps nothing out and is forgotten."""
    old, new = (
        Laid(extent=extent, spacing_cm=spacing_cm, turn_degrees=p.turn_degrees, shift=p.shift) for p in (before, after)
    )
    cells = (old.cell_of(point) for point in before.removed)
    return replace(after, removed=tuple(dict.fromkeys(new.point_of(cell) for cell in cells if cell is not None)))


def _by(point: Point, by: Point) -> Point:
    return Point(point.x + by.x, point.y + by.y)
