"""The grid of one side sorted by what became of its points, for the canvas to draw and the workings to count."""

from decimal import Decimal

from msgspec import Struct

from meso_desktop.domain.areas import Point, TargetArea, Zone
from meso_desktop.domain.drawing.geometry import lattice
from meso_desktop.domain.drawing.grid import zone_of
from meso_desktop.domain.plan import PlanLine
from meso_desktop.domain.protocols import CountedBy, Protocol
from meso_desktop.domain.remembered import remembered_by


class GridShown(Struct, frozen=True, kw_only=True):
    """Points of the lattice and those put in by hand, which together are injected; those a zone keeps out; those taken out."""

    points: tuple[Point, ...] = ()
    put_in: tuple[Point, ...] = ()
    kept_out: tuple[tuple[Point, Zone], ...] = ()
    taken_out: tuple[Point, ...] = ()


def _what_counts(line: PlanLine, target: TargetArea, protocol: Protocol | None) -> tuple[object, ...]:
    return line, target, protocol


@remembered_by(_what_counts)
def grid_shown(line: PlanLine, target: TargetArea, protocol: Protocol | None) -> GridShown:
    """Return the grid as it lies; empty where `drawn_points` is."""
    spacing = spacing_of(line, protocol)
    if target.extent is None or spacing is None:
        return GridShown()
    placed, zones = line.placement, target.zones
    whole = lattice(target.extent, spacing, turn_degrees=placed.turn_degrees, shift=placed.shift)
    gone = frozenset(placed.removed)
    laid = tuple(point for point in whole if point not in gone) if gone else whole
    by_hand = tuple(dict.fromkeys(placed.added))
    if by_hand:
        there = frozenset(laid)
        by_hand = tuple(point for point in by_hand if point not in there)
    taken_out = tuple(point for point in whole if point in gone) if gone else ()
    if not zones:
        return GridShown(points=laid, put_in=by_hand, taken_out=taken_out)
    boxes = tuple(_box(zone) for zone in zones if zone.corners)  # one without corners holds nothing, and bars the line elsewhere
    held = [(point, _zone_of(point, zones, boxes)) for point in laid]
    held_by_hand = [(point, _zone_of(point, zones, boxes)) for point in by_hand]
    return GridShown(
        points=tuple(point for point, zone in held if zone is None),
        put_in=tuple(point for point, zone in held_by_hand if zone is None),
        kept_out=tuple((point, zone) for point, zone in (*held, *held_by_hand) if zone is not None),
        taken_out=taken_out,
    )


def _zone_of(point: Point, zones: tuple[Zone, ...], boxes: tuple[tuple[int, int, int, int], ...]) -> Zone | None:
    """Return what `zone_of` does; most points lie in the box of no zone."""
    x, y = point.x, point.y
    is_near = any(left <= x <= right and low <= y <= high for left, low, right, high in boxes)
    return zone_of(point, zones) if is_near else None


def _box(zone: Zone) -> tuple[int, int, int, int]:
    xs, ys = [corner.x for corner in zone.corners], [corner.y for corner in zone.corners]
    return min(xs), min(ys), max(xs), max(ys)


def spacing_of(line: PlanLine, protocol: Protocol | None) -> Decimal | None:
    """Return the spacing that holds, the line's own or the protocol's; None for a technique that is not counted by point."""
    if protocol is None or protocol.counted_by is not CountedBy.POINT:
        return None
    return protocol.spacing_cm if line.spacing_cm is None else line.spacing_cm
