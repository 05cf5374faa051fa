"""What a line injects in one session, exact: its own figures together with all that its ids stand for."""

from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction
from typing import Final

from msgspec import Struct

from meso_desktop.domain.areas import Side
from meso_desktop.domain.assessment import LineEstimate
from meso_desktop.domain.calendar import MOST_DATES
from meso_desktop.domain.consultation import Consultation
from meso_desktop.domain.contents import ingredients_of, products_of, share_of, strength_of
from meso_desktop.domain.exact import to_decimal
from meso_desktop.domain.knowledge import Knowledge
from meso_desktop.domain.placing import PlacedLine, placed_lines
from meso_desktop.domain.products import Preparation
from meso_desktop.domain.remembered import remembered_by

_NOTHING: Final = Fraction(0)


class Injected(Struct, frozen=True, kw_only=True):
    """A line with its estimate; `places` are the places of the body, each side by itself.

    `ml` and `mg` are what it injects in a session, exact: of the whole in mL, of each product, of each ingredient; None is not known.
    """

    placed: PlacedLine
    estimate: LineEstimate
    ingredients: tuple[str, ...]
    places: tuple[tuple[str, Side], ...]
    ml: Fraction | None
    ml_of_products: dict[str, Fraction]
    mg_of_ingredients: dict[str, Fraction | None]

    @property
    def sessions(self) -> int | None:
        """How many sessions the line takes: its number, or its days where they are more; None when not known."""
        chosen = self.estimate.sessions.chosen
        return None if chosen is None else min(max(chosen, len(self.estimate.dates)), MOST_DATES)


def injected_lines(document: Consultation, knowledge: Knowledge, lines: tuple[LineEstimate, ...]) -> tuple[Injected, ...]:
    """Return the plan's lines with their estimates, in order; a line without estimate is left out."""
    estimates = {estimate.line: estimate for estimate in lines}
    return tuple(
        _injected(placed, estimates[placed.line_id], knowledge)
        for placed in placed_lines(document, knowledge)
        if placed.line_id in estimates
    )


def mg_of(one: Injected, ingredient: str) -> Fraction | None:
    """Return the mg of `ingredient` that the line injects in a session; 0 when it holds none, None when not known."""
    return one.mg_of_ingredients.get(ingredient, _NOTHING)


def ml_of(one: Injected, product: str | None) -> Fraction | None:
    """Return the mL of `product` that the line injects in a session, or of its whole preparation; None when not known."""
    if one.ml is None or product is None:
        return one.ml
    return one.ml_of_products.get(product, _NOTHING)


def planned_sessions(given: Iterable[Injected]) -> int:
    """Return how many sessions the lines take together: their days, or those of the line that takes most; one at least of any line."""
    lines = tuple(given)
    days = {day for one in lines for day in one.estimate.dates}
    return max(len(days), *(one.sessions or 1 for one in lines), 0)


def volume_of(given: Iterable[Injected]) -> Decimal | None:
    """Return the volume of all lines together; None when one is not known."""
    volumes = [one.estimate.volume_ml for one in given]
    known = [volume for volume in volumes if volume is not None]
    return to_decimal(sum(known, Decimal(0))) if len(known) == len(volumes) else None


def _what_counts(placed: PlacedLine, estimate: LineEstimate, knowledge: Knowledge) -> tuple[object, ...]:
    return placed, estimate, knowledge


@remembered_by(_what_counts)
def _injected(placed: PlacedLine, estimate: LineEstimate, knowledge: Knowledge) -> Injected:
    ingredients = () if placed.preparation is None else ingredients_of(placed.preparation, knowledge)
    whole = None if estimate.volume_ml is None else Fraction(estimate.volume_ml)
    return Injected(
        placed=placed, estimate=estimate, ingredients=ingredients, places=_places(placed), ml=whole,
        ml_of_products=_ml_of_products(whole, placed.preparation),
        mg_of_ingredients={name: _mg(whole, name, placed.preparation, knowledge) for name in ingredients},
    )


def _ml_of_products(whole: Fraction | None, preparation: Preparation | None) -> dict[str, Fraction]:
    if whole is None or preparation is None:
        return {}
    return {name: whole * share_of(preparation, name) for name in products_of(preparation)}


def _mg(whole: Fraction | None, ingredient: str, preparation: Preparation | None, knowledge: Knowledge) -> Fraction | None:
    strength = None if preparation is None else strength_of(preparation, ingredient, knowledge)
    return None if whole is None or strength is None else whole * strength


def _places(placed: PlacedLine) -> tuple[tuple[str, Side], ...]:
    if placed.target is None:
        return ()
    side = placed.target.side
    sides = (Side.LEFT, Side.RIGHT) if side is Side.BOTH else (side,)
    return tuple((placed.target.area, one) for one in sides)
