"""The steps of a line's figures."""

from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from meso_desktop.domain.assessment import LineEstimate
from meso_desktop.domain.bounds import months_between
from meso_desktop.domain.calendar import earliest_after, next_working_day
from meso_desktop.domain.consultation import Consultation
from meso_desktop.domain.message import Message, Term, message
from meso_desktop.domain.placing import PlacedLine
from meso_desktop.domain.working.figure import Figure

_STEPS: Final = {
    Figure.SURFACE: ("working.surface",),
    Figure.INJECTIONS: ("working.points", "working.by_surface"),
    Figure.VOLUME: ("working.volume", "working.by_surface"),
    Figure.DOSE: ("working.dose",),
    Figure.VIALS: ("working.vials", "working.unused"),
    Figure.SESSIONS: ("working.sessions",),
    Figure.INTERVAL: ("working.interval", "working.calendar_month"),
    Figure.MINUTES: ("working.minutes",),
}


def steps_of(figure: Figure, estimate: LineEstimate, placed: PlacedLine, document: Consultation) -> tuple[Message, ...]:
    """Return the steps of one figure: those stored with the estimate, and of the days each that was moved."""
    kept = tuple(step for step in estimate.workings if step.id.startswith(_STEPS.get(figure, ())) and figure in _STEPS)
    if figure is Figure.DATES:
        return tuple(_dates(estimate, placed, document))
    if figure is Figure.INTERVAL and not kept and estimate.interval_days is not None:
        return (message("working.interval.alone", count=estimate.interval_days),)
    found = estimate.sessions
    if figure is Figure.SESSIONS and found.chosen is None and found.low is not None and found.high is not None:
        return (*kept, message("working.sessions.open", low=found.low, high=found.high))
    if figure is Figure.VIALS and estimate.volume_ml is not None:
        return (*kept, *(message("working.vials.unknown", product=Term(f"product.{p.id}")) for p in placed.products if not p.vial_ml))
    return kept


def _dates(estimate: LineEstimate, placed: PlacedLine, document: Consultation) -> Iterator[Message]:
    """Yield how the first day was found, how the others follow, and each day that was moved with the day it was moved from."""
    dates, clinic = estimate.dates, document.clinic
    if placed.line.dates or not dates:
        if dates:
            yield message("working.dates.entered", count=len(dates))
        return
    if document.plan.first_session_on is not None:
        yield message("working.dates.first_entered", first=dates[0])
    else:
        yield message("working.dates.first", first=dates[0], visit=document.visit_on)
    yield from (step for step in estimate.workings if step.id in {"working.interval", "working.calendar_month"})
    if estimate.interval_days is None:
        return
    months = months_between(placed, jurisdiction=clinic.jurisdiction)
    for number, (before, day) in enumerate(pairwise(dates), start=2):
        wanted = earliest_after(before, interval_days=estimate.interval_days, months=months)
        if wanted != day == next_working_day(wanted, clinic.working_days):
            yield message("working.dates.moved", session=number, wanted=wanted, day=day)
