"""The vials opened on one day: a vial serves one patient, and every area of the day whose preparation holds its product."""

from collections.abc import Iterable
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
    parts: dict[str, list[Fraction | None]] = {}
    for one in given:
        for name in () if one.placed.preparation is None else products_of(one.placed.preparation):
            parts.setdefault(name, []).append(ml_of(one, name))
    return tuple(_product(name, amounts, knowledge) for name, amounts in parts.items())


def over_days(days: Iterable[tuple[ProductTotal, ...]]) -> tuple[ProductTotal, ...]:
    """Return each product over several days; the vials of each day are its own."""
    found: dict[str, list[ProductTotal]] = {}
    for day in days:
        for total in day:
            found.setdefault(total.product, []).append(total)
    return tuple(
        ProductTotal(
            product=name, volume_ml=_sum(t.volume_ml for t in totals), vials=_count(t.vials for t in totals),
            unused_ml=_sum(t.unused_ml for t in totals),
        )
        for name, totals in found.items()
    )


def all_vials(products: Iterable[ProductTotal]) -> int | None:
    """Return the vials of all products; None when one's are not known, or there is none."""
    return _count(total.vials for total in products)


def all_unused(products: Iterable[ProductTotal]) -> Decimal | None:
    """Return the mL that stay in all vials; None when one's are not known, or there is none."""
    return _sum(total.unused_ml for total in products)


def _product(name: str, amounts: list[Fraction | None], knowledge: Knowledge) -> ProductTotal:
    known = [amount for amount in amounts if amount is not None]
    if len(known) < len(amounts):
        return ProductTotal(product=name, volume_ml=None)
    volume = sum(known, Fraction(0))
    entry = knowledge.products.get(name)
    if entry is None or not entry.vial_ml:
        return ProductTotal(product=name, volume_ml=to_decimal(volume))
    vials = ceil(volume / Fraction(entry.vial_ml))
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
