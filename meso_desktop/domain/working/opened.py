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


def products_on_a_day(given: Sequence[Injected], knowledge: Knowledge) -> tuple[ProductTotal, ...]:
    """Return each product over all lines of the day, in order; a line given twice counts twice."""
    return tuple(_product(name, _ml(name, given, times=(1,) * len(given)), knowledge) for name in _names(given))


def products_over_days(
    given: Sequence[Injected], days: Iterable[tuple[ProductTotal, ...]], knowledge: Knowledge,
) -> tuple[ProductTotal, ...]:
    """Return each product over all days of the lines, of which `days` are the products; each day opens vials of its own."""
    vials: dict[str, list[int | None]] = {}
    for day in days:
        for total in day:
            vials.setdefault(total.product, []).append(total.vials)
    times = [len(one.estimate.dates) for one in given]
    return tuple(
        _product(name, _ml(name, given, times=times), knowledge, vials=_count(vials.get(name, ()))) for name in _names(given)
    )


def all_vials(products: Iterable[ProductTotal]) -> int | None:
    """Return the vials of all products; None when one's are not known, or there is none."""
    return _count(total.vials for total in products)


def all_unused(products: Iterable[ProductTotal]) -> Decimal | None:
    """Return the mL that stay in all vials; None when one's are not known, or there is none."""
    return _sum(total.unused_ml for total in products)


def _names(given: Sequence[Injected]) -> tuple[str, ...]:
    held = (products_of(one.placed.preparation) for one in given if one.placed.preparation is not None)
    return tuple(dict.fromkeys(name for names in held for name in names))


def _ml(name: str, given: Sequence[Injected], *, times: Sequence[int]) -> Fraction | None:
    """Return the mL of a product in all lines together; None when one's is not known that holds it."""
    whole = Fraction(0)
    for one, count in zip(given, times, strict=True):
        if one.placed.preparation is None or name not in products_of(one.placed.preparation):
            continue
        part = ml_of(one, name)
        if part is None:
            return None
        whole += part * count
    return whole


def _product(name: str, volume: Fraction | None, knowledge: Knowledge, *, vials: int | None = None) -> ProductTotal:
    """Return the total of a product; `vials` are those of its days, where it is over several."""
    if volume is None:
        return ProductTotal(product=name, volume_ml=None)
    entry = knowledge.products.get(name)
    if entry is None or not entry.vial_ml:
        return ProductTotal(product=name, volume_ml=to_decimal(volume))
    opened = ceil(volume / Fraction(entry.vial_ml)) if vials is None else vials
    unused = to_decimal(opened * Fraction(entry.vial_ml) - volume)
    return ProductTotal(product=name, volume_ml=to_decimal(volume), vials=opened, unused_ml=unused)


def _count(counts: Iterable[int | None]) -> int | None:
    given = list(counts)
    known = [count for count in given if count is not None]
    return sum(known) if given and len(known) == len(given) else None


def _sum(amounts: Iterable[Decimal | None]) -> Decimal | None:
    given = list(amounts)
    known = [amount for amount in given if amount is not None]
    return to_decimal(sum((Fraction(amount) for amount in known), Fraction(0))) if given and len(known) == len(given) else None
