"""Exact arithmetic: fractions inside, decimals of a few places where a figure is kept or shown."""

from decimal import Decimal
from fractions import Fraction
from math import floor
from typing import Final

KEPT_PLACES: Final = 4
"""Decimal places of a computed figure, as of every stored quantity."""


def to_decimal(value: Fraction | Decimal, *, places: int = KEPT_PLACES) -> Decimal:
    """Return `value` rounded half-even to `places`, without trailing zeros."""
    fraction = Fraction(value)
    scaled, left = divmod(fraction.numerator * 10**places, fraction.denominator)
    if 2 * left > fraction.denominator or (2 * left == fraction.denominator and scaled % 2):
        scaled += 1
    return _plain(scaled, places)


def floored(value: Fraction | Decimal, *, places: int = KEPT_PLACES) -> Decimal:
    """Return `value` rounded down to `places`, without trailing zeros; for bounds, which rounding must not loosen."""
    return _plain(floor(Fraction(value) * 10**places), places)


def _plain(scaled: int, places: int) -> Decimal:
    while places and scaled % 10 == 0:
        scaled //= 10
        places -= 1
    return Decimal(scaled).scaleb(-places)
