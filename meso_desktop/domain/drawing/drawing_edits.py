"""Edits of what is drawn on the canvas: the outline of an area, its zones, and its mirror image on the other side."""

from collections.abc import Callable
from uuid import UUID

from msgspec.structs import replace

from meso_desktop.domain.accepting import waiting_alike
from meso_desktop.domain.areas import Point, Side, TargetArea, Zone
from meso_desktop.domain.consultation import Consultation
from meso_desktop.domain.drawing.laying import carried
from meso_desktop.domain.drawing.mirror import mirrored_extent, mirrored_placement, mirrored_zones
from meso_desktop.domain.drawing.outlines import drawn_extent, zone_fault
from meso_desktop.domain.edits import put_line, put_target
from meso_desktop.domain.errors import UserError
from meso_desktop.domain.ids import LineId, TargetId
from meso_desktop.domain.plan import Placement

OTHER_SIDE = {Side.LEFT: Side.RIGHT, Side.RIGHT: Side.LEFT}


def set_outline(document: Consultation, target_id: TargetId, corners: tuple[Point, ...]) -> Consultation:
    """Give an area a drawn outline. Raises UserError ``outline.*``.

    Zones, and a grid that was laid by hand, stay where they lie on the body; a grid that was not is centred on the outline.
    """
    target = _target(document, target_id)
    extent, centre = drawn_extent(corners)
    by = Point(-centre.x, -centre.y)
    zones = tuple(replace(z, corners=tuple(Point(p.x + by.x, p.y + by.y) for p in z.corners)) for z in target.zones)
    document = put_target(document, replace(target, extent=extent, zones=zones))
    for line in document.plan.lines:
        if line.target_id == target_id and line.placement != Placement():
            document = put_line(document, replace(line, placement=carried(line.placement, by=by)))
    return document


def set_zones(document: Consultation, target_id: TargetId, zones: tuple[Zone, ...]) -> Consultation:
    """Give an area the zones that are kept free. Raises UserError ``outline.*`` for one that is no closed outline."""
    fault = next((found for zone in zones if (found := zone_fault(zone)) is not None), None)
    if fault is not None:
        raise UserError(fault)
    return put_target(document, replace(_target(document, target_id), zones=zones))


def confirm_extent(document: Consultation, target_id: TargetId) -> Consultation:
    """Record that the doctor stands by a measure that is implausible for the area."""
    target = _target(document, target_id)
    if target.extent is None:
        return document
    return put_target(document, replace(target, extent=replace(target.extent, is_confirmed=True)))


def mirror_to_other_side(document: Consultation, target_id: TargetId, *, new_id: Callable[[], UUID]) -> Consultation:
    """Lay extent, zones and grid of one side on the other, as a mirror shows them; an area of both sides or none stays as it is.

    The other side is made where there is none yet, with the same aim, deposit and line; what is measured or asked there is not copied.
    """
    target = _target(document, target_id)
    side = OTHER_SIDE.get(target.side)
    if side is None or target.extent is None:
        return document
    there = next((t for t in document.target_areas if t.area == target.area and t.side is side), None)
    other = there or TargetArea(
        target_id=TargetId(new_id()), area=target.area, side=side, aim=target.aim, deposit=target.deposit,
    )
    other = replace(other, extent=mirrored_extent(target.extent), zones=mirrored_zones(target.zones))
    document = put_target(document, other)
    if there is None:
        document = waiting_alike(document, of=f"target.{target.target_id}", at=f"target.{other.target_id}")
    return _mirror_line(document, target, other, new_id=new_id)


def _mirror_line(document: Consultation, target: TargetArea, other: TargetArea, *, new_id: Callable[[], UUID]) -> Consultation:
    line = next((one for one in document.plan.lines if one.target_id == target.target_id), None)
    if line is None:
        return document
    there = next((one for one in document.plan.lines if one.target_id == other.target_id), None)
    placement = mirrored_placement(line.placement)
    if there is not None:
        return put_line(document, replace(there, placement=placement))
    mirrored = replace(line, line_id=LineId(new_id()), target_id=other.target_id, placement=placement, points=())
    return waiting_alike(put_line(document, mirrored), of=f"line.{line.line_id}", at=f"line.{mirrored.line_id}")


def _target(document: Consultation, target_id: TargetId) -> TargetArea:
    return next(t for t in document.target_areas if t.target_id == target_id)
