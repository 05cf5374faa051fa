"""What a line injects in one session, exact: its own figures together with all that its ids stand for."""

from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction

from msgspec import Struct

from meso_desktop.domain.areas import Side
from meso_desktop.domain.assessment import LineEstimate
from meso_desktop.domain.calendar import MOST_DATES
from meso_desktop.domain.consultation import Consultation
from meso_desktop.domain.contents import ingredients_of, share_of, strength_of
from meso_desktop.domain.exact import to_decimal
from meso_desktop.domain.knowledge import Knowledge
from meso_desktop.domain.placing import PlacedLine, placed_lines
from meso_desktop.domain.remembered import remembered_by


class Injected(Struct, frozen=True, kw_only=True):
    """A line with its estimate; `places` are the places of the body, each side by itself."""

    placed: PlacedLine
    estimate: LineEstimate
    ingredients: tuple[str, ...]
    places: tuple[tuple[str, Side], ...]

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


def mg_of(one: Injected, ingredient: str, knowledge: Knowledge) -> Fraction | None:
    """Return the mg of `ingredient` that the line injects in a session; 0 when it holds none, None when not known."""
    if ingredient not in one.ingredients:
        return Fraction(0)
    strength = None if one.placed.preparation is None else strength_of(one.placed.preparation, ingredient, knowledge)
    volume = one.estimate.volume_ml
    return None if strength is None or volume is None else Fraction(volume) * strength


def ml_of(one: Injected, product: str | None) -> Fraction | None:
    """Return the mL of `product` that the line injects in a session, or of its whole preparation; None when not known."""
    volume = one.estimate.volume_ml
    if volume is None:
        return None
    if product is None:
        return Fraction(volume)
    return Fraction(0) if one.placed.preparation is None else Fraction(volume) * share_of(one.placed.preparation, product)


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
    return Injected(placed=placed, estimate=estimate, ingredients=ingredients, places=_places(placed))


def _places(placed: PlacedLine) -> tuple[tuple[str, Side], ...]:
    if placed.target is None:
        return ()
    side = placed.target.side
    sides = (Side.LEFT, Side.RIGHT) if side is Side.BOTH else (side,)
    return tuple((placed.target.area, one) for one in sides)
