"""The lattice of injection points inside a measured outline, and the outline's surface; all in exact arithmetic."""

from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from typing import Final

from meso_desktop.domain.areas import Extent, Outline, Point
from meso_desktop.domain.exact import to_decimal

MOST_POINTS: Final = 10_000
"""The finest grid that is drawn: beyond it a spacing is a slip of the hand."""

_PI: Final = Decimal("3.141592653589793238462643383279502884")
_SCALE: Final = 10_000  # quantities have at most four places: all lengths are whole in 0.0001 cm
_TOLERANCE: Final = 20  # 0.01 mm in half units of 0.0001 cm
_HALF_UNITS_PER_STEP: Final = 200  # a step of a point is 0.1 mm
_LEAST_SPACING_CM: Final = Decimal("0.01")  # below the resolution of a point, points would fall together


def surface_cm2(extent: Extent) -> Decimal:
    """Return the surface of the outline in cm², rounded half-even to 0.1."""
    surface = Fraction(extent.length.cm) * Fraction(extent.width.cm)
    if extent.outline is Outline.ELLIPSE:
        surface *= Fraction(_PI) / 4
    return to_decimal(surface, places=1)


def lattice(extent: Extent, spacing_cm: Decimal) -> tuple[Point, ...]:
    """Return the points of the centred lattice inside the outline or on it, in 0.1 mm from the centre, row by row.

    Along each axis stand ``max(1, floor(length / spacing))`` cell centres; a point counts as on the outline within
    0.01 mm. Empty when the spacing is finer than a point's place or gives more than `MOST_POINTS` cells.
    """
    if spacing_cm < _LEAST_SPACING_CM:
        return ()
    return _lattice(extent.outline, int(extent.length.cm * _SCALE), int(extent.width.cm * _SCALE), int(spacing_cm * _SCALE))


@lru_cache(maxsize=256)
def _lattice(outline: Outline, length: int, width: int, spacing: int) -> tuple[Point, ...]:
    columns, rows = max(1, length // spacing), max(1, width // spacing)
    if columns * rows > MOST_POINTS:
        return ()
    return tuple(
        Point(_step(x), _step(y))
        for y in _centres(rows, spacing)
        for x in _centres(columns, spacing)
        if outline is Outline.RECTANGLE or _is_inside_ellipse(x, y, length=length + _TOLERANCE, width=width + _TOLERANCE)
    )


def _centres(count: int, spacing: int) -> tuple[int, ...]:
    """Return the cell centres about 0, in half units of 0.0001 cm."""
    return tuple((2 * index - (count - 1)) * spacing for index in range(count))


def _is_inside_ellipse(x: int, y: int, *, length: int, width: int) -> bool:
    """Tell whether x and y lie inside; in half units, a whole axis is what a half axis is in cm."""
    return (x * width) ** 2 + (y * length) ** 2 <= (length * width) ** 2


def _step(half_units: int) -> int:
    return round(Fraction(half_units, _HALF_UNITS_PER_STEP))
