"""The workings of a line's figures: sentences that show how each number came about."""

from collections.abc import Iterator
from fractions import Fraction
from itertools import chain

from msgspec.structs import replace

from meso_desktop.domain.areas import Outline
from meso_desktop.domain.assessment import LineEstimate
from meso_desktop.domain.bounds import months_between, most_sessions
from meso_desktop.domain.consultation import Consultation
from meso_desktop.domain.contents import products_of, share_of, strength_of, vials_of
from meso_desktop.domain.earlier import earlier_sessions
from meso_desktop.domain.exact import to_decimal
from meso_desktop.domain.knowledge import Knowledge
from meso_desktop.domain.message import Message, Term, message
from meso_desktop.domain.placing import PlacedLine, named


def workings_of(estimate: LineEstimate, placed: PlacedLine, document: Consultation, knowledge: Knowledge) -> LineEstimate:
    """Return the estimate with the sentences that show how its figures came about, in reading order."""
    told = chain(
        _surface(estimate, placed),
        _points(estimate, placed),
        _volume(estimate),
        _doses(estimate, placed, knowledge),
        _vials(estimate, placed, knowledge),
        _sessions(estimate, placed, document),
        _interval(estimate, placed, document),
        _minutes(estimate),
    )
    return replace(estimate, workings=tuple(told))


def _surface(estimate: LineEstimate, placed: PlacedLine) -> Iterator[Message]:
    extent = None if placed.target is None else placed.target.extent
    if extent is None or estimate.surface_cm2 is None:
        return
    if extent.outline is Outline.FREE:
        yield message("working.surface.free", corners=len(extent.corners), surface=estimate.surface_cm2)
        return
    yield message(f"working.surface.{extent.outline.value}", length=extent.length.cm, width=extent.width.cm, surface=estimate.surface_cm2)


def _points(estimate: LineEstimate, placed: PlacedLine) -> Iterator[Message]:
    if estimate.points_per_side is None or estimate.spacing_cm is None:
        return
    yield message("working.points", spacing=estimate.spacing_cm, count=estimate.points_per_side)
    if placed.target is not None and placed.target.side.places > 1 and estimate.injections is not None:
        yield message("working.points.both", points=estimate.points_per_side, injections=estimate.injections)


def _volume(estimate: LineEstimate) -> Iterator[Message]:
    if estimate.volume_ml is None:
        return
    if estimate.injections is None or estimate.volume_per_point_ml is None:
        yield message("working.volume.entered", volume=estimate.volume_ml)
        return
    per_point = estimate.volume_per_point_ml
    yield message("working.volume", count=estimate.injections, per_point=per_point, volume=estimate.volume_ml)


def _doses(estimate: LineEstimate, placed: PlacedLine, knowledge: Knowledge) -> Iterator[Message]:
    for dose in estimate.doses:
        ingredient = named("ingredient", dose.ingredient, knowledge.ingredients)
        strength = None if placed.preparation is None else strength_of(placed.preparation, dose.ingredient, knowledge)
        if strength is None:
            yield message("working.dose.unknown", ingredient=ingredient)
        elif dose.mg is not None and estimate.volume_ml is not None:
            shown = to_decimal(strength)
            yield message("working.dose", volume=estimate.volume_ml, strength=shown, mg=dose.mg, ingredient=ingredient)


def _vials(estimate: LineEstimate, placed: PlacedLine, knowledge: Knowledge) -> Iterator[Message]:
    if estimate.volume_ml is None or placed.preparation is None:
        return
    for name in products_of(placed.preparation):
        count = vials_of(name, estimate.volume_ml, placed.preparation, knowledge)
        entry = knowledge.products.get(name)
        if count is None or entry is None or entry.vial_ml is None:
            continue
        volume = to_decimal(Fraction(estimate.volume_ml) * share_of(placed.preparation, name))
        yield message("working.vials", volume=volume, product=Term(f"product.{name}"), vial=entry.vial_ml, count=count)
    if estimate.unused_ml:
        yield message("working.unused", unused=estimate.unused_ml)


def _minutes(estimate: LineEstimate) -> Iterator[Message]:
    span = estimate.minutes
    if span is not None:
        yield message("working.minutes" if span.low < span.high else "working.minutes.one", low=span.low, high=span.high)


def _sessions(estimate: LineEstimate, placed: PlacedLine, document: Consultation) -> Iterator[Message]:
    sessions = estimate.sessions
    most = most_sessions(placed, jurisdiction=document.clinic.jurisdiction)
    earlier = earlier_sessions(document, products={product.id for product in placed.products}, area=placed.area)
    if most is not None and earlier:
        yield message("working.sessions.earlier", earlier=earlier, most=most)
    if sessions.low is None or sessions.high is None:
        return
    if placed.line.sessions is not None or placed.line.dates:
        if sessions.chosen is not None:
            yield message("working.sessions.entered", count=sessions.chosen, low=sessions.low, high=sessions.high)
    elif sessions.proposed is not None and sessions.low == sessions.high:
        yield message("working.sessions.fixed", count=sessions.proposed)
    elif sessions.proposed is not None and placed.target is not None and placed.target.deposit is not None:
        deposit = Term(f"deposit.{placed.target.deposit.value}")
        yield message("working.sessions.proposed", low=sessions.low, high=sessions.high, deposit=deposit, proposed=sessions.proposed)


def _interval(estimate: LineEstimate, placed: PlacedLine, document: Consultation) -> Iterator[Message]:
    if placed.line.dates or len(estimate.dates) <= 1 or estimate.interval_days is None:
        return
    yield message("working.interval", count=estimate.interval_days, first=estimate.dates[0])
    months = months_between(placed, jurisdiction=document.clinic.jurisdiction)
    if months:
        yield message("working.calendar_month", count=months)
