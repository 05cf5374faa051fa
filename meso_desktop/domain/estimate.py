"""The figures of one plan line: points, volume, doses, vials, sessions and dates, each with its working."""

from datetime import date
from decimal import Decimal
from typing import Final, TypeVar

from meso_desktop.domain.areas import Deposit
from meso_desktop.domain.assessment import LineEstimate, SessionsEstimate
from meso_desktop.domain.bounds import months_between, most_sessions
from meso_desktop.domain.calendar import first_session, proposed_dates
from meso_desktop.domain.consultation import Consultation
from meso_desktop.domain.contents import doses_in, unused_in, vials_in
from meso_desktop.domain.drawing.geometry import surface_cm2
from meso_desktop.domain.drawing.grid import drawn_points
from meso_desktop.domain.earlier import earlier_sessions
from meso_desktop.domain.exact import to_decimal
from meso_desktop.domain.knowledge import Knowledge
from meso_desktop.domain.needle import needle_of
from meso_desktop.domain.placing import PlacedLine, placed_line
from meso_desktop.domain.plan import PlanLine
from meso_desktop.domain.protocols import CountedBy, Span
from meso_desktop.domain.remembered import remembered_by
from meso_desktop.domain.working.workings import workings_of

_HALVES: Final = 2
_Figure = TypeVar("_Figure", Decimal, int)


def estimate_line(line: PlanLine, document: Consultation, knowledge: Knowledge, *, today: date) -> LineEstimate:
    """Return the line's figures; whatever is missing or not in the pack leaves its figures None."""
    del today  # the plan follows the day of the visit, so that it reads the same on any other day
    return _estimated(placed_line(line, document, knowledge), document, knowledge)


def _what_counts(placed: PlacedLine, document: Consultation, knowledge: Knowledge) -> tuple[object, ...]:
    """Return all that a line's figures follow from; of the document nothing else may be looked at below."""
    return (
        placed, document.history.earlier_treatments, document.clinic, document.visit_on, document.plan.first_session_on, knowledge,
    )


@remembered_by(_what_counts)
def _estimated(placed: PlacedLine, document: Consultation, knowledge: Knowledge) -> LineEstimate:
    line = placed.line
    target, protocol, preparation = placed.target, placed.protocol, placed.preparation
    is_pointwise = protocol is not None and protocol.counted_by is CountedBy.POINT
    # A document written without its grid is counted as it would be drawn: an omitted grid never hides a limit.
    points = len(line.points or drawn_points(line, target, protocol)) or None if is_pointwise else None
    injections = None if points is None or target is None else points * target.side.places
    per_point = _plain(_own(line.volume_per_point_ml, None if protocol is None else protocol.volume_per_point_ml)) if is_pointwise else None
    spacing = _plain(_own(line.spacing_cm, None if protocol is None else protocol.spacing_cm)) if is_pointwise else None
    volume = _volume(placed, injections, per_point)
    sessions = propose_sessions(placed, document)
    interval = _own(line.interval_days, None if protocol is None else protocol.interval_days)
    estimate = LineEstimate(
        line=line.line_id,
        target=line.target_id,
        family=placed.family,
        surface_cm2=None if target is None or target.extent is None else surface_cm2(target.extent),
        points_per_side=points,
        injections=injections,
        spacing_cm=spacing,
        volume_per_point_ml=per_point,
        volume_ml=volume,
        doses=() if preparation is None else doses_in(volume, preparation, knowledge),
        vials=None if preparation is None else vials_in(volume, preparation, knowledge),
        unused_ml=None if preparation is None else unused_in(volume, preparation, knowledge),
        minutes=_minutes(placed),
        needle=needle_of(line, protocol),
        sessions=sessions,
        interval_days=interval,
        dates=_dates(placed, document, sessions=sessions, interval_days=interval),
        is_off_label=any(product.labelled_areas and placed.area not in product.labelled_areas for product in placed.products),
    )
    return workings_of(estimate, placed, document, knowledge)


def propose_sessions(placed: PlacedLine, document: Consultation) -> SessionsEstimate:
    """Return the protocol's range and the number that holds.

    The program's own convention proposes the low end for a small deposit, the middle rounded up for a medium one, the high
    end for a large one, never more than the hard maximum leaves after earlier sessions; none when it leaves nothing.
    """
    line, span = placed.line, None if placed.protocol is None else placed.protocol.sessions
    low, high = (None, None) if span is None else (int(span.low), int(span.high))
    proposed = _by_deposit(low, high, None if placed.target is None else placed.target.deposit)
    most = most_sessions(placed, jurisdiction=document.clinic.jurisdiction)
    if proposed is not None and most is not None:
        products = {product.id for product in placed.products}
        left = most - earlier_sessions(document, products=products, area=placed.area)
        proposed = min(proposed, left) if left > 0 else None
    chosen = line.sessions if line.sessions is not None else len(line.dates) or proposed
    return SessionsEstimate(low=low, high=high, proposed=proposed, chosen=chosen)


def _by_deposit(low: int | None, high: int | None, deposit: Deposit | None) -> int | None:
    if low is None or high is None:
        return None
    match deposit:
        case Deposit.SMALL:
            return low
        case Deposit.MEDIUM:
            return (low + high + 1) // _HALVES
        case Deposit.LARGE:
            return high
        case None:
            return None


def _minutes(placed: PlacedLine) -> Span | None:
    own = placed.line.minutes
    if own is not None:
        return Span(low=Decimal(own), high=Decimal(own))
    return None if placed.protocol is None else placed.protocol.minutes


def _own(given: _Figure | None, protocol: _Figure | None) -> _Figure | None:
    return protocol if given is None else given


def _plain(value: Decimal | None) -> Decimal | None:
    return None if value is None else to_decimal(value)


def _volume(placed: PlacedLine, injections: int | None, per_point: Decimal | None) -> Decimal | None:
    if placed.protocol is None:
        return None
    match placed.protocol.counted_by:
        case CountedBy.VOLUME:
            return placed.line.volume_ml
        case CountedBy.POINT:
            return None if injections is None or per_point is None else to_decimal(injections * per_point)


def _dates(
    placed: PlacedLine, document: Consultation, *, sessions: SessionsEstimate, interval_days: int | None,
) -> tuple[date, ...]:
    """Return the planned days, or those proposed; of a course whose number or interval is missing, the first day alone."""
    if placed.line.dates:
        return tuple(sorted(placed.line.dates))
    clinic = document.clinic
    first = first_session(document.visit_on, planned=document.plan.first_session_on, working_days=clinic.working_days)
    if sessions.chosen is None or interval_days is None:
        return (first,)
    months = months_between(placed, jurisdiction=clinic.jurisdiction)
    return proposed_dates(
        first, count=max(1, sessions.chosen), interval_days=interval_days, months=months, working_days=clinic.working_days,
    )
