"""Grids that are turned, shifted, mended by hand and kept out of zones."""

from decimal import Decimal
from math import cos, hypot, pi, sin, sqrt

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st
from msgspec.structs import replace

from meso_desktop.domain.areas import Extent, Outline, Point, Zone
from meso_desktop.domain.drawing.geometry import is_in_zone, lattice, surface_cm2
from meso_desktop.domain.drawing.grid import drawn_points, kept_out
from meso_desktop.domain.drawing.mirror import mirrored_extent, mirrored_placement, mirrored_zones
from meso_desktop.domain.drawing.turning import SCALE, shortest_way, sine_cosine
from meso_desktop.domain.plan import Placement
from meso_desktop.domain.protocols import Protocol
from meso_desktop.domain.quantity import EXTENT_CM, Length, Unit, length
from tests.domain.builders import extent, line, target
from tests.domain.small_knowledge import small_knowledge

DEGREES = st.integers(min_value=0, max_value=359)
SHIFTS = st.builds(Point, st.integers(min_value=-300, max_value=300), st.integers(min_value=-300, max_value=300))
SPACINGS = st.decimals(min_value="0.5", max_value="3", places=2)
SIZES = st.integers(min_value=3, max_value=20)


def protocol() -> Protocol:
    return small_knowledge().protocols["submental_label"]


def free(radii: list[int]) -> Extent:
    """Return a star-shaped outline with these distances of its corners from the centre, in 0.1 mm."""
    count = len(radii)
    corners = [(round(r * cos(2 * pi * n / count)), round(r * sin(2 * pi * n / count))) for n, r in enumerate(radii)]
    xs, ys = [x for x, _ in corners], [y for _, y in corners]
    middle = ((min(xs) + max(xs)) // 2, (min(ys) + max(ys)) // 2)
    return Extent(
        outline=Outline.FREE, length=_cm(max(xs) - min(xs)), width=_cm(max(ys) - min(ys)),
        corners=tuple(Point(x - middle[0], y - middle[1]) for x, y in corners),
    )


def _cm(steps: int) -> Length:
    return length(f"{steps / 100:.2f}", Unit.CM, bounds=EXTENT_CM)


FREE = st.builds(free, st.lists(st.integers(min_value=100, max_value=900), min_size=3, max_size=9))
MEASURED = st.builds(lambda a, b, o: extent(str(a), str(b), o), SIZES, SIZES, st.sampled_from((Outline.RECTANGLE, Outline.ELLIPSE)))
EXTENTS = MEASURED | FREE


def around(area: Extent) -> tuple[float, float, int]:
    """Return surface and circumference in 0.1 mm, and how many corners the outline has."""
    half_length, half_width = float(area.length.cm) * 50, float(area.width.cm) * 50
    if area.outline is Outline.RECTANGLE:
        return 4 * half_length * half_width, 4 * (half_length + half_width), 4
    if area.outline is Outline.ELLIPSE:
        wide = 3 * (half_length + half_width) - sqrt((3 * half_length + half_width) * (half_length + 3 * half_width))
        return pi * half_length * half_width, pi * wide * 1.01, 0
    sides = list(zip(area.corners, (*area.corners[1:], area.corners[0]), strict=True))
    surface = abs(sum(a.x * b.y - b.x * a.y for a, b in sides)) / 2
    return surface, sum(hypot(b.x - a.x, b.y - a.y) for a, b in sides), len(sides)


@given(EXTENTS, SPACINGS, DEGREES, SHIFTS)
def test_points_times_spacing_squared_lie_between_the_outline_drawn_in_and_drawn_out(
    area: Extent, spacing_cm: Decimal, degrees: int, shift: Point,
) -> None:
    surface, circumference, corners = around(area)
    spacing = float(spacing_cm) * 100
    reach = spacing / sqrt(2) + 2  # the tolerance of the border and the step of a point
    covered = len(lattice(area, spacing_cm, turn_degrees=degrees, shift=shift)) * spacing**2
    assert covered <= surface + circumference * reach + (pi + corners) * reach**2
    assert covered >= surface - circumference * reach - corners * pi * reach**2


def _along_both(area: Extent) -> tuple[list[int], list[int]]:
    return [p.x for p in area.corners] or [0], [p.y for p in area.corners] or [0]


@example(free([100, 100, 100]), Decimal("0.50"), 263, Point(254, -106))
@given(EXTENTS, SPACINGS, DEGREES, SHIFTS)
def test_the_box_around_an_outline_keeps_every_point_of_it(area: Extent, spacing_cm: Decimal, degrees: int, shift: Point) -> None:
    assume(all(min(places) == -max(places) for places in _along_both(area)))  # of an odd size the corners lie half a step beside the box
    box = Extent(outline=Outline.RECTANGLE, length=area.length, width=area.width)
    inside = set(lattice(area, spacing_cm, turn_degrees=degrees, shift=shift))
    assert inside <= set(lattice(box, spacing_cm, turn_degrees=degrees, shift=shift))


@given(MEASURED, st.integers(min_value=1, max_value=3), st.integers(min_value=1, max_value=4), DEGREES, SHIFTS)
def test_a_longer_outline_on_the_same_lattice_loses_no_point(
    area: Extent, spacing: int, more: int, degrees: int, shift: Point,
) -> None:
    longer = replace(area, length=_cm(int(area.length.cm * 100) + 200 * spacing * more))
    assert set(lattice(area, Decimal(spacing), turn_degrees=degrees, shift=shift)) <= set(
        lattice(longer, Decimal(spacing), turn_degrees=degrees, shift=shift)
    )


@given(EXTENTS, SPACINGS, DEGREES, SHIFTS)
def test_no_two_points_stand_closer_than_the_spacing(area: Extent, spacing_cm: Decimal, degrees: int, shift: Point) -> None:
    points = lattice(area, spacing_cm, turn_degrees=degrees, shift=shift)[:60]
    assert len(set(points)) == len(points)
    least = float(spacing_cm) * 100 - 2
    assert all(hypot(a.x - b.x, a.y - b.y) >= least for n, a in enumerate(points) for b in points[:n])


@given(EXTENTS, SPACINGS, DEGREES, SHIFTS, st.tuples(SHIFTS, SHIFTS), st.lists(SHIFTS, max_size=4))
def test_no_point_ever_stands_in_an_exclusion_zone_or_on_its_border(  # noqa: PLR0913, PLR0917  # one argument a choice
    area: Extent, spacing_cm: Decimal, degrees: int, shift: Point, ends: tuple[Point, Point], added: list[Point],
) -> None:
    (low_x, high_x), (low_y, high_y) = sorted((ends[0].x, ends[1].x)), sorted((ends[0].y, ends[1].y))
    assume(low_x < high_x and low_y < high_y)
    zone = Zone(kind="z", corners=(Point(low_x, low_y), Point(high_x, low_y), Point(high_x, high_y), Point(low_x, high_y)))
    placed = replace(
        line(1), spacing_cm=spacing_cm, placement=Placement(turn_degrees=degrees, shift=shift, added=tuple(dict.fromkeys(added))),
    )
    zoned, free_of_it = replace(target(1, of=area), zones=(zone,)), target(1, of=area)
    points = drawn_points(placed, zoned, protocol())
    assert not any(low_x <= p.x <= high_x and low_y <= p.y <= high_y for p in points)
    out = tuple(point for point, _ in kept_out(placed, zoned, protocol()))
    assert all(is_in_zone(point, zone.corners) for point in out)
    assert {*points, *out} == set(drawn_points(placed, free_of_it, protocol()))


@given(EXTENTS, SPACINGS, DEGREES, SHIFTS)
def test_the_grid_of_the_other_side_is_the_mirror_of_this_one(area: Extent, spacing_cm: Decimal, degrees: int, shift: Point) -> None:
    placed = Placement(turn_degrees=degrees, shift=shift, added=(Point(5, 5),))
    here = lattice(area, spacing_cm, turn_degrees=degrees, shift=shift)
    other = mirrored_placement(placed)
    there = lattice(mirrored_extent(area), spacing_cm, turn_degrees=other.turn_degrees, shift=other.shift)
    assert {Point(-p.x, p.y) for p in here} == set(there)


@given(EXTENTS, DEGREES, SHIFTS, st.lists(SHIFTS, max_size=3).map(tuple))
def test_mirroring_twice_is_the_same(area: Extent, degrees: int, shift: Point, points: tuple[Point, ...]) -> None:
    placed = Placement(turn_degrees=degrees, shift=shift, removed=points, added=points)
    assert mirrored_placement(mirrored_placement(placed)) == placed
    assert mirrored_extent(mirrored_extent(area)) == area
    zones = (Zone(kind="z", corners=points),)
    assert mirrored_zones(mirrored_zones(zones)) == zones


def test_a_point_taken_out_is_gone_and_one_put_in_is_there_once() -> None:
    area = target(1, of=extent("4", "3"))
    placed = Placement(removed=(Point(-150, -100),), added=(Point(0, 0), Point(50, 0), Point(0, 0)))
    points = drawn_points(replace(line(1), placement=placed), area, protocol())
    assert len(points) == 12
    assert Point(-150, -100) not in points
    assert points.count(Point(50, 0)) == 1
    assert Point(0, 0) in points


def test_the_surface_of_a_free_outline_is_that_of_its_corners() -> None:
    corners = (Point(-200, -150), Point(200, -150), Point(200, 150), Point(-200, 150))
    area = replace(extent("4", "3"), outline=Outline.FREE, corners=corners)
    assert surface_cm2(area) == Decimal(12)
    assert len(lattice(area, Decimal(1))) == 12
    assert lattice(replace(area, corners=()), Decimal(1)) == ()


def test_sines_are_exact_at_right_angles_and_turn_all_the_way_round() -> None:
    assert [sine_cosine(d) for d in (0, 90, 180, 270, 360)] == [(0, SCALE), (SCALE, 0), (0, -SCALE), (-SCALE, 0), (0, SCALE)]
    assert all(abs(sine_cosine(d)[0] - round(sin(d * pi / 180) * SCALE)) <= 1 for d in range(-360, 720))


@pytest.mark.parametrize(("turned", "read"), [(0, 0), (180, 180), (181, -179), (357, -3), (-3, -3)])
def test_a_turn_goes_the_shorter_way_round(turned: int, read: int) -> None:
    assert shortest_way(turned) == read
