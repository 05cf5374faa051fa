"""Earlier treatments as they count against a plan: cautiously, where a product, an area or a day is not known."""

from collections.abc import Callable, Collection, Iterable
from datetime import date
from fractions import Fraction

from meso_desktop.domain.calendar import latest_day
from meso_desktop.domain.consultation import Consultation
from meso_desktop.domain.history import EarlierTreatment
from meso_desktop.domain.knowledge import Knowledge
from meso_desktop.domain.remembered import remembered


def earlier_sessions(document: Consultation, *, products: Collection[str], area: str) -> int:
    """Return how many sessions with one of `products`, or with one not known, the area can have had.

    The highest session number counts where it is more.
    """
    entries = _counted(document, products, area)
    return max(len(entries), *(entry.session_number or 0 for entry in entries), 0)


def last_earlier_on(document: Consultation, *, products: Collection[str], area: str) -> date | None:
    """Return the last day on which the area can have been treated with one of `products`, or with one not known."""
    days = [
        latest_day(entry.treated_on, no_later_than=document.visit_on)
        for entry in _counted(document, products, area)
        if entry.treated_on is not None
    ]
    return max(days, default=None)


def earlier_with(document: Consultation, products: Collection[str]) -> tuple[EarlierTreatment, ...]:
    """Return the earlier treatments of any area with one of `products`, or with one not known."""
    return tuple(entry for entry in document.history.earlier_treatments if entry.product is None or entry.product in products)


def sessions_among(entries: Iterable[EarlierTreatment]) -> int:
    """Return how many sessions the treatments can have been: as numbered in their area, those of several areas on one day once."""
    areas = _by_area(entries)
    days = [{entry.treated_on for entry in of if entry.treated_on is not None and entry.treated_on.day is not None} for of in areas]
    again = sum(len(of_area) for of_area in days) - len(set().union(*days))
    return sum(len(of) + _beyond(of) for of in areas) - again


def unmeasured_among(entries: Iterable[EarlierTreatment], *, amount: Callable[[EarlierTreatment], Fraction | None]) -> int:
    """Return for how many sessions no amount is on record, those by number alone among them."""
    return sum(sum(amount(entry) is None for entry in of) + _beyond(of) for of in _by_area(entries))


def earlier_ml(entry: EarlierTreatment) -> Fraction | None:
    """Return the mL of an earlier treatment; None when not on record."""
    return None if entry.volume_ml is None else Fraction(entry.volume_ml)


def earlier_mg(entry: EarlierTreatment, *, ingredient: str, knowledge: Knowledge) -> Fraction | None:
    """Return the mg of an ingredient in an earlier treatment, at the strength that the pack has; None when not known."""
    product = None if entry.product is None else knowledge.products.get(entry.product)
    if product is None:
        return None
    strength = next((held for held in product.ingredients if held.ingredient == ingredient), None)
    if strength is None:
        return Fraction(0)
    return None if strength.mg_per_ml is None or entry.volume_ml is None else Fraction(entry.volume_ml) * Fraction(strength.mg_per_ml)


@remembered
def holding(ingredient: str, knowledge: Knowledge) -> frozenset[str]:
    """Return the products of the pack that hold an ingredient."""
    return frozenset(name for name, product in knowledge.products.items() if any(s.ingredient == ingredient for s in product.ingredients))


def _by_area(entries: Iterable[EarlierTreatment]) -> tuple[list[EarlierTreatment], ...]:
    areas: dict[str | None, list[EarlierTreatment]] = {}
    for entry in entries:
        areas.setdefault(entry.area, []).append(entry)
    return tuple(areas.values())


def _beyond(of_area: list[EarlierTreatment]) -> int:
    """Return how many sessions the highest number says beyond the treatments told."""
    return max(0, max(entry.session_number or 0 for entry in of_area) - len(of_area))


def _counted(document: Consultation, products: Collection[str], area: str) -> list[EarlierTreatment]:
    return [
        entry
        for entry in document.history.earlier_treatments
        if (entry.product is None or entry.product in products) and entry.area in {None, area}
    ]
