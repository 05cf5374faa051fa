"""What would satisfy a limit that a plan crosses: areas treated in turn, a wider spacing, a smaller extent; the doctor chooses."""

from collections.abc import Iterator
from datetime import date
from decimal import ROUND_FLOOR, Decimal
from enum import StrEnum
from math import ceil
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from meso_desktop.domain.areas import Outline, TargetArea
from meso_desktop.domain.assessment import LimitCheck, LineEstimate
from meso_desktop.domain.bounds import months_between
from meso_desktop.domain.calendar import earliest_after, first_session, next_working_day
from meso_desktop.domain.consultation import Consultation
from meso_desktop.domain.estimate import estimate_line
from meso_desktop.domain.grid import redrawn
from meso_desktop.domain.ids import LineId
from meso_desktop.domain.knowledge import Knowledge
from meso_desktop.domain.limits import check_limits
from meso_desktop.domain.message import Message, Term, message
from meso_desktop.domain.placing import PlacedLine, placed_lines
from meso_desktop.domain.plan import PlanLine
from meso_desktop.domain.quantity import EXTENT_CM, Unit, length
from meso_desktop.domain.totals import session_totals

_FINER: Final = Decimal("0.1")
_SMALLER_CM: Final = Decimal("0.1")


class WayOutKind(StrEnum):
    """How a limit can be met."""

    IN_TURN = "in_turn"
    WIDER = "wider"
    SMALLER = "smaller"


class WayOut(Struct, frozen=True, kw_only=True):
    """One way to meet a limit: what it does, and the consultation as it would be."""

    kind: WayOutKind
    text: Message
    document: Consultation


def ways_out(check: LimitCheck, document: Consultation, knowledge: Knowledge) -> tuple[WayOut, ...]:
    """Return the ways in which a plan would meet a limit of a session or an area that it crosses; none that crosses it still.

    Areas in turn: each day takes as many of the areas as the limit allows, a whole interval between two days. Wider: the least spacing
    of the protocol's own range. Smaller: the largest extent of the same shape. Only upper bounds have ways out.
    """
    if not check.is_upper or not check.is_crossed:
        return ()
    found = (*_in_turn(check, document, knowledge), *_wider(check, document, knowledge), *_smaller(check, document, knowledge))
    return tuple(way for way in found if _is_met(check, way.document, knowledge))


def _is_met(check: LimitCheck, document: Consultation, knowledge: Knowledge) -> bool:
    lines = _estimates(document, knowledge)
    checks = check_limits(document, knowledge, lines, session_totals(document, knowledge, lines))
    return not any(one.limit == check.limit and one.is_crossed for one in checks)


def _estimates(document: Consultation, knowledge: Knowledge) -> tuple[LineEstimate, ...]:
    return tuple(estimate_line(line, document, knowledge, today=document.visit_on) for line in document.plan.lines)


def _concerned(check: LimitCheck, document: Consultation, knowledge: Knowledge) -> tuple[PlacedLine, ...]:
    return tuple(placed for placed in placed_lines(document, knowledge) if placed.line_id in check.lines)


def _in_turn(check: LimitCheck, document: Consultation, knowledge: Knowledge) -> Iterator[WayOut]:
    """Yield the fewest groups of areas that each stay within the limit, on days of their own."""
    if check.session is None or len(check.lines) < 2:  # noqa: PLR2004  # one area cannot take turns
        return
    estimates = {one.line: one for one in _estimates(document, knowledge)}
    placed = {p.line_id: p for p in _concerned(check, document, knowledge)}
    if any(estimates[line].interval_days is None or estimates[line].sessions.chosen is None for line in placed):
        return
    for count in range(2, len(placed) + 1):
        groups = _groups(tuple(placed), count, estimates)
        changed = _dated(document, groups, placed, estimates)
        if _is_met(check, changed, knowledge):
            yield WayOut(kind=WayOutKind.IN_TURN, text=message("way_out.in_turn", count=count), document=changed)
            return


def _groups(lines: tuple[LineId, ...], count: int, estimates: dict[LineId, LineEstimate]) -> list[list[LineId]]:
    """Spread the lines over groups, the largest first, each into the group that holds least."""
    groups: list[list[LineId]] = [[] for _ in range(count)]
    held = [Decimal(0)] * count
    for line in sorted(lines, key=lambda one: -_amount(estimates[one])):
        least = min(range(count), key=held.__getitem__)
        groups[least].append(line)
        held[least] += _amount(estimates[line])
    return groups


def _amount(estimate: LineEstimate) -> Decimal:
    return estimate.volume_ml or Decimal(estimate.injections or 0)


def _dated(
    document: Consultation, groups: list[list[LineId]], placed: dict[LineId, PlacedLine], estimates: dict[LineId, LineEstimate],
) -> Consultation:
    """Give each group days of its own, the longest interval of any of them between two days."""
    sessions = {line: estimates[line].sessions.chosen or 1 for line in placed}
    days = _days(document, tuple(placed.values()), estimates, count=len(groups) * max(sessions.values()))
    own = {line: days[place :: len(groups)][: sessions[line]] for place, group in enumerate(groups) for line in group}
    return _with_lines(document, {line: {"dates": tuple(dates)} for line, dates in own.items()})


def _days(
    document: Consultation, placed: tuple[PlacedLine, ...], estimates: dict[LineId, LineEstimate], *, count: int,
) -> list[date]:
    clinic = document.clinic
    interval = max(estimates[p.line_id].interval_days or 0 for p in placed)
    months = max(months_between(p, jurisdiction=clinic.jurisdiction) for p in placed)
    days = [first_session(document.visit_on, planned=document.plan.first_session_on, working_days=clinic.working_days)]
    while len(days) < count:
        days.append(next_working_day(earliest_after(days[-1], interval_days=interval, months=months), clinic.working_days))
    return days


def _wider(check: LimitCheck, document: Consultation, knowledge: Knowledge) -> Iterator[WayOut]:
    """Yield the least spacing above the present one, within the range of every protocol concerned, that meets the limit."""
    placed = _concerned(check, document, knowledge)
    spans = [p.protocol.spacing_span_cm for p in placed if p.protocol is not None and p.protocol.spacing_span_cm is not None]
    used = [one.spacing_cm for one in _estimates(document, knowledge) if one.line in check.lines and one.spacing_cm is not None]
    if len(spans) < len(placed) or not used or len(used) < len(placed):
        return
    spacing = max(used)
    while (spacing := spacing + _FINER) <= min(span.high for span in spans):
        changed = redrawn(_with_lines(document, {p.line_id: {"spacing_cm": spacing} for p in placed}), knowledge)
        if _is_met(check, changed, knowledge):
            yield WayOut(kind=WayOutKind.WIDER, text=message("way_out.wider", spacing=spacing, was=max(used)), document=changed)
            return


def _smaller(check: LimitCheck, document: Consultation, knowledge: Knowledge) -> Iterator[WayOut]:
    """Yield, for the one area concerned, the largest extent of the same shape that meets the limit."""
    placed = _concerned(check, document, knowledge)
    if len(placed) != 1 or placed[0].target is None or placed[0].target.extent is None or not check.value:
        return
    target = placed[0].target
    if target.extent is None or target.extent.outline is Outline.FREE:
        return
    for permille in range(ceil(1000 * min(Decimal(1), check.bound / check.value).sqrt()) + 50, 50, -10):
        smaller = _scaled(target, Decimal(min(permille, 990)) / 1000)
        if smaller is None or smaller.extent is None:
            return
        targets = tuple(smaller if t.target_id == target.target_id else t for t in document.target_areas)
        changed = redrawn(replace(document, target_areas=targets), knowledge)
        if _is_met(check, changed, knowledge):
            told = message(
                "way_out.smaller", area=Term(f"area.{target.area}"), length=smaller.extent.length.cm, width=smaller.extent.width.cm,
            )
            yield WayOut(kind=WayOutKind.SMALLER, text=told, document=changed)
            return


def _scaled(target: TargetArea, factor: Decimal) -> TargetArea | None:
    extent = target.extent
    if extent is None:
        return None
    sizes = [(size.cm * factor).quantize(_SMALLER_CM, rounding=ROUND_FLOOR) for size in (extent.length, extent.width)]
    if min(sizes) < _SMALLER_CM:
        return None
    long, wide = (length(f"{size:f}", Unit.CM, bounds=EXTENT_CM) for size in sizes)
    return replace(target, extent=replace(extent, length=long, width=wide))


def _with_lines(document: Consultation, values: dict[LineId, dict[str, object]]) -> Consultation:
    lines = tuple(_with(line, values.get(line.line_id)) for line in document.plan.lines)
    return replace(document, plan=replace(document.plan, lines=lines))


def _with(line: PlanLine, values: dict[str, object] | None) -> PlanLine:
    return line if values is None else replace(line, **values)
