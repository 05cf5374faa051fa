"""Free outlines: surface, crossing sides, and what a row of points meets."""

from fractions import Fraction

import pytest

from meso_desktop.domain.drawing.polygon import doubled_surface, holds, is_simple, row_intervals

SQUARE = [(0, 0), (10, 0), (10, 10), (0, 10)]
NOTCHED = [(0, 0), (30, 0), (30, 10), (20, 10), (20, 5), (10, 5), (10, 10), (0, 10)]


def test_the_surface_is_the_same_whichever_way_round() -> None:
    assert doubled_surface(SQUARE) == doubled_surface(SQUARE[::-1]) == 200


@pytest.mark.parametrize(
    ("corners", "simple"),
    [
        (SQUARE, True), (NOTCHED, True), ([(0, 0), (10, 0)], False), ([(0, 0), (10, 0), (20, 0)], False),
        ([(0, 0), (10, 10), (10, 0), (0, 10)], False), ([*SQUARE, (0, 0)], False),
        ([(0, 0), (10, 0), (10, 10), (5, 0), (0, 10)], False), ([(0, 0), (10, 0), (5, 0), (5, 5)], False),
    ],
)
def test_sides_that_meet_elsewhere_than_at_their_corners_make_no_outline(corners: list[tuple[int, int]], simple: bool) -> None:  # noqa: FBT001  # a row
    assert is_simple(corners) is simple


def test_a_row_meets_each_part_of_the_outline_and_its_border_counts() -> None:
    assert holds(row_intervals(NOTCHED, 8), 5)
    assert not holds(row_intervals(NOTCHED, 8), 15)
    assert holds(row_intervals(NOTCHED, 5), 15)
    assert holds(row_intervals(SQUARE, 10), 3)
    assert holds(row_intervals(SQUARE, 0), 10)
    assert row_intervals(SQUARE, 11) == []
    assert row_intervals([(0, 0), (3, 3), (0, 6)], 2) == [(Fraction(0), Fraction(2))]
