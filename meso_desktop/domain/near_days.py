"""The caps of a session over days that lie nearer than the interval of product or protocol: nearer days count as one session."""

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction

from msgspec import Struct

from meso_desktop.domain.assessment import LimitCheck
from meso_desktop.domain.bounds import holds
from meso_desktop.domain.calendar import earliest_after, latest_day
from meso_desktop.domain.claims import Claim, Counted
from meso_desktop.domain.earlier import earlier_mg, earlier_ml
from meso_desktop.domain.exact import to_decimal
from meso_desktop.domain.history import EarlierTreatment
from meso_desktop.domain.ids import LineId
from meso_desktop.domain.injected import Injected, mg_of, ml_of
from meso_desktop.domain.message import Term, message
from meso_desktop.domain.products import Limit, LimitKind, LimitMeasure, LimitPer


class _Given(Struct, frozen=True, kw_only=True):
    """What a line injects on each of its days, or what an earlier treatment gave on its day."""

    days: tuple[date, ...]
    amount: Fraction
    line: LineId | None = None


class _Near(Struct, frozen=True, kw_only=True):
    """What is given from one day to another, nearer than the interval."""

    first: date
    last: date
    amount: Fraction
    lines: tuple[LineId, ...]


class _Wait(Struct, frozen=True, kw_only=True):
    """The days and the calendar months kept between two sessions, and the limits that keep them."""

    days: int
    months: int
    limits: tuple[Limit, ...]

    @property
    def kind(self) -> LimitKind:
        """Hard where a hard limit keeps them: what a guide keeps asks for a reason."""
        return LimitKind.HARD if any(limit.kind is LimitKind.HARD for limit in self.limits) else LimitKind.SOFT


def near_day_checks(claim: Claim) -> Iterator[LimitCheck]:
    """Yield the hard cap of a session where days nearer than the interval pass it together.

    A line counts once, as its own days are held against the interval; so do earlier treatments of other areas whose amount is known.
    """
    limit = claim.limit
    if limit.kind is not LimitKind.HARD or limit.per is not LimitPer.SESSION or limit.at_most is None:
        return
    amounts = tuple(_amounts(limit, claim))
    if sum((one.amount for one in amounts), Fraction(0)) <= limit.at_most:
        return  # whatever their days
    for wait in _waits(claim):
        near = _fullest(amounts, wait)
        if near is not None and near.amount > limit.at_most:
            yield _check(limit, limit.at_most, near, wait, claim)
            return


def _waits(claim: Claim) -> Iterator[_Wait]:
    """Yield what hard limits keep between two sessions, then what guides keep, of the products and the protocols of the lines."""
    jurisdiction = claim.counted.document.clinic.jurisdiction
    held: dict[Limit, None] = {}
    for one in claim.lines:
        entries = [limit for product in one.placed.products for limit in product.limits]
        entries += () if one.placed.protocol is None else one.placed.protocol.limits
        held |= dict.fromkeys(limit for limit in entries if holds(limit, area=one.placed.area, jurisdiction=jurisdiction))
    for kind in (LimitKind.HARD, LimitKind.SOFT):
        days = [limit for limit in held if limit.kind is kind and limit.measure is LimitMeasure.INTERVAL_DAYS]
        months = [limit for limit in held if limit.kind is kind and limit.measure is LimitMeasure.INTERVAL_MONTHS]
        if days or months:
            yield _Wait(days=_most(days), months=_most(months), limits=(*days, *months))


def _most(limits: list[Limit]) -> int:
    return max((int(limit.at_least or 0) for limit in limits), default=0)


def _amounts(limit: Limit, claim: Claim) -> Iterator[_Given]:
    counted = claim.counted
    areas = {one.placed.area for one in claim.lines}
    products = {product.id for one in claim.lines for product in one.placed.products} if counted.product is None else {counted.product}
    for one in claim.lines:
        amount = _of_line(limit, one, counted.product)
        if amount:
            yield _Given(days=one.estimate.dates, amount=amount, line=one.placed.line_id)
    for entry in counted.document.history.earlier_treatments:
        if entry.product not in products or entry.area is None or entry.area in areas or entry.treated_on is None:
            continue  # what may have been given here is held against the interval itself
        amount = _of_entry(limit, entry, counted)
        if amount:
            yield _Given(days=(latest_day(entry.treated_on, no_later_than=counted.document.visit_on),), amount=amount)


def _of_line(limit: Limit, one: Injected, product: str | None) -> Fraction | None:
    match limit.measure:
        case LimitMeasure.POINTS:
            return None if one.estimate.injections is None else Fraction(one.estimate.injections)
        case LimitMeasure.VOLUME_ML:
            return ml_of(one, product)
        case LimitMeasure.MG if limit.ingredient is not None:
            return mg_of(one, limit.ingredient)
        case _:
            return None


def _of_entry(limit: Limit, entry: EarlierTreatment, counted: Counted) -> Fraction | None:
    match limit.measure:
        case LimitMeasure.VOLUME_ML:
            return earlier_ml(entry)
        case LimitMeasure.MG if limit.ingredient is not None:
            return earlier_mg(entry, ingredient=limit.ingredient, knowledge=counted.knowledge)
        case _:
            return None


def _fullest(given: tuple[_Given, ...], wait: _Wait) -> _Near | None:
    """Return what is most over days nearer than the interval; None where no two such days differ."""
    found: _Near | None = None
    for first in sorted({day for one in given for day in one.days}):
        free = earliest_after(first, interval_days=wait.days, months=wait.months)
        within = [(one, tuple(day for day in one.days if day == first or first < day < free)) for one in given]
        last = max(day for _, near in within for day in near)
        amount = sum((one.amount for one, near in within if near), Fraction(0))
        if last > first and (found is None or amount > found.amount):
            lines = tuple(one.line for one, near in within if near and one.line is not None)
            found = _Near(first=first, last=last, amount=amount, lines=lines)
    return found if found is not None and found.lines else None


def _check(limit: Limit, bound: Decimal, near: _Near, wait: _Wait, claim: Claim) -> LimitCheck:
    counted = claim.counted
    value = to_decimal(near.amount)
    named: Mapping[str, Term] = {} if limit.ingredient is None else {"ingredient": Term(f"ingredient.{limit.ingredient}")}
    text = message(
        f"limit.{limit.measure.value}.near_days", owner=counted.owner, end=Term("limit.at_most"), bound=to_decimal(bound), value=value,
        first=near.first, last=near.last, **named,
    )
    return LimitCheck(
        limit=limit.id, kind=wait.kind, text=text, value=value, bound=bound, is_upper=True, is_crossed=True,
        sources=tuple(dict.fromkeys((*limit.sources, *(source for kept in wait.limits for source in kept.sources)))),
        confidence=limit.confidence, lines=near.lines, session=counted.numbers.get(near.last),
    )
