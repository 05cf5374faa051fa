"""Checks the days between sessions of one place, between areas, and since the last earlier treatment."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from itertools import pairwise

from msgspec import Struct

from meso_desktop.domain.assessment import LimitCheck
from meso_desktop.domain.calendar import add_months, earliest_after
from meso_desktop.domain.consultation import Consultation
from meso_desktop.domain.earlier import last_earlier_on
from meso_desktop.domain.ids import LineId
from meso_desktop.domain.injected import Injected
from meso_desktop.domain.message import Message, Term, message
from meso_desktop.domain.products import Limit, LimitMeasure


class _Gap(Struct, frozen=True, kw_only=True):
    """The days between two days of treatment and the days wanted; the two days and the earliest second one, where days are known."""

    days: int
    bound: int
    pair: tuple[date, date, date] | None = None


def interval_checks(
    limit: Limit, place: tuple[Injected, ...], document: Consultation, *, owner: Term, product: str | None,
) -> Iterator[LimitCheck]:
    """Yield the check of the days between the sessions of lines in one place, at the worst pair of days."""
    if limit.at_least is None:
        return
    products = {product} if product is not None else {p.id for one in place for p in one.placed.products}
    last = last_earlier_on(document, products=products, area=place[0].placed.area)
    days = _days(place)
    pairs = [*pairwise(days), *(((last, days[0]),) if last is not None and days else ())]
    gaps = [_between(limit, first, following) for first, following in pairs]
    if limit.measure is LimitMeasure.INTERVAL_DAYS:
        gaps += [_of_number(limit, number) for one in place if (number := _own_interval(one)) is not None]
    yield from _worst(limit, gaps, owner=owner, lines=tuple(one.placed.line_id for one in place))


def area_interval_checks(limit: Limit, lines: tuple[Injected, ...], *, owner: Term) -> Iterator[LimitCheck]:
    """Yield the check of the days between sessions of different areas."""
    if limit.at_least is None:
        return
    areas: dict[date, set[str]] = {}
    for one in lines:
        for day in one.estimate.dates:
            areas.setdefault(day, set()).add(one.placed.area)
    pairs = [(a, b) for a, b in pairwise(sorted(areas)) if len(areas[a] | areas[b]) > 1]
    yield from _worst(limit, [_between(limit, a, b) for a, b in pairs], owner=owner, lines=tuple(one.placed.line_id for one in lines))


def _days(place: tuple[Injected, ...]) -> list[date]:
    """Return the days of all lines once, but a day that one line plans twice as often as it does."""
    days = {day for one in place for day in one.estimate.dates}
    return sorted(day for day in days for _ in range(max(one.estimate.dates.count(day) for one in place)))


def _own_interval(one: Injected) -> int | None:
    """Return the interval the doctor set, where days follow from it."""
    line = one.placed.line
    return None if line.dates or one.sessions == 1 else line.interval_days


def _between(limit: Limit, first: date, following: date) -> _Gap:
    wanted = int(limit.at_least or 0)
    in_months = limit.measure is LimitMeasure.INTERVAL_MONTHS
    earliest = add_months(first, wanted) if in_months else earliest_after(first, interval_days=wanted)
    return _Gap(days=max(0, (following - first).days), bound=(earliest - first).days, pair=(first, following, earliest))


def _of_number(limit: Limit, days: int) -> _Gap:
    return _Gap(days=max(0, days), bound=int(limit.at_least or 0))


def _text(limit: Limit, gap: _Gap, owner: Term) -> Message:
    wanted = int(limit.at_least or 0)
    if gap.pair is None:
        return message("limit.interval_days.number", owner=owner, value=gap.days, bound=wanted)
    first, following, earliest = gap.pair
    name = f"limit.{limit.measure.value}"
    return message(name, owner=owner, value=gap.days, bound=wanted, first=first, following=following, earliest=earliest)


def _worst(limit: Limit, gaps: list[_Gap], *, owner: Term, lines: tuple[LineId, ...]) -> Iterator[LimitCheck]:
    if not gaps:
        return
    worst = min(gaps, key=_slack)
    yield LimitCheck(
        limit=limit.id,
        kind=limit.kind,
        text=_text(limit, worst, owner),
        value=Decimal(worst.days),
        bound=Decimal(worst.bound),
        is_upper=False,
        is_crossed=worst.days < worst.bound,
        sources=limit.sources,
        confidence=limit.confidence,
        lines=lines,
        is_interval=True,
    )


def _slack(gap: _Gap) -> int:
    return gap.days - gap.bound
