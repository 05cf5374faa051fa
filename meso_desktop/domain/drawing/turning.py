"""Sines and cosines of whole degrees as integers, the same on every machine."""

from decimal import Decimal, localcontext
from functools import lru_cache
from typing import Final

SCALE: Final = 10**9
"""What 1 is written as."""

_PI: Final = Decimal("3.141592653589793238462643383279502884")
_RIGHT: Final = 90
_DIGITS: Final = 30
_TERMS: Final = 30


def turn(x: int, y: int, degrees: int) -> tuple[int, int]:
    """Return the place turned about the origin, counter-clockwise, times `SCALE`."""
    sine, cosine = sine_cosine(degrees)
    return x * cosine - y * sine, x * sine + y * cosine


def rounded(number: int, by: int) -> int:
    """Return the whole number nearest to `number` divided by `by`, the even one of two."""
    whole, left = divmod(number, by)
    return whole + (2 * left > by or (2 * left == by and whole % 2 == 1))


def shortest_way(degrees: int) -> int:
    """Return a turn by the shorter way round, from -179 to 180 degrees."""
    turned = degrees % (4 * _RIGHT)
    return turned - 4 * _RIGHT if turned > 2 * _RIGHT else turned


@lru_cache(maxsize=360)
def sine_cosine(degrees: int) -> tuple[int, int]:
    """Return sine and cosine of a whole number of degrees, times `SCALE`; exact for right angles."""
    quarter, rest = divmod(degrees % (4 * _RIGHT), _RIGHT)
    sine, cosine = _first_quarter(rest)
    return ((sine, cosine), (cosine, -sine), (-sine, -cosine), (-cosine, sine))[quarter]


def _first_quarter(degrees: int) -> tuple[int, int]:
    with localcontext() as context:
        context.prec = _DIGITS
        angle = _PI * degrees / 180
        sine, cosine, term = Decimal(0), Decimal(0), Decimal(1)
        for power in range(_TERMS):
            sign = -1 if power % 4 > 1 else 1
            if power % 2:
                sine += sign * term
            else:
                cosine += sign * term
            term = term * angle / (power + 1)
        return round(sine * SCALE), round(cosine * SCALE)
