"""What a patient has had of each product and ingredient of the plan, over all areas, and what the plan adds to it."""

from collections.abc import Callable, Iterable
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from functools import partial
from typing import Final

from msgspec.structs import replace

from meso_desktop.domain.assessment import LineEstimate
from meso_desktop.domain.bounds import holds
from meso_desktop.domain.calendar import earliest_after, latest_day
from meso_desktop.domain.consultation import Consultation
from meso_desktop.domain.earlier import (
    earlier_mg,
    earlier_ml,
    earlier_sessions,
    earlier_with,
    holding,
    sessions_among,
    unmeasured_among,
)
from meso_desktop.domain.exact import to_decimal
from meso_desktop.domain.exposed import AreaSessions, Exposure, Had
from meso_desktop.domain.history import EarlierTreatment
from meso_desktop.domain.injected import Injected, injected_lines, mg_of, ml_of, planned_sessions
from meso_desktop.domain.knowledge import Knowledge
from meso_desktop.domain.products import Limit, LimitKind, LimitMeasure, LimitPer, Product
from meso_desktop.domain.remembered import remembered_by

_LONGEST_MONTH: Final = 31
_Amount = Callable[[Injected], Fraction | None]
_Earlier = Callable[[EarlierTreatment], Fraction | None]


def exposures_of(document: Consultation, knowledge: Knowledge, lines: tuple[LineEstimate, ...]) -> tuple[Exposure, ...]:
    """Return the exposure to each product of the plan in mL, then to each of its ingredients in mg."""
    everything = injected_lines(document, knowledge, lines)
    products = {product.id: product for one in everything for product in one.placed.products}
    ingredients = dict.fromkeys(ingredient for one in everything for ingredient in one.ingredients)
    return (
        *(_to_product(p, tuple(one for one in everything if p in one.placed.products), document) for p in products.values()),
        *(_to_ingredient(i, tuple(one for one in everything if i in one.ingredients), document, knowledge) for i in ingredients),
    )


def _of_product(product: Product, lines: tuple[Injected, ...], document: Consultation) -> tuple[object, ...]:
    return product, document.history.earlier_treatments, document.clinic, document.visit_on, *lines


def _of_ingredient(
    ingredient: str, lines: tuple[Injected, ...], document: Consultation, knowledge: Knowledge,
) -> tuple[object, ...]:
    return ingredient, document.history.earlier_treatments, document.clinic, document.visit_on, knowledge, *lines


@remembered_by(_of_product)
def _to_product(product: Product, lines: tuple[Injected, ...], document: Consultation) -> Exposure:
    exposure = _exposure(
        lines, (product,), document, entries=earlier_with(document, {product.id}), earlier=earlier_ml,
        planned=lambda one: ml_of(one, product.id),
    )
    bounds = (limit for limit in _bounds((product,), lines, document) if limit.measure is LimitMeasure.VOLUME_ML)
    bound = _least(limit.at_most for limit in bounds if limit.per is LimitPer.COURSE)
    return replace(exposure, product=product.id, bound=bound, areas=_areas(product, lines, document))


@remembered_by(_of_ingredient)
def _to_ingredient(ingredient: str, lines: tuple[Injected, ...], document: Consultation, knowledge: Knowledge) -> Exposure:
    names = holding(ingredient, knowledge)
    planned = tuple({product.id: product for one in lines for product in one.placed.products if product.id in names}.values())
    exposure = _exposure(
        lines, planned, document, entries=earlier_with(document, names),
        earlier=partial(earlier_mg, ingredient=ingredient, knowledge=knowledge), planned=lambda one: mg_of(one, ingredient),
    )
    bounds = (limit for limit in _bounds(planned, lines, document) if limit.measure is LimitMeasure.MG and limit.ingredient == ingredient)
    return replace(exposure, ingredient=ingredient, bound=_least(limit.at_most for limit in bounds if limit.per is LimitPer.COURSE))


def _exposure(  # noqa: PLR0913  # what is counted, before and in the plan
    lines: tuple[Injected, ...], products: tuple[Product, ...], document: Consultation, *, entries: tuple[EarlierTreatment, ...],
    earlier: _Earlier, planned: _Amount,
) -> Exposure:
    before = _had(entries, earlier)
    since = _since(lines, products, document)
    dated = [entry for entry in entries if entry.treated_on is not None]
    recent = [e for e in dated if e.treated_on is not None and since is not None and _day(e, document) >= since]
    course = _course(lines, planned)
    return Exposure(
        earlier=before,
        of_unknown=sessions_among(entry for entry in entries if entry.product is None),
        undated=len(entries) - len(dated),
        since=since,
        recent=None if since is None else _had(recent, earlier),
        planned_sessions=None if any(one.sessions is None for one in lines) else planned_sessions(lines),
        per_session=_fullest(lines, planned),
        planned=None if course is None else to_decimal(course),
        together=None if course is None else to_decimal(course + Fraction(before.amount)),
    )


def _had(entries: Iterable[EarlierTreatment], earlier: _Earlier) -> Had:
    given = tuple(entries)
    known = (amount for entry in given if (amount := earlier(entry)) is not None)
    return Had(
        sessions=sessions_among(given), amount=to_decimal(sum(known, Fraction(0))), unmeasured=unmeasured_among(given, amount=earlier),
    )


def _day(entry: EarlierTreatment, document: Consultation) -> date:
    assert entry.treated_on is not None  # noqa: S101  # narrows for the type checker
    return latest_day(entry.treated_on, no_later_than=document.visit_on)


def _since(lines: tuple[Injected, ...], products: tuple[Product, ...], document: Consultation) -> date | None:
    """Return the first day from which a treatment lies inside the longest interval that a product keeps before the first planned day."""
    first = min((day for one in lines for day in one.estimate.dates), default=None)
    kept = [limit for limit in _bounds(products, lines, document) if limit.at_least is not None]
    days = max((int(limit.at_least or 0) for limit in kept if limit.measure is LimitMeasure.INTERVAL_DAYS), default=0)
    months = max((int(limit.at_least or 0) for limit in kept if limit.measure is LimitMeasure.INTERVAL_MONTHS), default=0)
    if first is None or not (days or months):
        return None
    since = first - timedelta(days=min(max(days, _LONGEST_MONTH * months), (first - date.min).days))
    while earliest_after(since, interval_days=days, months=months) <= first:
        since += timedelta(days=1)
    return since


def _bounds(products: Iterable[Product], lines: tuple[Injected, ...], document: Consultation) -> tuple[Limit, ...]:
    """Return the limits of the products that hold for one of the lines, comparisons left out."""
    jurisdiction = document.clinic.jurisdiction
    areas = {one.placed.area for one in lines}
    return tuple(
        limit
        for product in products
        for limit in product.limits
        if limit.kind is not LimitKind.NOTE and any(holds(limit, area=area, jurisdiction=jurisdiction) for area in areas)
    )


def _areas(product: Product, lines: tuple[Injected, ...], document: Consultation) -> tuple[AreaSessions, ...]:
    places = dict.fromkeys(place for one in lines for place in one.places)
    planned: dict[str, int] = {}
    for place in places:
        here = planned_sessions(one for one in lines if place in one.places)
        planned[place[0]] = max(here, planned.get(place[0], 0))
    return tuple(
        AreaSessions(
            area=area, earlier=earlier_sessions(document, products={product.id}, area=area), planned=count,
            bound=_most_sessions(product, area, document),
        )
        for area, count in planned.items()
    )


def _most_sessions(product: Product, area: str, document: Consultation) -> int | None:
    jurisdiction = document.clinic.jurisdiction
    most = (
        limit.at_most
        for limit in product.limits
        if limit.measure is LimitMeasure.SESSIONS and limit.kind is not LimitKind.NOTE
        and holds(limit, area=area, jurisdiction=jurisdiction)
    )
    bound = _least(most)
    return None if bound is None else int(bound)


def _fullest(lines: tuple[Injected, ...], planned: _Amount) -> Decimal | None:
    amounts = [(one.estimate.dates, planned(one)) for one in lines]
    if any(amount is None for _, amount in amounts):
        return None
    days = {day for dates, _ in amounts for day in dates}
    sums = (sum((dates.count(day) * (amount or Fraction(0)) for dates, amount in amounts), Fraction(0)) for day in days)
    return to_decimal(max(sums, default=Fraction(0)))


def _course(lines: tuple[Injected, ...], planned: _Amount) -> Fraction | None:
    whole = Fraction(0)
    for one in lines:
        amount = planned(one)
        if amount is None or one.sessions is None:
            return None
        whole += amount * one.sessions
    return whole


def _least(bounds: Iterable[Decimal | None]) -> Decimal | None:
    return min((bound for bound in bounds if bound is not None), default=None)
