"""The grid laid by hand: what is taken out stays out wherever the grid goes, what is put in stays on its place of the body."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from meso_desktop.domain.areas import Extent, Point
from meso_desktop.domain.drawing.geometry import Cell, Laid, lattice
from meso_desktop.domain.drawing.grid import drawn_points
from meso_desktop.domain.drawing.laying import added, carried, moved, removed, shifted, turned
from meso_desktop.domain.plan import Placement
from tests.domain.builders import extent, line, target
from tests.domain.drawing.test_placement import DEGREES, EXTENTS, SHIFTS, SPACINGS, protocol


def laid(placement: Placement, area: Extent, spacing_cm: Decimal) -> tuple[Point, ...]:
    return drawn_points(replace(line(1), spacing_cm=spacing_cm, placement=placement), target(1, of=area), protocol())


@given(EXTENTS, SPACINGS, DEGREES, SHIFTS)
def test_every_point_of_the_lattice_has_a_cell_of_its_own(area: Extent, spacing_cm: Decimal, degrees: int, shift: Point) -> None:
    grid = Laid(extent=area, spacing_cm=spacing_cm, turn_degrees=degrees, shift=shift)
    points = lattice(area, spacing_cm, turn_degrees=degrees, shift=shift)
    cells = [grid.cell_of(point) for point in points]
    assert None not in cells
    assert len(set(cells)) == len(points)
    assert tuple(grid.point_of(cell) for cell in cells if cell is not None) == points


def test_a_place_beside_the_lattice_has_no_cell() -> None:
    grid = Laid(extent=extent("4", "3"), spacing_cm=Decimal(1))
    assert grid.cell_of(Point(-150, -100)) == Cell(0, 0)
    assert grid.cell_of(Point(-149, -100)) is None
    assert Laid(extent=extent("4", "3"), spacing_cm=Decimal("0.001")).cell_of(Point(0, 0)) is None


@given(EXTENTS, SPACINGS, DEGREES, SHIFTS, st.data())
def test_a_point_taken_out_stays_out_when_the_grid_is_shifted_and_turned_and_back(
    area: Extent, spacing_cm: Decimal, degrees: int, by: Point, data: st.DataObject,
) -> None:
    start = Placement()
    point = data.draw(st.sampled_from(lattice(area, spacing_cm) or (Point(0, 0),)))
    out = removed(start, point)
    cell = Laid(extent=area, spacing_cm=spacing_cm).cell_of(point)
    if cell is None:
        return
    there = turned(shifted(out, by=by, extent=area, spacing_cm=spacing_cm), to_degrees=degrees, extent=area, spacing_cm=spacing_cm)
    gone = Laid(extent=area, spacing_cm=spacing_cm, turn_degrees=degrees, shift=by).point_of(cell)
    assert there.removed == (gone,)
    assert gone not in laid(there, area, spacing_cm)
    back = shifted(
        turned(there, to_degrees=0, extent=area, spacing_cm=spacing_cm), by=Point(-by.x, -by.y), extent=area, spacing_cm=spacing_cm,
    )
    assert back == out


def test_a_point_put_in_stays_on_its_place_of_the_body() -> None:
    area = extent("4", "3")
    there = shifted(added(Placement(), Point(5, 5)), by=Point(30, 0), extent=area, spacing_cm=Decimal(1))
    assert there.added == (Point(5, 5),)
    assert turned(there, to_degrees=-90, extent=area, spacing_cm=Decimal(1)).turn_degrees == 270


@given(st.lists(SHIFTS, max_size=6), SHIFTS)
def test_putting_in_and_taking_out_undo_each_other(points: list[Point], one: Point) -> None:
    start = Placement()
    for point in points:
        start = added(start, point)
    assert one in added(start, one).added
    assert added(added(start, one), one) == added(start, one)
    if one not in points:
        assert removed(added(start, one), one) == start
        assert added(removed(start, one), one) == start
        assert moved(start, one, one) == start


def test_a_point_moved_leaves_its_place_and_counts_once() -> None:
    area = extent("4", "3")
    placed = moved(Placement(), Point(-150, -100), Point(-140, -90))
    points = laid(placed, area, Decimal(1))
    assert len(points) == 12
    assert Point(-150, -100) not in points
    assert Point(-140, -90) in points
    home = moved(placed, Point(-140, -90), Point(-150, -100))
    assert home == Placement()


@given(SHIFTS)
def test_everything_moves_along_when_the_centre_of_the_extent_does(by: Point) -> None:
    placed = added(removed(Placement(), Point(1, 2)), Point(3, 4))
    there = carried(placed, by=by)
    assert (there.shift, there.removed, there.added) == (by, (Point(1 + by.x, 2 + by.y),), (Point(3 + by.x, 4 + by.y),))
    assert carried(there, by=Point(-by.x, -by.y)) == placed
