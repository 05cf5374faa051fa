"""Whose the inputs of a line's figures are: measured, the doctor's, the protocol's, the product's, the program's own convention."""

from collections.abc import Iterable, Iterator
from typing import Final

from meso_desktop.domain.areas import Outline
from meso_desktop.domain.assessment import LineEstimate
from meso_desktop.domain.drawing.turning import shortest_way
from meso_desktop.domain.evidence import Confidence
from meso_desktop.domain.message import Message, Term, message
from meso_desktop.domain.placing import PlacedLine
from meso_desktop.domain.products import Product
from meso_desktop.domain.protocols import CountedBy
from meso_desktop.domain.working.figure import Figure

_OF_PRODUCTS: Final = {Figure.DOSE: "strength", Figure.VIALS: "vial"}
_PROGRAM: Final = "program"
"""The source of what is the program's own convention."""


def origins_of(figure: Figure, estimate: LineEstimate, placed: PlacedLine) -> Iterator[Message]:
    """Yield whose the inputs of a figure are."""
    if figure in {Figure.SURFACE, Figure.INJECTIONS}:
        yield from _of_surface(placed)
    field = _field(figure, placed)
    if field is not None and getattr(estimate, field) is not None:
        yield from _of_field(field, placed)
    if figure is Figure.INJECTIONS:
        yield from _of_grid(placed)
    if figure is Figure.SESSIONS:
        yield from _of_sessions(estimate, placed)
    if figure in _OF_PRODUCTS:
        yield from _of_products(placed, _OF_PRODUCTS[figure])


def sources_of(figure: Figure, estimate: LineEstimate, placed: PlacedLine) -> tuple[tuple[str, ...], Confidence | None]:
    """Return the sources of a figure, with how well they support it; a surface is arithmetic alone, what the doctor gives has none."""
    if figure is Figure.SURFACE:
        return (), None if estimate.surface_cm2 is None else Confidence.D
    if figure in _OF_PRODUCTS:
        by_doctor = _of_doctor(placed) if figure is Figure.DOSE else {}
        told = tuple(product for product in placed.products if not by_doctor.get(product.id, False))
        return tuple(dict.fromkeys(source for product in told for source in product.sources)), _least(told)
    if placed.protocol is None or not is_by_protocol(figure, placed):
        return (), None
    own = (_PROGRAM,) if figure is Figure.SESSIONS and is_by_convention(estimate, placed) else ()
    return (*placed.protocol.sources, *own), placed.protocol.confidence


def is_by_protocol(figure: Figure, placed: PlacedLine) -> bool:
    """Tell whether the protocol gives what a figure rests on."""
    line, protocol = placed.line, placed.protocol
    if protocol is None:
        return False
    if figure is Figure.SESSIONS:
        return protocol.sessions is not None and not _is_own("sessions", placed) and not line.dates
    field = _field(figure, placed)
    return field not in {None, "dates", "volume_ml"} and getattr(protocol, field or "") is not None and not _is_own(field or "", placed)


def is_by_convention(estimate: LineEstimate, placed: PlacedLine) -> bool:
    """Tell whether the program's own rule chose the sessions within the protocol's range."""
    found, line = estimate.sessions, placed.line
    return line.sessions is None and not line.dates and found.proposed is not None and found.low != found.high


def _field(figure: Figure, placed: PlacedLine) -> str | None:
    """Return the field of the line that a figure rests on, which estimate and protocol call alike."""
    if figure is Figure.VOLUME:
        is_by_volume = placed.protocol is not None and placed.protocol.counted_by is CountedBy.VOLUME
        return "volume_ml" if is_by_volume else "volume_per_point_ml"
    if figure is Figure.DATES:
        return "dates" if placed.line.dates else "interval_days"
    return {Figure.INJECTIONS: "spacing_cm", Figure.INTERVAL: "interval_days", Figure.MINUTES: "minutes"}.get(figure)


def _is_own(field: str, placed: PlacedLine) -> bool:
    return getattr(placed.line, field) not in {None, ()}


def _of_field(name: str, placed: PlacedLine) -> Iterator[Message]:
    if _is_own(name, placed):
        yield _by_doctor(name)
    elif placed.protocol is not None:
        yield message("origin.protocol", what=Term(f"figure.{name}"), protocol=Term(f"protocol.{placed.protocol.id}"))


def _of_surface(placed: PlacedLine) -> Iterator[Message]:
    extent = None if placed.target is None else placed.target.extent
    if extent is not None:
        yield message("origin.drawn" if extent.outline is Outline.FREE else "origin.measured")


def _of_grid(placed: PlacedLine) -> Iterator[Message]:
    laid = placed.line.placement
    if laid.turn_degrees:
        yield message("origin.turned", degrees=shortest_way(laid.turn_degrees))
    if laid.shift.x or laid.shift.y:
        yield message("origin.shifted")
    if laid.added or laid.removed:
        yield message("origin.by_hand")


def _of_sessions(estimate: LineEstimate, placed: PlacedLine) -> Iterator[Message]:
    line = placed.line
    if line.sessions is not None or line.dates:
        yield _by_doctor("sessions" if line.sessions is not None else "dates")
    elif placed.protocol is not None and estimate.sessions.low is not None:
        yield message("origin.protocol", what=Term("figure.sessions"), protocol=Term(f"protocol.{placed.protocol.id}"))
    if is_by_convention(estimate, placed):
        yield message("origin.program", what=Term("figure.sessions"))


def _of_products(placed: PlacedLine, what: str) -> Iterator[Message]:
    by_doctor = _of_doctor(placed) if what == "strength" else {}
    for product in placed.products:
        values = {"what": Term(f"figure.{what}"), "product": Term(f"product.{product.id}")}
        if product.id in by_doctor:
            yield message("origin.vial_of_doctor", **values)
        if not by_doctor.get(product.id, False):
            yield message("origin.product", **values)


def _of_doctor(placed: PlacedLine) -> dict[str, bool]:
    """Return the products with a strength that the doctor's own vial says, and whether it says all of theirs: no source stands for it."""
    parts = () if placed.preparation is None else placed.preparation.parts
    held = {product.id: {strength.ingredient for strength in product.ingredients} for product in placed.products}
    whole = {name: [part for part in parts if part.product == name] for name in {part.product for part in parts if part.strengths}}
    return {
        name: all(held.get(name, set()) <= {strength.ingredient for strength in part.strengths} for part in of)
        for name, of in whole.items()
    }


def _least(products: Iterable[Product]) -> Confidence | None:
    """Return how well the least supported of the products is."""
    found = [product.confidence for product in products]
    return max(found, key=tuple(Confidence).index, default=None)


def _by_doctor(name: str) -> Message:
    return message("origin.doctor", what=Term(f"figure.{name}"))
