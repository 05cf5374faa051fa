"""What bars a plan line: findings, ids that the pack does not hold, choices that do not fit together, a stale grid."""

from collections import Counter
from collections.abc import Iterable, Iterator

from meso_desktop.domain.areas import TargetArea
from meso_desktop.domain.assessment import Barrier, Missing
from meso_desktop.domain.consultation import Consultation
from meso_desktop.domain.drawing.grid_shown import grid_shown
from meso_desktop.domain.knowledge import Knowledge
from meso_desktop.domain.message import Message, Term, message
from meso_desktop.domain.missing import Gathered
from meso_desktop.domain.own_preparations import is_taken_by, preparation_term
from meso_desktop.domain.placing import PlacedLine, named
from meso_desktop.domain.plan import PlanLine
from meso_desktop.domain.protocols import CountedBy, Protocol
from meso_desktop.domain.usable import faults_of, own_faults


def barriers(
    document: Consultation, knowledge: Knowledge, gathered: Gathered, *, missing: Iterable[Missing],
) -> tuple[Barrier, ...]:
    """Return everything that bars each line, line by line: what does not fit first, then findings, then what is missing."""
    placed = gathered.placed
    targets = Counter(target.target_id for target in document.target_areas)
    barring = tuple(f for f in gathered.findings if f.bars)
    wanted = tuple(m for m in missing if m.line is not None and m.bars_signing)
    found: list[Barrier] = []
    lines = Counter(one.line_id for one in placed)
    for one in placed:
        line = one.line_id
        if lines[line] > 1:
            found.append(Barrier(line=line, text=message("barrier.line_twice")))
        if targets[one.line.target_id] > 1:
            found.append(Barrier(line=line, text=message("barrier.target_twice")))
        if one.target is not None and any(_shares_a_place(one.target, other) for other in document.target_areas):
            area, side = named("area", one.area, knowledge.areas), Term(f"side.{one.target.side.value}")
            found.append(Barrier(line=line, text=message("barrier.area_twice", area=area, side=side)))
        found.extend(Barrier(line=line, text=text) for text in _misfits(one, document, knowledge))
        found.extend(Barrier(line=line, text=f.text, finding=f.key) for f in barring if line in f.lines)
        found.extend(Barrier(line=line, text=m.text) for m in wanted if m.line == line)
    return tuple(found)


def _shares_a_place(target: TargetArea, other: TargetArea) -> bool:
    is_other = target.target_id != other.target_id
    return is_other and target.area == other.area and target.side.overlaps(other.side)


def _misfits(placed: PlacedLine, document: Consultation, knowledge: Knowledge) -> Iterator[Message]:
    line, target, protocol, preparation = placed.line, placed.target, placed.protocol, placed.preparation
    if target is None:
        yield message("barrier.no_target")
    elif target.area not in knowledge.areas:
        yield message("barrier.unknown_area", area=target.area)
    elif not target.side.fits(has_sides=knowledge.areas[target.area].has_sides):
        yield message("barrier.side_does_not_fit", area=Term(f"area.{target.area}"), side=Term(f"side.{target.side.value}"))
    if protocol is None:
        yield message("barrier.unknown_protocol", protocol=line.protocol)
    else:
        yield from _outside_protocol(placed, protocol, document, knowledge)
    if preparation is None:
        yield message("barrier.unknown_preparation", preparation=line.preparation)
    else:
        yield from faults_of(preparation, knowledge)
        yield from own_faults(line.preparation, document, knowledge)
    if target is not None and protocol is not None:
        yield from _grid(placed.line, target, protocol, knowledge)


def _grid(line: PlanLine, target: TargetArea, protocol: Protocol, knowledge: Knowledge) -> Iterator[Message]:
    area = named("area", target.area, knowledge.areas)
    shown = grid_shown(line, target, protocol)
    points = (*shown.points, *shown.put_in)
    if line.points != points:
        yield message("barrier.grid_out_of_date", area=area)
    is_wanted = protocol.counted_by is CountedBy.POINT and target.extent is not None
    if is_wanted and not points and (line.spacing_cm or protocol.spacing_cm):
        yield message("barrier.grid_not_drawn", area=area)


def _outside_protocol(placed: PlacedLine, protocol: Protocol, document: Consultation, knowledge: Knowledge) -> Iterator[Message]:
    term = Term(f"protocol.{protocol.id}")
    if placed.preparation is None or not is_taken_by(protocol, placed.preparation, knowledge):
        prepared = preparation_term(placed.line.preparation, document, knowledge)
        yield message("barrier.preparation_not_taken", protocol=term, preparation=prepared)
    if placed.target is not None and placed.area not in protocol.areas:
        yield message("barrier.area_not_covered", protocol=term, area=named("area", placed.area, knowledge.areas))
    if placed.aim is not None and placed.aim not in protocol.aims:
        yield message("barrier.aim_not_covered", protocol=term, aim=Term(f"aim.{placed.aim.value}"))
