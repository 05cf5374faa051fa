"""What a volume of a preparation holds: mg of each ingredient, mL of each product, vials; exact, None where not known."""

from decimal import Decimal
from fractions import Fraction
from math import ceil

from meso_desktop.domain.assessment import Dose
from meso_desktop.domain.exact import to_decimal
from meso_desktop.domain.knowledge import Knowledge
from meso_desktop.domain.products import Part, Preparation, Product
from meso_desktop.domain.remembered import remembered


@remembered
def share_of(preparation: Preparation, product: str) -> Fraction:
    """Return which part of the preparation's volume is `product`, from 0 to 1."""
    whole = sum((Fraction(part.volume_ml) for part in preparation.parts), Fraction(0))
    own = sum((Fraction(part.volume_ml) for part in preparation.parts if part.product == product), Fraction(0))
    return own / whole if whole else Fraction(0)


@remembered
def ingredients_of(preparation: Preparation, knowledge: Knowledge) -> tuple[str, ...]:
    """Return the ingredients of the preparation's products, each once, in order."""
    products = (knowledge.products.get(name) for name in products_of(preparation))
    return tuple(dict.fromkeys(s.ingredient for product in products if product is not None for s in product.ingredients))


@remembered
def products_of(preparation: Preparation) -> tuple[str, ...]:
    """Return the ids of the preparation's products, each once, in order."""
    return tuple(dict.fromkeys(part.product for part in preparation.parts))


@remembered
def strength_of(preparation: Preparation, ingredient: str, knowledge: Knowledge) -> Fraction | None:
    """Return the mg of `ingredient` in 1 mL of the preparation; None when a product's strength is not known."""
    whole = sum((Fraction(part.volume_ml) for part in preparation.parts), Fraction(0))
    held = Fraction(0)
    for part in preparation.parts:
        product = knowledge.products.get(part.product)
        if product is None:
            return None
        if all(strength.ingredient != ingredient for strength in product.ingredients):
            continue
        mg_per_ml = strength_in(part, product, ingredient)
        if mg_per_ml is None:
            return None
        held += Fraction(part.volume_ml) * Fraction(mg_per_ml)
    return held / whole if whole else Fraction(0)


def strength_in(part: Part, product: Product, ingredient: str) -> Decimal | None:
    """Return the mg/mL of an ingredient in the product of a part: the part's own where it is given, else the pack's; None is not known."""
    given = (*part.strengths, *product.ingredients)
    return next((strength.mg_per_ml for strength in given if strength.ingredient == ingredient), None)


def doses_in(volume_ml: Fraction | Decimal | None, preparation: Preparation, knowledge: Knowledge) -> tuple[Dose, ...]:
    """Return the mg of each ingredient in `volume_ml`; None in a dose is *not known*."""
    return tuple(
        Dose(ingredient=ingredient, mg=_mg(volume_ml, strength_of(preparation, ingredient, knowledge)))
        for ingredient in ingredients_of(preparation, knowledge)
    )


def _mg(volume_ml: Fraction | Decimal | None, strength: Fraction | None) -> Decimal | None:
    return None if volume_ml is None or strength is None else to_decimal(Fraction(volume_ml) * strength)


def vials_of(product: str, volume_ml: Decimal, preparation: Preparation, knowledge: Knowledge) -> int | None:
    """Return how many vials of `product` are opened for `volume_ml` of the preparation; None when the vial is not known."""
    entry = knowledge.products.get(product)
    if entry is None or not entry.vial_ml:
        return None
    return ceil(Fraction(volume_ml) * share_of(preparation, product) / Fraction(entry.vial_ml))


def vials_in(volume_ml: Decimal | None, preparation: Preparation, knowledge: Knowledge) -> int | None:
    """Return how many vials of all products together `volume_ml` takes; None when one is not known."""
    if volume_ml is None:
        return None
    counts = [vials_of(product, volume_ml, preparation, knowledge) for product in products_of(preparation)]
    known = [count for count in counts if count is not None]
    return sum(known) if counts and len(known) == len(counts) else None


def unused_in(volume_ml: Decimal | None, preparation: Preparation, knowledge: Knowledge) -> Decimal | None:
    """Return the mL that stay in the vials opened for `volume_ml`; None when a vial is not known."""
    if volume_ml is None or vials_in(volume_ml, preparation, knowledge) is None:
        return None
    opened = Fraction(0)
    for name in products_of(preparation):
        vial = knowledge.products[name].vial_ml or Decimal(0)
        opened += (vials_of(name, volume_ml, preparation, knowledge) or 0) * Fraction(vial)
    return to_decimal(opened - Fraction(volume_ml))
