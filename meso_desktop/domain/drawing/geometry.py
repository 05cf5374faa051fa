"""The lattice of injection points inside a measured outline, and the outline's surface; in whole numbers, the same everywhere."""

from collections.abc import Callable, Iterator
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from math import ceil, floor
from typing import Final

from msgspec import Struct

from meso_desktop.domain.areas import Extent, Outline, Point
from meso_desktop.domain.drawing.polygon import LEAST_CORNERS, Place, doubled_surface, row_intervals
from meso_desktop.domain.drawing.turning import SCALE, rounded, sine_cosine, turn
from meso_desktop.domain.exact import to_decimal

MOST_POINTS: Final = 10_000
"""The finest grid that is drawn: beyond it a spacing is a slip of the hand."""

_PI: Final = Decimal("3.141592653589793238462643383279502884")
_SCALE: Final = 10_000  # quantities have at most four places: all lengths are whole in 0.0001 cm
_TOLERANCE: Final = 20  # 0.01 mm in half units of 0.0001 cm
_PER_STEP: Final = 200  # half units in a step of a point, which is 0.1 mm
_STEPS_PER_CM: Final = 100
_LEAST_SPACING_CM: Final = Decimal("0.01")  # below the resolution of a point, points would fall together


class _Shape(Struct, frozen=True):
    """An outline in half units of 0.0001 cm about its centre; `length` and `width` are the half axes."""

    outline: Outline
    length: int
    width: int
    corners: tuple[Place, ...]


def surface_cm2(extent: Extent) -> Decimal:
    """Return the surface of the outline in cm², rounded half-even to 0.1."""
    if extent.outline is Outline.FREE:
        doubled = doubled_surface([(p.x, p.y) for p in extent.corners])
        return to_decimal(Fraction(doubled, 2 * _STEPS_PER_CM**2), places=1)
    surface = Fraction(extent.length.cm) * Fraction(extent.width.cm)
    if extent.outline is Outline.ELLIPSE:
        surface *= Fraction(_PI) / 4
    return to_decimal(surface, places=1)


def lattice(extent: Extent, spacing_cm: Decimal, *, turn_degrees: int = 0, shift: Point = Point(0, 0)) -> tuple[Point, ...]:  # noqa: B008  # frozen
    """Return the points of the lattice inside the outline or on it, in 0.1 mm from the centre, row by row.

    Cell centres of the bounding box, centred: ``max(1, floor(length / spacing))`` along each axis, going on beyond the box where the
    lattice is turned (whole degrees, counter-clockwise, about the centre) or shifted (0.1 mm). A point counts as on the outline
    within 0.01 mm. Empty when the spacing is finer than a point's place or gives more than `MOST_POINTS` cells.
    """
    if spacing_cm < _LEAST_SPACING_CM:
        return ()
    is_free = extent.outline is Outline.FREE
    if is_free and len(extent.corners) < LEAST_CORNERS:
        return ()
    corners = tuple((p.x * _PER_STEP, p.y * _PER_STEP) for p in extent.corners) if is_free else ()
    shape = _Shape(extent.outline, int(extent.length.cm * _SCALE), int(extent.width.cm * _SCALE), corners)
    return _lattice(shape, int(spacing_cm * _SCALE), turn_degrees % 360, (shift.x * _PER_STEP, shift.y * _PER_STEP))


class Cell(Struct, frozen=True):
    """A place of the lattice by column and row, counted from its first one; it may lie outside the outline."""

    column: int
    row: int


class Laid(Struct, frozen=True, kw_only=True):
    """A lattice as it is laid on an extent; a cell keeps its place in it through every turn and shift."""

    extent: Extent
    spacing_cm: Decimal
    turn_degrees: int = 0
    shift: Point = Point(0, 0)

    def point_of(self, cell: Cell) -> Point:
        """Return the point that stands in a cell, the same that `lattice` gives."""
        first_x, first_y, spacing = self._first()
        move = _mover(self.turn_degrees % 360, (self.shift.x * _PER_STEP, self.shift.y * _PER_STEP))
        x, y = move(first_x + 2 * spacing * cell.column, first_y + 2 * spacing * cell.row)
        return Point(rounded(x, _PER_STEP), rounded(y, _PER_STEP))

    def cell_of(self, point: Point) -> Cell | None:
        """Return the cell that a point of the lattice stands in; None for a point beside it, or where there is no lattice."""
        if self.spacing_cm < _LEAST_SPACING_CM:
            return None
        first_x, first_y, spacing = self._first()
        x, y = turn((point.x - self.shift.x) * _PER_STEP, (point.y - self.shift.y) * _PER_STEP, -self.turn_degrees)
        cell = Cell(
            rounded(rounded(x, SCALE) - first_x, 2 * spacing), rounded(rounded(y, SCALE) - first_y, 2 * spacing),
        )
        return cell if self.point_of(cell) == point else None

    def _first(self) -> tuple[int, int, int]:
        spacing = int(self.spacing_cm * _SCALE)
        counts = (max(1, int(size.cm * _SCALE) // spacing) for size in (self.extent.length, self.extent.width))
        first_x, first_y = (-(count - 1) * spacing for count in counts)
        return first_x, first_y, spacing


def is_in_extent(point: Point, extent: Extent) -> bool:
    """Tell whether a point lies in the outline or on it, within 0.01 mm."""
    x, y = point.x * _PER_STEP, point.y * _PER_STEP
    if extent.outline is Outline.FREE:
        corners = tuple((p.x * _PER_STEP, p.y * _PER_STEP) for p in extent.corners)
        return any(low <= x <= high for low, high in _row(corners, y))
    shape = _Shape(extent.outline, int(extent.length.cm * _SCALE), int(extent.width.cm * _SCALE), ())
    return _is_inside(shape, (x, y))


def is_in_zone(point: Point, corners: tuple[Point, ...]) -> bool:
    """Tell whether a point lies in a zone or on its border."""
    return any(low <= point.x <= high for low, high in _zone_row(corners, point.y))


@lru_cache(maxsize=4096)
def _zone_row(corners: tuple[Point, ...], y: int) -> tuple[tuple[int, int], ...]:
    """Return where a row lies in the zone or on its border, in whole steps: points stand on nothing finer."""
    row = row_intervals([(p.x, p.y) for p in corners], y)
    return tuple((ceil(low), floor(high)) for low, high in row)


@lru_cache(maxsize=256)
def _lattice(shape: _Shape, spacing: int, degrees: int, shift: Place) -> tuple[Point, ...]:
    columns, rows = max(1, shape.length // spacing), max(1, shape.width // spacing)
    if columns * rows > MOST_POINTS:
        return ()
    is_moved = bool(degrees) or shift != (0, 0)
    reach_x, reach_y = _reach(shape, degrees, shift) if is_moved else (None, None)
    to_outline = _mover(degrees, shift) if is_moved else None
    corners, box = _seen_from_lattice(shape.corners, degrees, shift), _box_of(shape.corners)
    found = []
    across = _centres(columns, spacing, reach_x)
    for y in _centres(rows, spacing, reach_y):
        # A free outline is met row by row of the lattice, the others where the point comes to lie.
        for x in _met(across, _row(corners, y)) if corners else across:
            place = (x, y) if to_outline is None else to_outline(x, y)
            if _is_in_box(box, place) if box else _is_inside(shape, place):
                found.append(Point(rounded(place[0], _PER_STEP), rounded(place[1], _PER_STEP)))
    return tuple(found)


def _mover(degrees: int, shift: Place) -> Callable[[int, int], Place]:
    """Return what takes a place of the lattice to where it lies in the outline."""
    sine, cosine = sine_cosine(degrees)

    def moved(x: int, y: int) -> Place:
        return rounded(x * cosine - y * sine, SCALE) + shift[0], rounded(x * sine + y * cosine, SCALE) + shift[1]

    return moved


def _seen_from_lattice(corners: tuple[Place, ...], degrees: int, shift: Place) -> tuple[Place, ...]:
    turned = (turn(x - shift[0], y - shift[1], -degrees) for x, y in corners)
    return tuple((rounded(x, SCALE), rounded(y, SCALE)) for x, y in turned)


def _centres(count: int, spacing: int, reach: tuple[int, int] | None) -> range:
    """Return the cell centres about 0, or all of their row that lie within `reach`."""
    first = -(count - 1) * spacing
    if reach is None:
        return range(first, first + 2 * count * spacing, 2 * spacing)
    low, high = reach
    start = first + 2 * spacing * -((first - low) // (2 * spacing))
    return range(start, high + 1, 2 * spacing)


def _met(centres: range, row: tuple[tuple[int, int], ...]) -> Iterator[int]:
    """Yield those of a row's centres that lie in one of its intervals, each once."""
    at = centres.start
    for low, high in sorted(row):
        if low > at:
            at += centres.step * -((at - low) // centres.step)
        while at <= high and at < centres.stop:
            yield at
            at += centres.step


@lru_cache(maxsize=256)
def _reach(shape: _Shape, degrees: int, shift: Place) -> tuple[tuple[int, int], tuple[int, int]]:
    """Return how far the outline reaches along both axes of the lattice, seen from where the lattice stands."""
    far_x, far_y = shape.length + _TOLERANCE, shape.width + _TOLERANCE
    box = [turn(x - shift[0], y - shift[1], -degrees) for x in (-far_x, far_x) for y in (-far_y, far_y)]
    xs, ys = [x // SCALE for x, _ in box], [y // SCALE for _, y in box]
    return (min(xs), max(xs) + 1), (min(ys), max(ys) + 1)


def _is_inside(shape: _Shape, place: Place) -> bool:
    x, y = place
    length, width = shape.length + _TOLERANCE, shape.width + _TOLERANCE
    if shape.outline is Outline.RECTANGLE:
        return abs(x) <= length and abs(y) <= width
    return (x * width) ** 2 + (y * length) ** 2 <= (length * width) ** 2


def _box_of(corners: tuple[Place, ...]) -> tuple[int, int, int, int] | None:
    """Return how far a free outline reaches with the tolerance, which at a corner seen from a turned lattice would reach farther."""
    if not corners:
        return None
    xs, ys = [x for x, _ in corners], [y for _, y in corners]
    return min(xs) - _TOLERANCE, max(xs) + _TOLERANCE, min(ys) - _TOLERANCE, max(ys) + _TOLERANCE


def _is_in_box(box: tuple[int, int, int, int], place: Place) -> bool:
    left, right, low, high = box
    return left <= place[0] <= right and low <= place[1] <= high


def _row(corners: tuple[Place, ...], y: int) -> tuple[tuple[int, int], ...]:
    """Return where a row of the lattice lies in a free outline or on it, the tolerance on every side."""
    near = (interval for dy in (0, -_TOLERANCE, _TOLERANCE) for interval in row_intervals(corners, y + dy))
    return tuple((ceil(low) - _TOLERANCE, floor(high) + _TOLERANCE) for low, high in near)
