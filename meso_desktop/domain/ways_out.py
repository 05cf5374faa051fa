"""What would satisfy a limit that a plan crosses: areas in turn, a wider spacing, less a point, a smaller extent; the doctor chooses."""

from collections.abc import Iterator
from datetime import date
from decimal import ROUND_FLOOR, Decimal
from enum import StrEnum
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from meso_desktop.domain.areas import Outline, TargetArea
from meso_desktop.domain.assessment import LimitCheck
from meso_desktop.domain.consultation import Consultation
from meso_desktop.domain.drawing.grid import redrawn
from meso_desktop.domain.drawing.outlines import scaled_extent
from meso_desktop.domain.ids import LineId
from meso_desktop.domain.knowledge import Knowledge
from meso_desktop.domain.message import Message, Term, message
from meso_desktop.domain.placing import PlacedLine
from meso_desktop.domain.plan_trial import Met, PlanTrial
from meso_desktop.domain.products import LimitMeasure
from meso_desktop.domain.protocols import CountedBy
from meso_desktop.domain.quantity import EXTENT_CM, Unit, length
from meso_desktop.domain.taking_turns import in_turn

_WIDER_CM: Final = Decimal("0.1")
_LESS_ML: Final = Decimal("0.01")
_SMALLER_CM: Final = Decimal("0.1")
_LEAST_PERCENT: Final = 5
_WHOLE: Final = 100
_Dated = tuple[tuple[LineId, tuple[date, ...]], ...]


class WayOutKind(StrEnum):
    """How a limit can be met."""

    IN_TURN = "in_turn"
    WIDER = "wider"
    LESS = "less"
    SMALLER = "smaller"
    SESSIONS = "sessions"
    LATER = "later"
    WEAKER = "weaker"
    ADRENALINE = "adrenaline"


class WayOut(Struct, frozen=True, kw_only=True):
    """One way to meet a limit: what it does, the consultation as it would be, the value that the limit then meets, where counted.

    `dated` are the lines whose days it would plan, each with them; `lines` those that take the one figure named.
    """

    kind: WayOutKind
    text: Message
    document: Consultation
    value: Decimal | None = None
    dated: _Dated = ()
    lines: tuple[LineId, ...] = ()


def ways_out(check: LimitCheck, document: Consultation, knowledge: Knowledge) -> tuple[WayOut, ...]:
    """Return the ways in which a plan would meet a limit that it crosses; none that crosses it still, or another one instead.

    Areas in turn: each day takes as many of the areas as the limit allows, the days so near that each area keeps its own interval, where
    sources and limits allow it, else a whole interval apart. Wider: the least spacing
    of the protocol's own range. Less: the most mL a point of that range, or a session. Smaller: the largest extent of the same shape.
    Sessions: as many as the bound allows. Later: days proposed anew. Amounts have no way to more of them.
    """
    if not check.is_crossed or not check.lines:
        return ()
    trial = PlanTrial(check, document, knowledge)
    if check.is_interval:
        return tuple(_later(trial))
    if _is_of_sessions(trial):
        return tuple(_other_sessions(trial))
    return (*_in_turn(trial), *_wider(trial), *_less(trial), *_less_entered(trial), *_smaller(trial)) if check.is_upper else ()


def take(way: WayOut, document: Consultation) -> Consultation:
    """Return the consultation with the plan and the areas as a way out has them."""
    return replace(document, plan=way.document.plan, target_areas=way.document.target_areas)


def _in_turn(trial: PlanTrial) -> Iterator[WayOut]:
    """Yield the fewest groups of areas that each stay within the limit, on days of their own."""
    found = in_turn(trial)
    if found is not None:
        count, met = found
        lines = tuple(placed.line_id for placed in trial.placed)
        yield _way(WayOutKind.IN_TURN, message("way_out.in_turn", count=count), met, dated=_days_planned(trial, met, lines))


def _wider(trial: PlanTrial) -> Iterator[WayOut]:
    """Yield the least spacing above the present one, within the range of every protocol concerned, that meets the limit."""
    spans = [p.protocol.spacing_span_cm for p in trial.placed if p.protocol is not None and p.protocol.spacing_span_cm is not None]
    used = [spacing for p in trial.placed if (spacing := trial.estimates[p.line_id].spacing_cm) is not None]
    if not trial.is_counted or not spans or len(spans) < len(trial.placed) or len(used) < len(trial.placed):
        return
    spacing = max(used)
    while (spacing := spacing + _WIDER_CM) <= min(span.high for span in spans):
        met = trial.met(trial.changed({p.line_id: {"spacing_cm": spacing} for p in trial.placed}))
        if met is not None:
            yield _way(WayOutKind.WIDER, message("way_out.wider", spacing=spacing, was=max(used)), met, lines=_all(trial))
            return


def _less(trial: PlanTrial) -> Iterator[WayOut]:
    """Yield the most mL a point below the present one, within the range of every protocol concerned, that meets the limit."""
    spans = [s for p in trial.placed if p.protocol is not None and (s := p.protocol.volume_per_point_span_ml) is not None]
    used = [amount for p in trial.placed if (amount := trial.estimates[p.line_id].volume_per_point_ml) is not None]
    if not trial.is_counted or not spans or len(spans) < len(trial.placed) or len(used) < len(trial.placed):
        return
    lowest, most = max(span.low for span in spans), min(used)
    found: tuple[Decimal, Met] | None = None
    low, high = 1, int((most - lowest) / _LESS_ML) + 1
    while low < high:  # the fewer hundredths taken off the better
        taken_off = (low + high) // 2
        amount = most - taken_off * _LESS_ML
        met = trial.met(trial.changed({p.line_id: {"volume_per_point_ml": amount} for p in trial.placed}))
        if met is None:
            low = taken_off + 1
        else:
            found, high = (amount, met), taken_off
    if found is not None:
        yield _way(WayOutKind.LESS, message("way_out.less", amount=found[0], was=max(used)), found[1], lines=_all(trial))


def _less_entered(trial: PlanTrial) -> Iterator[WayOut]:
    """Yield the most mL that the one line concerned may have, where its volume is entered and not counted by point."""
    entered = [p.line for p in trial.placed if p.protocol is not None and p.protocol.counted_by is CountedBy.VOLUME]
    if not trial.is_volume or len(trial.placed) != 1 or not entered or entered[0].volume_ml is None or trial.check.value is None:
        return
    was = entered[0].volume_ml
    amount = was - (trial.check.value - trial.check.bound)
    met = trial.met(trial.changed({entered[0].line_id: {"volume_ml": amount}})) if amount > 0 else None
    if met is not None:
        yield _way(WayOutKind.LESS, message("way_out.volume", amount=amount, was=was), met)


def _smaller(trial: PlanTrial) -> Iterator[WayOut]:
    """Yield, for the area that counts most of those that alone would do, the largest extent of the same shape that meets the limit."""
    if not trial.is_counted or trial.check.value is None:
        return
    over = trial.check.value - trial.check.bound
    for placed in sorted(trial.placed, key=lambda one: -trial.amount(one.line_id)):
        if placed.target is None or (len(trial.placed) > 1 and trial.amount(placed.line_id) <= over):
            continue
        found = _largest(trial, placed.target)
        if found is not None:
            yield _way(WayOutKind.SMALLER, _told(placed, placed.target, found[0]), found[1])
            return


def _largest(trial: PlanTrial, target: TargetArea) -> tuple[TargetArea, Met] | None:
    """Halve the way between too small and too large until one percent is left."""
    found: tuple[TargetArea, Met] | None = None
    low, high = _LEAST_PERCENT, _WHOLE
    while high - low > 1:
        middle = (low + high) // 2
        smaller = _scaled(target, middle)
        met = None if smaller is None else _with_target(trial, smaller)
        if smaller is not None and met is not None:
            found, low = (smaller, met), middle
        else:
            high = middle
    return found


def _with_target(trial: PlanTrial, target: TargetArea) -> Met | None:
    targets = tuple(target if t.target_id == target.target_id else t for t in trial.document.target_areas)
    return trial.met(redrawn(replace(trial.document, target_areas=targets), trial.knowledge))


def _told(placed: PlacedLine, target: TargetArea, smaller: TargetArea) -> Message:
    assert target.extent is not None  # noqa: S101  # narrows for the type checker
    assert smaller.extent is not None  # noqa: S101  # narrows for the type checker
    return message(
        "way_out.smaller", area=Term(f"area.{placed.area}"), length=smaller.extent.length.cm, width=smaller.extent.width.cm,
        was_length=target.extent.length.cm, was_width=target.extent.width.cm,
    )


def _scaled(target: TargetArea, percent: int) -> TargetArea | None:
    extent = target.extent
    if extent is None:
        return None
    if extent.outline is Outline.FREE:
        smaller = scaled_extent(extent, percent=percent)
        return None if smaller is None else replace(target, extent=smaller)
    factor = Decimal(percent) / _WHOLE
    sizes = [(size.cm * factor).quantize(_SMALLER_CM, rounding=ROUND_FLOOR) for size in (extent.length, extent.width)]
    if min(sizes) < _SMALLER_CM:
        return None
    long, wide = (length(f"{size:f}", Unit.CM, bounds=EXTENT_CM) for size in sizes)
    return replace(target, extent=replace(extent, length=long, width=wide))


def _is_of_sessions(trial: PlanTrial) -> bool:
    if trial.limit is not None:
        return trial.limit.measure is LimitMeasure.SESSIONS
    return trial.check.limit.endswith(".sessions")


def _other_sessions(trial: PlanTrial) -> Iterator[WayOut]:
    """Yield the number of sessions at the bound, of those planned still; earlier ones stay counted."""
    check = trial.check
    planned = max(trial.estimates[line].sessions.chosen or 0 for line in check.lines)
    count = planned if check.value is None else planned - int(check.value - check.bound)
    if count < 1 or count == planned:
        return
    met = trial.met(trial.changed({line: {"sessions": count, "dates": ()} for line in check.lines}))
    if met is not None:
        yield _way(WayOutKind.SESSIONS, message("way_out.sessions", count=count, was=planned), met, lines=check.lines)


def _later(trial: PlanTrial) -> Iterator[WayOut]:
    """Yield the days proposed anew: at the protocol's own interval, or at the bound."""
    lines = trial.check.lines
    for interval in (None, int(trial.check.bound)):
        met = trial.met(trial.changed({line: {"interval_days": interval, "dates": ()} for line in lines}))
        if met is not None:
            yield _way(WayOutKind.LATER, message("way_out.later"), met, dated=_days_planned(trial, met, lines))
            return


def _days_planned(trial: PlanTrial, met: Met, lines: tuple[LineId, ...]) -> _Dated:
    dates = {estimate.line: estimate.dates for estimate in trial.estimated(met.document)}
    return tuple((line, dates[line]) for line in lines)


def _all(trial: PlanTrial) -> tuple[LineId, ...]:
    return tuple(placed.line_id for placed in trial.placed)


def _way(kind: WayOutKind, text: Message, met: Met, *, dated: _Dated = (), lines: tuple[LineId, ...] = ()) -> WayOut:
    return WayOut(kind=kind, text=text, document=met.document, value=met.value, dated=dated, lines=lines)
