"""The vials opened on a day: a vial serves one patient, and every area of the day whose preparation holds its product."""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from fractions import Fraction
from math import ceil

from meso_desktop.domain.assessment import ProductTotal
from meso_desktop.domain.contents import products_of
from meso_desktop.domain.exact import to_decimal
from meso_desktop.domain.injected import Injected, ml_of
from meso_desktop.domain.knowledge import Knowledge


def products_on_a_day(given: Iterable[Injected], knowledge: Knowledge) -> tuple[ProductTotal, ...]:
    """Return each product over all lines of the day, in order; a line given twice counts twice."""
    return products_over_days((tuple(given),), knowledge)


def products_over_days(days: Iterable[Sequence[Injected]], knowledge: Knowledge) -> tuple[ProductTotal, ...]:
    """Return each product over several days; each day opens vials of its own."""
    amounts: dict[str, list[Fraction | None]] = {}
    for day in days:
        for name, amount in _amounts(day).items():
            amounts.setdefault(name, []).append(amount)
    return tuple(_product(name, of_days, knowledge) for name, of_days in amounts.items())


def all_vials(products: Iterable[ProductTotal]) -> int | None:
    """Return the vials of all products; None when one's are not known, or there is none."""
    return _count(total.vials for total in products)


def all_unused(products: Iterable[ProductTotal]) -> Decimal | None:
    """Return the mL that stay in all vials; None when one's are not known, or there is none."""
    return _sum(total.unused_ml for total in products)


def _amounts(given: Sequence[Injected]) -> dict[str, Fraction | None]:
    """Return the mL of each product in all lines together; None when a line's is not known."""
    found: dict[str, Fraction | None] = {}
    for one in given:
        for name in () if one.placed.preparation is None else products_of(one.placed.preparation):
            part, before = ml_of(one, name), found.get(name, Fraction(0))
            found[name] = None if part is None or before is None else before + part
    return found


def _product(name: str, of_days: list[Fraction | None], knowledge: Knowledge) -> ProductTotal:
    known = [amount for amount in of_days if amount is not None]
    if len(known) < len(of_days):
        return ProductTotal(product=name, volume_ml=None)
    volume = sum(known, Fraction(0))
    entry = knowledge.products.get(name)
    if entry is None or not entry.vial_ml:
        return ProductTotal(product=name, volume_ml=to_decimal(volume))
    vials = sum(ceil(amount / Fraction(entry.vial_ml)) for amount in known)
    unused = to_decimal(vials * Fraction(entry.vial_ml) - volume)
    return ProductTotal(product=name, volume_ml=to_decimal(volume), vials=vials, unused_ml=unused)


def _count(counts: Iterable[int | None]) -> int | None:
    given = list(counts)
    known = [count for count in given if count is not None]
    return sum(known) if given and len(known) == len(given) else None


def _sum(amounts: Iterable[Decimal | None]) -> Decimal | None:
    given = list(amounts)
    known = [amount for amount in given if amount is not None]
    return to_decimal(sum((Fraction(amount) for amount in known), Fraction(0))) if given and len(known) == len(given) else None
