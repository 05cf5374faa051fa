"""Grids break between rows, text keeps two lines together, and what is too tall for any page still prints."""

import pytest

from meso_desktop.documents.blocks import abreast
from meso_desktop.documents.flow import Column, Grid, Words

_COLUMNS = (Column("No.", 1), Column("Text", 3))


def _grid(count: int) -> Grid:
    return Grid(_COLUMNS, [(str(number), "long text that takes several lines in its narrow column " * 3) for number in range(count)])


def test_a_grid_breaks_between_rows_and_repeats_its_heading() -> None:
    grid = _grid(10)
    _, whole = grid.wrap(200, 0)
    first, rest = grid.split(200, whole / 2)
    heights = first.wrap(200, 0)[1], rest.wrap(200, 0)[1]
    assert heights[0] <= whole / 2
    assert sum(heights) > whole  # the heading is there twice


def test_a_grid_that_has_no_room_for_a_row_goes_on_whole() -> None:
    grid = _grid(3)
    assert grid.split(200, 30) == []


def test_a_grid_leaves_no_single_row_for_the_next_page() -> None:
    grid = _grid(6)
    _, whole = grid.wrap(200, 0)
    _, rest = grid.split(200, whole - 1)
    assert rest.least(200) > _grid(1).wrap(200, 0)[1]


@pytest.mark.parametrize("lines", [4, 5, 9])
def test_text_leaves_no_single_line_on_either_page(lines: int) -> None:
    words = Words("\n".join("line" for _ in range(lines)))
    leading = words.wrap(300, 0)[1] / lines
    for room in range(lines * 14):
        parts = words.split(300, room)
        counts = [round(part.wrap(300, 0)[1] / leading) for part in parts]
        assert not parts or (min(counts) >= 2 and sum(counts) == lines)


def test_short_lists_stand_under_one_another_and_long_ones_abreast() -> None:
    assert len(abreast([Words("a"), Words("b")], width=400, tallest=300)) == 2
    assert len(abreast([Words("a")] * 8, width=400, tallest=300)) == 1
    assert len(abreast([Words("a")] * 80, width=400, tallest=300)) == 80
