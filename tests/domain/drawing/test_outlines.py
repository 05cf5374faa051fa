"""Outlines drawn by hand: what is refused, how they come to lie about their centre, and what a freehand line is thinned out to."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from msgspec.structs import replace

from meso_desktop.domain.areas import Extent, Outline, Point, Zone
from meso_desktop.domain.drawing.geometry import surface_cm2
from meso_desktop.domain.drawing.outlines import (
    MOST_CORNERS,
    as_corners,
    drawn_extent,
    extent_fault,
    outline_fault,
    scaled_extent,
    snapped,
    thinned,
    zone_fault,
)
from meso_desktop.domain.errors import UserError
from tests.domain.builders import extent

SQUARE = (Point(0, 0), Point(400, 0), Point(400, 300), Point(0, 300))
POINTS = st.builds(Point, st.integers(min_value=-4_000, max_value=4_000), st.integers(min_value=-4_000, max_value=4_000))


def fault(*corners: tuple[int, int]) -> str:
    found = outline_fault(tuple(Point(x, y) for x, y in corners))
    return "" if found is None else found.id.removeprefix("outline.")


@pytest.mark.parametrize(
    ("corners", "expected"),
    [
        (((0, 0), (400, 0), (400, 300)), ""), (((0, 0), (400, 0)), "too_few"), (((0, 0), (400, 0), (0, 0)), "too_few"), ((), "too_few"),
        (((0, 0), (400, 0), (800, 0)), "no_surface"), (((0, 0), (9_000, 0), (400, 300)), "too_large"),
        (((0, 0), (400, 300), (400, 0), (0, 300)), "crosses"), (((0, 0), (400, 0), (400, 300), (400, 0)), "crosses"),
        (((0, 0), (400, 0), (400, 5), (0, 5)), "no_surface"), (((0, 0), (200, 100), (800, 400)), "no_surface"),
    ],
)
def test_what_is_no_outline_is_named(corners: tuple[tuple[int, int], ...], expected: str) -> None:
    assert fault(*corners) == expected


def test_an_outline_of_too_many_corners_is_refused() -> None:
    below = [(x, 0) for x in range(MOST_CORNERS)]
    assert fault(*below, (MOST_CORNERS, 500)) == "too_many"


def test_an_outline_drawn_anywhere_lies_about_its_own_centre() -> None:
    drawn, centre = drawn_extent(tuple(Point(p.x + 1_000, p.y - 500) for p in SQUARE))
    assert (drawn.length.typed, drawn.width.typed, centre) == ("4", "3", Point(1_200, -350))
    assert drawn.corners == (Point(-200, -150), Point(200, -150), Point(200, 150), Point(-200, 150))
    assert extent_fault(drawn) is None


def test_an_outline_that_crosses_makes_no_extent() -> None:
    with pytest.raises(UserError) as refused:
        drawn_extent((SQUARE[0], SQUARE[2], SQUARE[1], SQUARE[3]))
    assert refused.value.message.id == "outline.crosses"


@given(st.lists(POINTS, min_size=3, max_size=8).map(tuple))
def test_what_is_drawn_is_an_outline_without_fault_and_keeps_its_surface(corners: tuple[Point, ...]) -> None:
    assume(outline_fault(corners) is None)
    drawn, centre = drawn_extent(corners)
    assert extent_fault(drawn) is None
    assert drawn_extent(drawn.corners) == (drawn, Point(0, 0))
    assert tuple(Point(p.x + centre.x, p.y + centre.y) for p in drawn.corners) == corners


def test_corners_that_do_not_lie_in_the_box_written_with_them_are_a_fault() -> None:
    drawn, _ = drawn_extent(SQUARE)
    longer = replace(drawn, length=extent("5", "3").length)
    aside = replace(drawn, corners=tuple(Point(p.x + 10, p.y) for p in drawn.corners))
    for wrong in (longer, aside):
        found = extent_fault(wrong)
        assert found is not None
        assert found.id == "outline.not_its_box"
    assert extent_fault(extent("5", "3")) is None


def test_a_zone_is_held_to_the_same() -> None:
    assert zone_fault(Zone(kind="scar", corners=SQUARE)) is None
    assert zone_fault(Zone(kind="scar", corners=SQUARE[:2])) is not None


@pytest.mark.parametrize("outline", [Outline.RECTANGLE, Outline.ELLIPSE])
def test_a_measured_extent_can_be_drawn_on_from(outline: Outline) -> None:
    measured = extent("4", "3", outline)
    drawn, centre = drawn_extent(as_corners(measured))
    assert (drawn.length.cm, drawn.width.cm, centre) == (measured.length.cm, measured.width.cm, Point(0, 0))
    assert abs(surface_cm2(drawn) - surface_cm2(measured)) < surface_cm2(measured) / 50
    assert as_corners(drawn) == drawn.corners


@given(POINTS, st.integers(min_value=1, max_value=200))
def test_a_corner_is_drawn_to_the_nearest_place_of_the_net(point: Point, step: int) -> None:
    at = snapped(point, step=step)
    assert (at.x % step, at.y % step) == (0, 0)
    assert max(abs(at.x - point.x), abs(at.y - point.y)) * 2 <= step


def test_a_smaller_outline_lies_within_and_none_is_left_of_the_smallest() -> None:
    drawn, _ = drawn_extent(SQUARE)
    half = scaled_extent(drawn, percent=50)
    assert half is not None
    assert surface_cm2(half) * 4 == surface_cm2(drawn)
    assert scaled_extent(drawn, percent=1) is None


def test_a_smaller_outline_is_confirmed_as_the_whole_is() -> None:
    drawn, _ = drawn_extent(SQUARE)
    for is_confirmed in (False, True):
        half = scaled_extent(replace(drawn, is_confirmed=is_confirmed), percent=50)
        assert half is not None
        assert half.is_confirmed is is_confirmed


def test_a_freehand_line_keeps_its_corners_and_loses_what_lies_on_the_way() -> None:
    along = [Point(x, 0) for x in range(0, 400, 10)] + [Point(400, y) for y in range(0, 301, 10)]
    assert thinned(tuple(along), within=5) == (Point(0, 0), Point(400, 0), Point(400, 300))
    assert thinned(tuple(along[:2]), within=5) == tuple(along[:2])


@given(st.lists(POINTS, max_size=40).map(tuple), st.integers(min_value=0, max_value=100))
def test_thinning_keeps_both_ends_and_the_order(corners: tuple[Point, ...], within: int) -> None:
    kept = thinned(corners, within=within)
    assert kept[:1] == corners[:1]
    assert kept[-1:] == corners[-1:]
    rest = iter(corners)
    assert all(point in rest for point in kept)


def test_an_extent_without_corners_is_no_outline() -> None:
    empty = Extent(outline=Outline.FREE, length=extent("4", "3").length, width=extent("4", "3").width)
    assert extent_fault(empty) is not None
