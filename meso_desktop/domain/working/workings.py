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
from meso_desktop.domain.drawing.grid_counts import grid_counts, zone_term
from meso_desktop.domain.earlier import earlier_sessions
from meso_desktop.domain.exact import to_decimal
from meso_desktop.domain.knowledge import Knowledge
from meso_desktop.domain.message import Message, Term, message
from meso_desktop.domain.placing import PlacedLine, named
from meso_desktop.domain.protocols import CountedBy


def workings_of(estimate: LineEstimate, placed: PlacedLine, document: Consultation, knowledge: Knowledge) -> LineEstimate:
    """Return the estimate with the sentences that show how its figures came about, in reading order."""
    told = chain(
        _surface(estimate, placed),
        _points(estimate, placed, knowledge),
        _volume(estimate, placed),
        _doses(estimate, placed, knowledge),
        _vials(estimate, placed, knowledge),
        _sessions(estimate, placed, document),
        _interval(estimate, placed, document),
        _minutes(placed),
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


def _points(estimate: LineEstimate, placed: PlacedLine, knowledge: Knowledge) -> Iterator[Message]:
    if estimate.points_per_side is None or estimate.spacing_cm is None:
        return
    yield message("working.points", spacing=estimate.spacing_cm, count=estimate.points_per_side)
    yield from _grid(estimate, placed, knowledge)
    if placed.target is not None and placed.target.side.places > 1 and estimate.injections is not None:
        yield message("working.points.both", points=estimate.points_per_side, injections=estimate.injections)


def _grid(estimate: LineEstimate, placed: PlacedLine, knowledge: Knowledge) -> Iterator[Message]:
    """Yield what was done to the lattice by hand, and what zones keep out."""
    counts = grid_counts(placed.line, placed.target, placed.protocol)
    if counts.is_untouched or counts.drawn != estimate.points_per_side:
        return
    parts = {"put_in": counts.put_in, "taken_out": counts.taken_out, "kept_out": counts.all_kept_out}
    told = {name: count for name, count in parts.items() if count}
    sum_of = "" if len(told) == len(parts) else "".join(f".{name}" for name in told)  # what is 0 is not said
    yield message(f"working.points.laid{sum_of}", lattice=counts.lattice, **told, count=counts.drawn)
    for kind, count in counts.kept_out:
        yield message("working.points.zone", count=count, zone=zone_term(kind, knowledge))


def _by_surface(estimate: LineEstimate, placed: PlacedLine) -> Iterator[Message]:
    """Yield that the technique is not counted by point, and what its volume comes to on the surface."""
    if placed.protocol is None or placed.protocol.counted_by is not CountedBy.VOLUME:
        return
    surface, volume = estimate.surface_cm2, estimate.volume_ml
    if not surface or volume is None or placed.target is None:
        yield message("working.by_surface.bare")
        return
    places = placed.target.side.places
    per_cm2 = to_decimal(Fraction(volume) / (Fraction(surface) * places), places=3)
    yield message("working.by_surface" if places == 1 else "working.by_surface.both", volume=volume, surface=surface, per_cm2=per_cm2)


def _volume(estimate: LineEstimate, placed: PlacedLine) -> Iterator[Message]:
    yield from _by_surface(estimate, placed)
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


def _minutes(placed: PlacedLine) -> Iterator[Message]:
    """Yield the doctor's minutes, the protocol's beside them."""
    own, span = placed.line.minutes, None if placed.protocol is None else placed.protocol.minutes
    if own is not None:
        yield message("working.minutes.entered", count=own)
    if span is not None:
        name = "working.minutes" if own is None else "working.minutes.beside"
        yield message(name if span.low < span.high else f"{name}.one", low=span.low, high=span.high)


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
