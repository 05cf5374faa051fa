"""Drawings begun on the canvas and not closed, or closed and refused: kept in the document as what fields refused, so that none is lost."""

import re
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from meso_desktop.domain.areas import Point, TargetArea, Zone
from meso_desktop.domain.consultation import Consultation
from meso_desktop.domain.drawing.drawing_edits import set_outline, set_zones
from meso_desktop.domain.drawing.outlines import drawn_extent
from meso_desktop.domain.edits import accept_entry, refuse_entry
from meso_desktop.domain.ids import TargetId

_TEXT: Final = re.compile(r"([a-z][a-z0-9_]*|-) ([0-9]+|-) (open|closed)((?: -?[0-9]{1,6}/-?[0-9]{1,6})*)")
_TYPED: Final = ("length", "width", "outline")


class Unfinished(Struct, frozen=True, kw_only=True):
    """Corners set so far; `kind` is that of a zone, or empty for the outline; `replaces` is the place of the zone it stood for.

    `is_closed` says that it was closed and refused, or that a corner of what was set was drawn over another side.
    """

    corners: tuple[Point, ...]
    kind: str = ""
    replaces: int | None = None
    is_closed: bool = False


def unfinished_outline(document: Consultation, target_id: TargetId) -> Unfinished | None:
    """Return the outline of an area that was begun."""
    return _read(document, outline_path(target_id))


def unfinished_zone(document: Consultation, target_id: TargetId) -> Unfinished | None:
    """Return the zone of an area that was begun."""
    return _read(document, zone_path(target_id))


def put_unfinished(document: Consultation, target_id: TargetId, drawing: Unfinished) -> Consultation:
    """Keep a drawing begun in place of the one before; one without corners is forgotten."""
    path = zone_path(target_id) if drawing.kind else outline_path(target_id)
    return refuse_entry(document, field=path, text=_written(drawing)) if drawing.corners else accept_entry(document, path)


def forget_unfinished(document: Consultation, target_id: TargetId, *, is_zone: bool) -> Consultation:
    """Forget a drawing begun."""
    return accept_entry(document, zone_path(target_id) if is_zone else outline_path(target_id))


def finish_outline(document: Consultation, target_id: TargetId, corners: tuple[Point, ...]) -> Consultation:
    """Give an area a drawn outline in place of what was begun or typed for it. Raises UserError ``outline.*``.

    A zone begun stays where it lies on the body.
    """
    _, centre = drawn_extent(corners)
    document = set_outline(document, target_id, corners)
    for part in _TYPED:
        document = accept_entry(document, f"target.{target_id}.{part}")
    document = forget_unfinished(document, target_id, is_zone=False)
    begun = unfinished_zone(document, target_id)
    if begun is None:
        return document
    moved = tuple(Point(p.x - centre.x, p.y - centre.y) for p in begun.corners)
    return put_unfinished(document, target_id, replace(begun, corners=moved))


def finish_zone(document: Consultation, target_id: TargetId, drawing: Unfinished) -> Consultation:
    """Keep a zone free, in place of the one that the drawing stood for. Raises UserError ``outline.*``."""
    target = target_of(document, target_id)
    if target is None:
        return document
    zone = Zone(kind=drawing.kind, corners=drawing.corners)
    at = drawing.replaces
    place = len(target.zones) if at is None else at
    zones = (*target.zones[:place], zone, *target.zones[place + 1:])
    return forget_unfinished(set_zones(document, target_id, zones), target_id, is_zone=True)


def target_of(document: Consultation, target_id: TargetId) -> TargetArea | None:
    """Return the target area with this id."""
    return next((t for t in document.target_areas if t.target_id == target_id), None)


def outline_path(target_id: TargetId) -> str:
    """Return the path under which an outline begun is kept."""
    return f"target.{target_id}.drawing"


def zone_path(target_id: TargetId) -> str:
    """Return the path under which a zone begun is kept."""
    return f"target.{target_id}.drawing_zone"


def begun_target(document: Consultation, path: str) -> TargetArea | None:
    """Return the target area whose drawing begun is kept under this path; None for any other path."""
    begun = (t for t in document.target_areas if path in (outline_path(t.target_id), zone_path(t.target_id)))
    return next(begun, None)


def _read(document: Consultation, path: str) -> Unfinished | None:
    text = next((entry.text for entry in document.refused_entries if entry.field == path), None)
    read = None if text is None else _TEXT.fullmatch(text)
    if read is None:
        return None
    kind, replaces, state, places = read.groups()
    corners = tuple(Point(int(x), int(y)) for x, y in (place.split("/") for place in places.split()))
    return Unfinished(
        corners=corners, kind="" if kind == "-" else kind, replaces=None if replaces == "-" else int(replaces), is_closed=state == "closed",
    )


def _written(drawing: Unfinished) -> str:
    replaces = "-" if drawing.replaces is None else str(drawing.replaces)
    places = (f"{corner.x}/{corner.y}" for corner in drawing.corners)
    return " ".join((drawing.kind or "-", replaces, "closed" if drawing.is_closed else "open", *places))
