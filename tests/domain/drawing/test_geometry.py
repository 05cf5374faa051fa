from decimal import Decimal
from math import hypot

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meso_desktop.domain.areas import Extent, Outline, Point
from meso_desktop.domain.drawing.geometry import MOST_POINTS, lattice, surface_cm2
from tests.domain.builders import extent

_CENTIMETRES = st.decimals(min_value="0.1", max_value="25", places=2).map(str)
_MEASURED = st.sampled_from((Outline.RECTANGLE, Outline.ELLIPSE))
_EXTENTS = st.builds(extent, _CENTIMETRES, _CENTIMETRES, _MEASURED)
_SPACINGS = st.decimals(min_value="0.5", max_value="5", places=2)


def test_points_are_centred_in_steps_of_a_tenth_of_a_millimetre() -> None:
    assert lattice(extent("2", "1"), Decimal(1)) == (Point(-50, 0), Point(50, 0))
    assert lattice(extent("1.4", "1.4"), Decimal("1.5")) == (Point(0, 0),)


def test_points_stand_at_the_spacing_and_not_stretched_over_the_outline() -> None:
    xs = sorted({point.x for point in lattice(extent("4.5", "1"), Decimal(1))})
    assert xs == [-150, -50, 50, 150]


def test_a_length_that_is_a_whole_number_of_spacings_loses_no_column_to_binary_fractions() -> None:
    assert len(lattice(extent("0.3", "0.1"), Decimal("0.1"))) == 3
    assert len(lattice(extent("2.1", "0.7"), Decimal("0.7"))) == 3


def test_a_point_within_a_hundredth_of_a_millimetre_of_the_ellipse_is_kept_and_one_farther_out_is_not() -> None:
    on_the_line = lattice(extent("4.2", "4.2", Outline.ELLIPSE), Decimal("0.99"))  # corners 0.001 mm beyond the line
    assert len(on_the_line) == 16
    beyond = lattice(extent("4.24", "4.24", Outline.ELLIPSE), Decimal(1))  # corners 0.013 mm beyond the line
    assert len(beyond) == 12


def test_a_grid_too_fine_to_mean_anything_is_not_drawn() -> None:
    assert lattice(extent("80", "80"), Decimal("0.1")) == ()
    assert lattice(extent("1", "1"), Decimal("0.001")) == ()
    assert lattice(extent("1", "1"), Decimal(0)) == ()


def test_two_thousand_points_and_more_are_drawn() -> None:
    assert 2000 < len(lattice(extent("50", "50"), Decimal(1))) <= MOST_POINTS


@given(_EXTENTS, _SPACINGS)
def test_every_point_is_inside_the_outline_or_on_it(area: Extent, spacing_cm: Decimal) -> None:
    rounding = 0.5
    for point in lattice(area, spacing_cm):
        half_length, half_width = float(area.length.cm) * 50 + 0.1, float(area.width.cm) * 50 + 0.1
        least_x, least_y = max(0.0, abs(point.x) - rounding), max(0.0, abs(point.y) - rounding)
        assert least_x <= half_length
        assert least_y <= half_width
        if area.outline is Outline.ELLIPSE:
            assert hypot(least_x / half_length, least_y / half_width) <= 1.0


@given(_EXTENTS, _SPACINGS)
def test_a_grid_has_a_point_at_least_no_point_twice_and_is_even_on_both_sides(area: Extent, spacing_cm: Decimal) -> None:
    points = lattice(area, spacing_cm)
    assert points
    assert len(set(points)) == len(points)
    assert {Point(-point.x, -point.y) for point in points} == set(points)


@given(_EXTENTS, _SPACINGS)
def test_an_ellipse_never_holds_more_points_than_its_rectangle(area: Extent, spacing_cm: Decimal) -> None:
    box = Extent(outline=Outline.RECTANGLE, length=area.length, width=area.width)
    columns, rows = max(1, int(area.length.cm // spacing_cm)), max(1, int(area.width.cm // spacing_cm))
    assert len(lattice(area, spacing_cm)) <= len(lattice(box, spacing_cm)) == columns * rows


@pytest.mark.parametrize(
    ("area", "surface"),
    [
        (extent("4", "3"), "12"),
        (extent("4", "3", Outline.ELLIPSE), "9.4"),
        (extent("1.5", "1.5"), "2.2"),
        (extent("0.5", "0.5"), "0.2"),
    ],
)
def test_surface_is_rounded_half_even_to_a_tenth(area: Extent, surface: str) -> None:
    assert surface_cm2(area) == Decimal(surface)
