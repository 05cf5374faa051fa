"""Grids break between rows, text keeps two lines together, and what is too tall for any page still prints."""

import pytest
from reportlab.platypus import PageBreak, Spacer

from meso_desktop.documents.blocks import abreast, section
from meso_desktop.documents.flow import Column, Grid, Words
from meso_desktop.documents.sheet import later_page_height, rendered, text_width
from tests.documents import sample_papers as samples
from tests.documents.reading import pages

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


def test_a_band_goes_with_the_rows_it_names_and_is_repeated_where_they_go_on() -> None:
    grid = Grid(_COLUMNS, [["first"], *[("1", "text")] * 4, ["second"], *[("2", "text")] * 4])
    _, whole = grid.wrap(200, 0)
    names = set()
    for room in range(round(whole)):
        for first, rest in [grid.split(200, room) or (None, None)]:
            if first is None or rest is None:
                continue
            kept, gone = _texts(first), _texts(rest)
            assert len(kept[-1]) == 2
            assert len(gone[0]) == 1
            assert first.wrap(200, 0)[1] <= room
            names.add(gone[0][0])
    assert names == {"first", "second"}


def test_no_column_is_narrower_than_its_longest_word_where_there_is_room() -> None:
    columns = (Column("No.", 3), Column("Text", 17))
    assert Grid(columns, [("comparison", "short")]).wrap(300, 0) == Grid(columns, [("is", "short")]).wrap(300, 0)


def test_the_parts_of_a_grid_keep_the_widths_of_the_whole() -> None:
    grid = Grid((Column("No.", 3), Column("Text", 17)), [("comparison " * 6, "short")] * 8)
    _, whole = grid.wrap(300, 0)
    for room in range(round(whole)):
        parts = grid.split(300, room)
        assert not parts or parts[0].wrap(300, 0)[1] <= room


@pytest.mark.parametrize("left", range(12))
def test_a_section_after_a_full_page_leaves_no_page_empty(left: int) -> None:
    sheet = samples.typical().document.clinic.paper
    above = Spacer(1, later_page_height(sheet) - Words("line").wrap(300, 0)[1] - left)
    story = [Words("top"), PageBreak(), above, Words("line"), *section(Words("Heading"), Words("text"), width=text_width(sheet))]
    _, first, second = pages(rendered(samples.typical(), story))
    assert "line" in first
    assert "Heading" in second


def _texts(grid: Grid) -> list[list[str]]:
    return [["".join(span.text for span in cell._spans) for cell in row] for row in grid._rows]  # noqa: SLF001  nothing else shows them


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
