"""The outline, or one zone kept free, as something that is drawn corner by corner: begun, refused, or set."""

from functools import partial

from msgspec.structs import replace

from meso_desktop.domain.areas import Outline, Point, Zone
from meso_desktop.domain.consultation import Consultation
from meso_desktop.domain.drawing.drawing_edits import set_zones
from meso_desktop.domain.drawing.keeping_free import Kept
from meso_desktop.domain.drawing.outlines import as_corners, drawn_extent, outline_fault
from meso_desktop.domain.drawing.unfinished import (
    Unfinished,
    finish_outline,
    finish_zone,
    forget_unfinished,
    put_unfinished,
    target_of,
    unfinished_outline,
    unfinished_zone,
)
from meso_desktop.domain.ids import TargetId
from meso_desktop.ui.canvas.bench import Bench


class Shape:
    """What the pen works on; every change goes to the consultation, a drawing that is refused too."""

    def __init__(self, bench: Bench, *, is_zone: bool) -> None:
        """Work on the outline, or on the zones."""
        self.bench = bench
        self.is_zone = is_zone
        self.kind = ""
        self.chosen: int | None = None

    @property
    def begun(self) -> Unfinished | None:
        """The drawing that was begun and is not set."""
        if self.bench.target_id is None:
            return None
        read = unfinished_zone if self.is_zone else unfinished_outline
        return read(self.bench.document, self.bench.target_id)

    @property
    def is_open(self) -> bool:
        """Whether corners are being set and the drawing is not closed."""
        begun = self.begun
        return begun is not None and not begun.is_closed

    @property
    def zones(self) -> tuple[Zone, ...]:
        """The zones that are set."""
        target = self.bench.target
        return () if target is None else target.zones

    @property
    def corners(self) -> tuple[Point, ...]:
        """The corners that can be taken hold of: of what was begun, else of what is set; an oval has none."""
        begun = self.begun
        if begun is not None:
            return begun.corners
        if self.is_zone:
            return self.zones[self.chosen].corners if self.chosen is not None and self.chosen < len(self.zones) else ()
        extent = None if self.bench.target is None else self.bench.target.extent
        return () if extent is None or extent.outline is Outline.ELLIPSE else as_corners(extent)

    def choose(self, at: int | None) -> None:
        """Take hold of a zone that is set."""
        self.chosen = at

    def change(self, corners: tuple[Point, ...], *, is_closed: bool) -> None:
        """Draw it like this: set when it is closed and has no fault, else kept as begun, with the fault said."""
        target_id = self.bench.target_id
        if target_id is None:
            return
        drawing = self._drawing(corners, is_closed=is_closed)
        fault = outline_fault(corners) if is_closed else None
        if is_closed and fault is None:
            place = len(self.zones) if drawing.replaces is None else drawing.replaces
            if self.is_zone:
                self.chosen = min(place, len(self.zones))
            else:
                self.bench.lies(corners)
            self.bench.edit(partial(_finished, target_id=target_id, drawing=drawing))
        else:
            self.bench.edit(partial(put_unfinished, target_id=target_id, drawing=drawing))
        self.bench.say(fault)

    def try_corners(self, corners: tuple[Point, ...]) -> None:
        """Show what a closed drawing would come to, and set it once the hand rests; one with a fault only says so."""
        bench, target_id = self.bench, self.bench.target_id
        bench.when_resting(partial(self.change, corners, is_closed=True))
        fault = outline_fault(corners)
        bench.say(fault)
        if fault is None and target_id is not None:
            origin = Point(0, 0) if self.is_zone else drawn_extent(corners)[1]
            drawing = self._drawing(corners, is_closed=True)
            bench.try_document(_finished(bench.document, target_id, drawing), origin=origin)
        else:
            bench.changed.emit()

    def remove(self) -> None:
        """Take away what was begun or, of zones, the one that is chosen."""
        target_id = self.bench.target_id
        if target_id is None:
            return
        if self.begun is not None:
            self.bench.edit(partial(forget_unfinished, target_id=target_id, is_zone=self.is_zone))
        elif self.is_zone and self.chosen is not None and self.chosen < len(self.zones):
            left = (*self.zones[: self.chosen], *self.zones[self.chosen + 1:])
            self.chosen = None
            self.bench.edit(partial(set_zones, target_id=target_id, zones=left))
        self.bench.say(None)

    def add(self, zone: Zone) -> None:
        """Keep one more zone free; it is not taken hold of, so that the next kind picked is not given to it."""
        if self.bench.target_id is not None:
            self.chosen = None
            self.bench.edit(partial(set_zones, target_id=self.bench.target_id, zones=(*self.zones, zone)))

    def rename(self, kind: str) -> None:
        """Give the zone that is chosen or begun, and the next one, another kind."""
        self.kind = kind
        target_id, begun = self.bench.target_id, self.begun
        if target_id is None or not self.is_zone:
            return
        if begun is not None:
            self.bench.edit(partial(put_unfinished, target_id=target_id, drawing=replace(begun, kind=kind)))
        elif self.chosen is not None and self.chosen < len(self.zones):
            zone = replace(self.zones[self.chosen], kind=kind)
            zones = (*self.zones[: self.chosen], zone, *self.zones[self.chosen + 1:])
            self.bench.edit(partial(set_zones, target_id=target_id, zones=zones))

    def _drawing(self, corners: tuple[Point, ...], *, is_closed: bool) -> Unfinished:
        begun = self.begun
        if not self.is_zone:
            return Unfinished(corners=corners, is_closed=is_closed)
        if begun is not None:
            return replace(begun, corners=corners, is_closed=is_closed)
        is_set = self.chosen is not None and self.chosen < len(self.zones)
        kind = self.zones[self.chosen].kind if is_set and self.chosen is not None else self.kind or Kept.OTHER.value
        return Unfinished(corners=corners, kind=kind, replaces=self.chosen if is_set else None, is_closed=is_closed)


def is_faulty(corners: tuple[Point, ...]) -> bool:
    """Tell whether a closed drawing of these corners would be refused."""
    return outline_fault(corners) is not None


def _finished(document: Consultation, target_id: TargetId, drawing: Unfinished) -> Consultation:
    if target_of(document, target_id) is None:
        return document
    if drawing.kind:
        return finish_zone(document, target_id, drawing)
    return finish_outline(document, target_id, drawing.corners)
