"""The grid of each plan line, drawn anew from what it follows: the target's extent and zones, the spacing, and how it was laid."""

from msgspec.structs import replace

from meso_desktop.domain.areas import Point, TargetArea, Zone
from meso_desktop.domain.consultation import Consultation
from meso_desktop.domain.drawing.geometry import is_in_extent, is_in_zone, lattice
from meso_desktop.domain.knowledge import Knowledge
from meso_desktop.domain.plan import PlanLine
from meso_desktop.domain.protocols import CountedBy, Protocol


def drawn_points(line: PlanLine, target: TargetArea | None, protocol: Protocol | None) -> tuple[Point, ...]:
    """Return the grid of one side; empty when it cannot be drawn, or the technique is not counted by point.

    The lattice as it was laid, without the points taken out, with those put in, and with none in or on an exclusion zone.
    """
    laid = _laid(line, target, protocol)
    if target is None or not target.zones:
        return laid
    return tuple(point for point in laid if zone_of(point, target.zones) is None)


def kept_out(line: PlanLine, target: TargetArea | None, protocol: Protocol | None) -> tuple[tuple[Point, Zone], ...]:
    """Return the points that would stand in an exclusion zone, each with the zone that keeps it out."""
    zones = () if target is None else target.zones
    return tuple((point, zone) for point in _laid(line, target, protocol) if (zone := zone_of(point, zones)) is not None)


def zone_of(point: Point, zones: tuple[Zone, ...]) -> Zone | None:
    """Return the first zone that the point lies in or on."""
    return next((zone for zone in zones if is_in_zone(point, zone.corners)), None)


def _laid(line: PlanLine, target: TargetArea | None, protocol: Protocol | None) -> tuple[Point, ...]:
    if target is None or target.extent is None or protocol is None or protocol.counted_by is not CountedBy.POINT:
        return ()
    spacing_cm = protocol.spacing_cm if line.spacing_cm is None else line.spacing_cm
    if spacing_cm is None:
        return ()
    placed = line.placement
    points = lattice(target.extent, spacing_cm, turn_degrees=placed.turn_degrees, shift=placed.shift)
    if not placed.removed and not placed.added:
        return points
    gone = frozenset(placed.removed)
    return tuple(dict.fromkeys((*(point for point in points if point not in gone), *placed.added)))


def outside_of(line: PlanLine, target: TargetArea | None) -> tuple[Point, ...]:
    """Return the points put in by hand that are injected beyond the outline: an extent drawn wider would hold them."""
    if target is None or target.extent is None or not line.placement.added:
        return ()
    drawn = frozenset(line.points)
    extent = target.extent
    return tuple(point for point in line.placement.added if point in drawn and not is_in_extent(point, extent))


def redrawn(document: Consultation, knowledge: Knowledge) -> Consultation:
    """Return the consultation with every line's grid as it follows now; the same value when nothing moved."""
    targets = {target.target_id: target for target in document.target_areas}
    lines = tuple(_redrawn(line, targets.get(line.target_id), knowledge.protocols.get(line.protocol)) for line in document.plan.lines)
    if lines == document.plan.lines:
        return document
    return replace(document, plan=replace(document.plan, lines=lines))


def _redrawn(line: PlanLine, target: TargetArea | None, protocol: Protocol | None) -> PlanLine:
    points = drawn_points(line, target, protocol)
    return line if points == line.points else replace(line, points=points)
