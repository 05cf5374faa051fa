"""Same as last time: fills what this consultation has not planned yet from the last signed one, every copied value to be accepted."""

from collections.abc import Callable, Iterator
from uuid import UUID

from msgspec import Struct
from msgspec.structs import replace

from meso_desktop.domain.accepting import ANAESTHETIC_FIELDS, AREA_FIELDS, LINE_FIELDS, is_filled, without_copied
from meso_desktop.domain.areas import Side, TargetArea
from meso_desktop.domain.consultation import Consultation, Copied
from meso_desktop.domain.drawing.grid import drawn_points, redrawn
from meso_desktop.domain.drawing.mirror import mirrored_placement
from meso_desktop.domain.ids import LineId, TargetId
from meso_desktop.domain.knowledge import Knowledge
from meso_desktop.domain.message import Message, Term, message
from meso_desktop.domain.own_preparations import is_taken_by, own_preparation, preparation_of
from meso_desktop.domain.placing import named
from meso_desktop.domain.plan import Anaesthetic, Placement, PlanLine
from meso_desktop.domain.preparation_edits import use_own
from meso_desktop.domain.protocols import CountedBy, Protocol
from meso_desktop.domain.usable import faults_of

NewId = Callable[[], UUID]


class _Area(Struct, frozen=True, kw_only=True):
    """An area treated last time, as it may be chosen again, with the one chosen today in its place, if there is one.

    `apart` is the other side where it was a pair and its sides stand apart today.
    """

    earlier: TargetArea
    offered: TargetArea
    today: TargetArea | None
    apart: TargetArea | None = None

    @property
    def places(self) -> tuple[TargetArea, ...]:
        """The areas that take what was planned in it."""
        first = self.today or self.offered
        return (first,) if self.apart is None else (first, self.apart)


class _Line(Struct, frozen=True, kw_only=True):
    """A line of last time as it may be planned again in its area."""

    earlier: PlanLine
    offered: PlanLine
    target: TargetArea
    is_mirrored: bool


def copied_plan(document: Consultation, earlier: Consultation, *, knowledge: Knowledge, new_id: NewId) -> Consultation:
    """Fill areas, lines and anaesthetic from an earlier consultation where this one has none yet; applied twice it adds nothing.

    What was of that day is not copied: pinch, grades and answers are measured and asked anew, dates proposed anew. An area that was
    chosen today stays as it is, and takes the line of last time where it has none. Every copied value stands in `copied` by its path
    until it is accepted. What the pack no longer offers is left out: `left_out` says it.
    """
    if not may_copy(document, earlier, knowledge=knowledge):
        return document
    document = _without_other(document, earlier)
    fields = () if document.copied is None else document.copied.fields
    paths: list[str] = []
    for area in _areas(document, earlier, knowledge):
        if area.today is None:
            target = replace(area.offered, target_id=TargetId(new_id()))
            document = replace(document, target_areas=(*document.target_areas, target))
            names = tuple(name for name in AREA_FIELDS if name != "side" or target.side is not Side.MIDLINE)
            paths += _paths(f"target.{target.target_id}", target, names)
    for one in _lines(document, earlier, knowledge):  # every area has its place by now
        line = _laid_as_before(replace(one, offered=replace(one.offered, line_id=LineId(new_id()))), knowledge)
        document = replace(document, plan=replace(document.plan, lines=(*document.plan.lines, line)))
        own = own_preparation(line.preparation, earlier, knowledge)
        if own is not None:
            if own_preparation(own.id, document, knowledge) not in {None, own}:  # today's of that id stays what it is
                own = replace(own, id=str(new_id()))
            document = use_own(document, line_id=line.line_id, own=own, copy_id=own.id)
        paths += _paths(f"line.{line.line_id}", line, LINE_FIELDS)
    anaesthetic = _anaesthetic(document, earlier, knowledge)
    if anaesthetic is not None:
        document = replace(document, plan=replace(document.plan, anaesthetic=anaesthetic))
        paths += _paths("anaesthetic", anaesthetic, ANAESTHETIC_FIELDS)
    copied = Copied(consultation_id=earlier.consultation_id, visit_on=earlier.visit_on, fields=(*fields, *paths))
    return redrawn(replace(document, copied=copied), knowledge)


def may_copy(document: Consultation, earlier: Consultation, *, knowledge: Knowledge) -> bool:
    """Tell whether an earlier consultation has something to fill this one with."""
    document = _without_other(document, earlier)
    if any(area.today is None for area in _areas(document, earlier, knowledge)):
        return True
    return next(_lines(document, earlier, knowledge), None) is not None or _anaesthetic(document, earlier, knowledge) is not None


def may_copy_areas(document: Consultation, earlier: Consultation, *, knowledge: Knowledge) -> bool:
    """Tell whether an earlier consultation has areas that are not chosen in this one."""
    document = _without_other(document, earlier)
    return any(area.today is None for area in _areas(document, earlier, knowledge))


def left_out(document: Consultation, earlier: Consultation, *, knowledge: Knowledge) -> tuple[Message, ...]:
    """Return what of the earlier consultation is not offered again, each with its reason: the pack has it no more, or it does not fit."""
    return tuple(dict.fromkeys(_left_out(document, earlier, knowledge)))


def _without_other(document: Consultation, earlier: Consultation) -> Consultation:
    """Return the consultation without what was copied from another record and not accepted: one record at a time is copied."""
    is_same = document.copied is None or document.copied.consultation_id == earlier.consultation_id
    return document if is_same else without_copied(document)


def _left_out(document: Consultation, earlier: Consultation, knowledge: Knowledge) -> Iterator[Message]:
    targets = {target.target_id: target for target in earlier.target_areas}
    places = {area.earlier.target_id: area for area in _areas(document, earlier, knowledge)}
    for target in earlier.target_areas:
        if not _is_offered(target, knowledge):
            yield message("copied.left_out.area", area=named("area", target.area, knowledge.areas))
    for line in earlier.plan.lines:
        area = places.get(line.target_id)
        if area is None or line.target_id not in targets:
            continue
        name = Term(f"area.{targets[line.target_id].area}")
        protocol = knowledge.protocols.get(line.protocol)
        if protocol is None:
            yield message("copied.left_out.protocol", area=name)
        elif not all(_fits(protocol, place) for place in area.places):
            yield message("copied.left_out.protocol_not_fitting", area=name, protocol=Term(f"protocol.{line.protocol}"))
        elif line.preparation and not _is_usable(line, protocol, earlier, knowledge):
            yield message("copied.left_out.preparation", area=name)
    days = [line.dates for line in earlier.plan.lines if line.dates]
    if days:
        yield message("copied.left_out.days_in_turn" if len(set(days)) > 1 else "copied.left_out.days", day=earlier.visit_on)
    last = earlier.plan.anaesthetic
    if last is not None and last.agent is not None and last.agent not in knowledge.anaesthetics:
        yield message("copied.left_out.anaesthetic")


def _areas(document: Consultation, earlier: Consultation, knowledge: Knowledge) -> Iterator[_Area]:
    for target in earlier.target_areas:
        if _is_offered(target, knowledge):
            offered = _as_offered(target, knowledge)
            today = _in_its_place(target, document)
            yield _Area(earlier=target, offered=offered, today=today, apart=_other_side(target, today, document))


def _is_offered(target: TargetArea, knowledge: Knowledge) -> bool:
    area = knowledge.areas.get(target.area)
    return area is not None and target.side.fits(has_sides=area.has_sides)


def _as_offered(target: TargetArea, knowledge: Knowledge) -> TargetArea:
    """Return the area without what was of that day; a measure that seemed implausible is asked about again."""
    aim = target.aim if target.aim in knowledge.areas[target.area].aims else None
    extent = None if target.extent is None else replace(target.extent, is_confirmed=False)
    return replace(target, aim=aim, extent=extent, pinch=None, answers=(), grades=(), note="")


def _in_its_place(target: TargetArea, document: Consultation) -> TargetArea | None:
    here = [t for t in document.target_areas if t.area == target.area and t.side.overlaps(target.side)]
    return next((t for t in here if t.side is target.side), next(iter(here), None))


def _other_side(was: TargetArea, today: TargetArea | None, document: Consultation) -> TargetArea | None:
    """Return the other side of a pair of last time that stands apart from the one in its place."""
    if was.side is not Side.BOTH or today is None:
        return None
    return next((t for t in document.target_areas if t.area == was.area and not t.side.overlaps(today.side)), None)


def _lines(document: Consultation, earlier: Consultation, knowledge: Knowledge) -> Iterator[_Line]:
    """Yield the lines of last time whose area has none today, one an area; of a pair one for each side that stands apart today."""
    planned = {line.target_id for line in document.plan.lines}
    areas = {area.earlier.target_id: area for area in _areas(document, earlier, knowledge)}
    for line in earlier.plan.lines:
        area = areas.get(line.target_id)
        protocol = knowledge.protocols.get(line.protocol)
        if area is None or protocol is None:
            continue
        is_usable = _is_usable(line, protocol, earlier, knowledge)
        for place in area.places:
            if place.target_id in planned or not _fits(protocol, place):
                continue
            planned.add(place.target_id)
            offered = _as_planned(line, protocol, place, area.earlier, is_usable=is_usable)
            is_mirrored = area.earlier.side is Side.BOTH and place.side is Side.RIGHT
            yield _Line(earlier=line, offered=offered, target=place, is_mirrored=is_mirrored)


def _as_planned(line: PlanLine, protocol: Protocol, place: TargetArea, was: TargetArea, *, is_usable: bool) -> PlanLine:
    """Return the line without its days, with the figures that its technique is counted by; a volume over both sides is not one of one."""
    is_by_point = protocol.counted_by is CountedBy.POINT
    return PlanLine(
        line_id=line.line_id, target_id=place.target_id, protocol=line.protocol, preparation=line.preparation if is_usable else "",
        spacing_cm=line.spacing_cm if is_by_point else None,
        volume_per_point_ml=line.volume_per_point_ml if is_by_point else None,
        volume_ml=line.volume_ml if not is_by_point and place.side.places == was.side.places else None,
        sessions=line.sessions, interval_days=line.interval_days, placement=line.placement, needle_gauge=line.needle_gauge,
        needle_length_mm=line.needle_length_mm, depth_mm=line.depth_mm, technique=line.technique, minutes=line.minutes,
    )


def _fits(protocol: Protocol, target: TargetArea) -> bool:
    return target.area in protocol.areas and (target.aim is None or target.aim in protocol.aims)


def _is_usable(line: PlanLine, protocol: Protocol, earlier: Consultation, knowledge: Knowledge) -> bool:
    """Tell whether a preparation can be chosen still; one of the clinic's own is the one that the record holds."""
    preparation = preparation_of(line.preparation, earlier, knowledge)
    if preparation is None or not is_taken_by(protocol, preparation, knowledge):
        return False
    return next(faults_of(preparation, knowledge), None) is None


def _laid_as_before(one: _Line, knowledge: Knowledge) -> PlanLine:
    """Keep how the grid was laid only where it falls on the same points as then: on another lattice it would say something else.

    On the right of a pair that stands apart today it is laid as a mirror shows it, where that is another.
    """
    line, then = one.offered, one.earlier.points
    if one.is_mirrored and line.placement != Placement():
        line = replace(line, placement=mirrored_placement(line.placement))
        then = mirrored_placement(Placement(added=then)).added
    points = drawn_points(line, one.target, knowledge.protocols.get(line.protocol))
    return replace(line, points=points) if sorted(points) == sorted(then) else replace(line, placement=Placement())


def _anaesthetic(document: Consultation, earlier: Consultation, knowledge: Knowledge) -> Anaesthetic | None:
    last = earlier.plan.anaesthetic
    if document.plan.anaesthetic is not None or last is None:
        return None
    return last if last.agent is None or last.agent in knowledge.anaesthetics else None


def _paths(prefix: str, value: object, names: tuple[str, ...]) -> Iterator[str]:
    return (f"{prefix}.{name}" for name in names if is_filled(getattr(value, name)))
