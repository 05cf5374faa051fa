"""What a preparation is made of in figures: the volume of each product, and the mg of each ingredient per mL, point, session and course."""

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

from msgspec import Struct

from meso_desktop.domain.assessment import LineEstimate
from meso_desktop.domain.contents import ingredients_of, share_of, strength_of, vials_of
from meso_desktop.domain.exact import to_decimal
from meso_desktop.domain.knowledge import Knowledge
from meso_desktop.domain.products import Preparation


class PartHeld(Struct, frozen=True, kw_only=True):
    """A product in a preparation, in mL; `session_ml` and `vials` are those of a session, None where not known."""

    product: str
    volume_ml: Decimal
    session_ml: Decimal | None = None
    vials: int | None = None


class IngredientHeld(Struct, frozen=True, kw_only=True):
    """An ingredient of a preparation in mg; None is *not known*, never 0."""

    ingredient: str
    per_ml_mg: Decimal | None
    point_mg: Decimal | None = None
    session_mg: Decimal | None = None
    course_mg: Decimal | None = None


class Composition(Struct, frozen=True, kw_only=True):
    """A preparation in figures; `volume_ml` is all its parts together."""

    volume_ml: Decimal
    parts: tuple[PartHeld, ...]
    ingredients: tuple[IngredientHeld, ...]


def composition_of(preparation: Preparation, knowledge: Knowledge, *, estimate: LineEstimate | None = None) -> Composition:
    """Return the preparation in figures, per point, session and course by the figures of the line that it is meant for."""
    whole = sum((Fraction(part.volume_ml) for part in preparation.parts), Fraction(0))
    return Composition(
        volume_ml=to_decimal(whole), parts=tuple(_parts(preparation, knowledge, estimate)),
        ingredients=tuple(_ingredients(preparation, knowledge, estimate)),
    )


def _parts(preparation: Preparation, knowledge: Knowledge, estimate: LineEstimate | None) -> Iterator[PartHeld]:
    session = None if estimate is None else estimate.volume_ml
    for part in preparation.parts:
        if session is None:
            yield PartHeld(product=part.product, volume_ml=part.volume_ml)
            continue
        yield PartHeld(
            product=part.product, volume_ml=part.volume_ml, session_ml=to_decimal(Fraction(session) * share_of(preparation, part.product)),
            vials=vials_of(part.product, session, preparation, knowledge),
        )


def _ingredients(preparation: Preparation, knowledge: Knowledge, estimate: LineEstimate | None) -> Iterator[IngredientHeld]:
    point = None if estimate is None else estimate.volume_per_point_ml
    session = None if estimate is None else estimate.volume_ml
    times = None if estimate is None else estimate.sessions.chosen
    for ingredient in ingredients_of(preparation, knowledge):
        strength = strength_of(preparation, ingredient, knowledge)
        course = None if session is None or times is None else Fraction(session) * times
        yield IngredientHeld(
            ingredient=ingredient, per_ml_mg=_mg(strength, Fraction(1)), point_mg=_mg(strength, point), session_mg=_mg(strength, session),
            course_mg=_mg(strength, course),
        )


def _mg(strength: Fraction | None, volume_ml: Fraction | Decimal | None) -> Decimal | None:
    return None if strength is None or volume_ml is None else to_decimal(strength * Fraction(volume_ml))
