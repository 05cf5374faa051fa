"""Checks a plan against the limits of its products and protocols; a limit exactly met is not crossed."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from fractions import Fraction
from functools import partial
from itertools import chain

from msgspec.structs import replace

from meso_desktop.domain.areas import Side
from meso_desktop.domain.assessment import LimitCheck, LineEstimate, SessionTotal
from meso_desktop.domain.bounded import Amount, Subject, checks_of, total
from meso_desktop.domain.bounds import holds
from meso_desktop.domain.claims import Claim, Counted, together
from meso_desktop.domain.consultation import Consultation
from meso_desktop.domain.earlier import earlier_mg, earlier_ml, earlier_sessions, earlier_with, holding, unmeasured_among
from meso_desktop.domain.history import EarlierTreatment
from meso_desktop.domain.ids import LineId
from meso_desktop.domain.injected import Injected, injected_lines, mg_of, ml_of, planned_sessions
from meso_desktop.domain.intervals import area_interval_checks, interval_checks
from meso_desktop.domain.knowledge import Knowledge
from meso_desktop.domain.message import Term
from meso_desktop.domain.near_days import near_day_checks
from meso_desktop.domain.placing import named
from meso_desktop.domain.products import Limit, LimitMeasure, LimitPer
from meso_desktop.domain.remembered import remembered_by
from meso_desktop.domain.spans import span_checks

_Part = Callable[[Injected], Fraction | None]


def check_limits(
    document: Consultation, knowledge: Knowledge, lines: tuple[LineEstimate, ...], sessions: tuple[SessionTotal, ...],
) -> tuple[LimitCheck, ...]:
    """Return every limit that the plan meets with its value, and each figure outside its protocol's sourced range.

    A product's limits count over all lines whose preparation holds it, a protocol's over the protocol's own lines; mg in a
    session or a course count an ingredient over all lines, whichever product it comes from. Limits of one shared name count once.
    """
    return _checked(injected_lines(document, knowledge, lines), document, knowledge, sessions)


def _what_counts(
    everything: tuple[Injected, ...], document: Consultation, knowledge: Knowledge, sessions: tuple[SessionTotal, ...],
) -> tuple[object, ...]:
    """Return all that the checks follow from; the sessions, where they are totalled, follow from the lines."""
    return document.history.earlier_treatments, document.clinic, document.visit_on, bool(sessions), knowledge, *everything


@remembered_by(_what_counts)
def _checked(
    everything: tuple[Injected, ...], document: Consultation, knowledge: Knowledge, sessions: tuple[SessionTotal, ...],
) -> tuple[LimitCheck, ...]:
    numbers = {session.on: session.number for session in sessions}
    claims = together((
        *_of_products(everything, document, knowledge, numbers),
        *_of_protocols(everything, document, knowledge, numbers),
    ))
    found = dict.fromkeys(chain(
        chain.from_iterable(_of_limit(claim.limit, claim.lines, claim.counted) for claim in claims),
        chain.from_iterable(span_checks(one) for one in everything),
    ))
    crossed = {check.limit for check in found if check.is_crossed}
    near = chain.from_iterable(near_day_checks(claim) for claim in claims if claim.limit.id not in crossed)
    worse = {check.limit: check for check in near}
    return tuple(worse.get(check.limit, check) for check in found)


def _of_products(
    everything: tuple[Injected, ...], document: Consultation, knowledge: Knowledge, numbers: dict[date, int],
) -> Iterator[Claim]:
    products = {product.id: product for one in everything for product in one.placed.products}
    for product in products.values():
        lines = tuple(one for one in everything if product in one.placed.products)
        counted = Counted(
            owner=Term(f"product.{product.id}"), lines=lines, everything=everything, document=document, knowledge=knowledge,
            numbers=numbers, product=product.id,
        )
        yield from _of_limits(product.limits, counted)


def _of_protocols(
    everything: tuple[Injected, ...], document: Consultation, knowledge: Knowledge, numbers: dict[date, int],
) -> Iterator[Claim]:
    protocols = {one.placed.protocol.id: one.placed.protocol for one in everything if one.placed.protocol is not None}
    for protocol in protocols.values():
        lines = tuple(one for one in everything if one.placed.protocol == protocol)
        counted = Counted(
            owner=Term(f"protocol.{protocol.id}"), lines=lines, everything=lines, document=document, knowledge=knowledge, numbers=numbers,
        )
        yield from _of_limits(protocol.limits, counted)


def _of_limits(limits: tuple[Limit, ...], counted: Counted) -> Iterator[Claim]:
    jurisdiction = counted.document.clinic.jurisdiction
    for limit in limits:
        lines = tuple(one for one in counted.lines if holds(limit, area=one.placed.area, jurisdiction=jurisdiction))
        if lines:
            yield Claim(limit=limit, lines=lines, counted=counted)


def _of_limit(limit: Limit, lines: tuple[Injected, ...], counted: Counted) -> Iterator[LimitCheck]:
    document = counted.document
    match limit.measure:
        case LimitMeasure.POINTS:
            yield from _amounts(limit, lines, counted, _points)
        case LimitMeasure.VOLUME_ML:
            yield from _amounts(limit, lines, counted, lambda one: ml_of(one, counted.product))
        case LimitMeasure.MG if limit.ingredient is not None:
            ingredient = limit.ingredient
            everything = counted.everything if limit.per in {LimitPer.SESSION, LimitPer.COURSE} else lines
            yield from _amounts(limit, lines, counted, lambda one: mg_of(one, ingredient), everything=everything)
        case LimitMeasure.SESSIONS:
            yield from _sessions(limit, lines, counted)
        case LimitMeasure.INTERVAL_DAYS | LimitMeasure.INTERVAL_MONTHS:
            for place in _by_place(lines).values():
                yield from interval_checks(limit, place, document, owner=counted.owner, product=counted.product)
        case LimitMeasure.DAYS_BETWEEN_AREAS:
            yield from area_interval_checks(limit, lines, owner=counted.owner)
        case LimitMeasure.SPACING_CM | LimitMeasure.VOLUME_PER_POINT_ML:
            yield from _figures(limit, lines, counted)
        case LimitMeasure.AREAS:
            yield from _areas(limit, lines, counted)
        case _:
            return


def _amounts(
    limit: Limit, lines: tuple[Injected, ...], counted: Counted, part: _Part, *, everything: tuple[Injected, ...] = (),
) -> Iterator[LimitCheck]:
    """Yield the check of points, mL or mg; `everything` counts into it, and `lines` are those it concerns."""
    subject = Subject(owner=counted.owner)
    match limit.per:
        case LimitPer.POINT:
            for one in lines:
                yield from checks_of(limit, (_a_point(one, part),), subject=subject)
        case LimitPer.SIDE:
            for (area, _), place in _by_place(lines).items():
                yield from checks_of(limit, _a_day(place, place, counted, _a_side(part)), subject=_in_area(subject, area, counted))
        case LimitPer.AREA:
            for area, place in _by_area(lines).items():
                yield from checks_of(limit, _a_day(place, place, counted, part), subject=_in_area(subject, area, counted))
        case LimitPer.SESSION:
            yield from checks_of(limit, _a_day(lines, everything or lines, counted, part), subject=subject)
        case LimitPer.COURSE:
            parts = [_over_course(one, part) for one in everything or lines]
            parts += _before(limit, everything or lines, counted)
            yield from checks_of(limit, (total(parts, lines=_ids(lines)),), subject=subject)


def _a_day(lines: Iterable[Injected], everything: Iterable[Injected], counted: Counted, part: _Part) -> Iterator[Amount]:
    """Yield what each day counts; days with the same lines on them count the same, whatever their number."""
    concerned = tuple(lines)
    counting = tuple((one.estimate.dates, part(one)) for one in everything)
    sums: dict[tuple[int, ...], Amount] = {}
    for day in sorted({day for one in concerned for day in one.estimate.dates}):
        times = tuple(dates.count(day) for dates, _ in counting)
        if times not in sums:
            sums[times] = total((amount for (_, amount), n in zip(counting, times, strict=True) for _ in range(n)), lines=())
        present = _ids(one for one in concerned if day in one.estimate.dates)
        yield replace(sums[times], lines=tuple(dict.fromkeys(present)), session=counted.numbers.get(day))


def _points(one: Injected) -> Fraction | None:
    return None if one.estimate.injections is None else Fraction(one.estimate.injections)


def _a_point(one: Injected, part: _Part) -> Amount:
    amount, points = part(one), one.estimate.injections
    return total((None if amount is None or not points else amount / points,), lines=(one.placed.line_id,))


def _a_side(part: _Part) -> _Part:
    def of_one_side(one: Injected) -> Fraction | None:
        amount = part(one)
        return None if amount is None else amount / max(1, len(one.places))

    return of_one_side


def _over_course(one: Injected, part: _Part) -> Fraction | None:
    amount = part(one)
    if amount == 0:
        return amount
    return None if amount is None or one.sessions is None else amount * one.sessions


def _before(limit: Limit, lines: tuple[Injected, ...], counted: Counted) -> list[Fraction | None]:
    """Return what earlier treatments gave of that which a course counts in mL or mg; None for each session whose amount is not known."""
    amount: Callable[[EarlierTreatment], Fraction | None] = earlier_ml
    products = frozenset(product.id for one in lines for product in one.placed.products if counted.product in {None, product.id})
    if limit.measure is LimitMeasure.MG and limit.ingredient is not None:
        products = holding(limit.ingredient, counted.knowledge)
        amount = partial(earlier_mg, ingredient=limit.ingredient, knowledge=counted.knowledge)
    elif limit.measure is not LimitMeasure.VOLUME_ML:
        return []
    entries = earlier_with(counted.document, products)
    given = [entry for entry in entries if not limit.areas or entry.area is None or entry.area in limit.areas]
    known = [part for entry in given if (part := amount(entry)) is not None]
    return [*known, *[None] * unmeasured_among(given, amount=amount)]


def _sessions(limit: Limit, lines: tuple[Injected, ...], counted: Counted) -> Iterator[LimitCheck]:
    """Yield the check of sessions: those planned, one at least, after those an area has had."""
    for (area, _), place in _by_place(lines).items():
        products = {counted.product} if counted.product is not None else {p.id for one in place for p in one.placed.products}
        count = planned_sessions(place) + earlier_sessions(counted.document, products=products, area=area)
        subject = _in_area(Subject(owner=counted.owner), area, counted)
        yield from checks_of(limit, (total((Fraction(count),), lines=_ids(place)),), subject=subject)


def _figures(limit: Limit, lines: tuple[Injected, ...], counted: Counted) -> Iterator[LimitCheck]:
    for one in lines:
        estimate = one.estimate
        figure = estimate.spacing_cm if limit.measure is LimitMeasure.SPACING_CM else estimate.volume_per_point_ml
        part = None if figure is None else Fraction(figure)
        yield from checks_of(limit, (total((part,), lines=(one.placed.line_id,)),), subject=Subject(owner=counted.owner))


def _areas(limit: Limit, lines: tuple[Injected, ...], counted: Counted) -> Iterator[LimitCheck]:
    amounts = []
    for day in sorted({day for one in lines for day in one.estimate.dates}):
        present = [one for one in lines if day in one.estimate.dates]
        count = Fraction(len({one.placed.area for one in present}))
        amounts.append(total((count,), lines=_ids(present), session=counted.numbers.get(day)))
    yield from checks_of(limit, amounts, subject=Subject(owner=counted.owner))


def _by_place(lines: Iterable[Injected]) -> dict[tuple[str, Side], tuple[Injected, ...]]:
    given = tuple(lines)
    places = dict.fromkeys(place for one in given for place in one.places)
    return {place: tuple(one for one in given if place in one.places) for place in places}


def _by_area(lines: Iterable[Injected]) -> dict[str, tuple[Injected, ...]]:
    given = tuple(lines)
    areas = dict.fromkeys(one.placed.area for one in given)
    return {area: tuple(one for one in given if one.placed.area == area) for area in areas}


def _ids(lines: Iterable[Injected]) -> tuple[LineId, ...]:
    return tuple(one.placed.line_id for one in lines)


def _in_area(subject: Subject, area: str, counted: Counted) -> Subject:
    return Subject(owner=subject.owner, area=named("area", area, counted.knowledge.areas))
