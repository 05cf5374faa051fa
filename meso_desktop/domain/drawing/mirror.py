"""The other side: an extent, its zones and the grid laid on it, seen in a mirror about the middle."""

from collections.abc import Iterable

from msgspec.structs import replace

from meso_desktop.domain.areas import Extent, Point, Zone
from meso_desktop.domain.plan import Placement

_WHOLE_TURN = 360


def mirrored_extent(extent: Extent) -> Extent:
    """Return the extent as it lies on the other side; measured ones are the same on both."""
    return replace(extent, corners=_mirrored(extent.corners)) if extent.corners else extent


def mirrored_zones(zones: tuple[Zone, ...]) -> tuple[Zone, ...]:
    """Return the zones as they lie on the other side."""
    return tuple(replace(zone, corners=_mirrored(zone.corners)) for zone in zones)


def mirrored_placement(placement: Placement) -> Placement:
    """Return how the grid is laid on the other side."""
    return Placement(
        turn_degrees=-placement.turn_degrees % _WHOLE_TURN, shift=_point(placement.shift), removed=_mirrored(placement.removed),
        added=_mirrored(placement.added),
    )


def _mirrored(points: Iterable[Point]) -> tuple[Point, ...]:
    return tuple(_point(point) for point in points)


def _point(point: Point) -> Point:
    return Point(-point.x, point.y)
