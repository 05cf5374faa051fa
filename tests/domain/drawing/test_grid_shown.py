"""The grid that is drawn and the grid that is counted are one."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from meso_desktop.domain.areas import Outline, Point, Zone
from meso_desktop.domain.drawing.grid import drawn_points, kept_out
from meso_desktop.domain.drawing.grid_shown import GridShown, grid_shown, spacing_of
from meso_desktop.domain.plan import Placement
from tests.documents.shipped_papers import shipped
from tests.domain.builders import extent, line, target

PROTOCOL = shipped().protocols["dca_submental"]
places = st.builds(Point, st.integers(-400, 400), st.integers(-300, 300))
zones = st.lists(st.builds(Zone, kind=st.just("scar"), corners=st.lists(places, min_size=3, max_size=5).map(tuple)), max_size=3).map(tuple)
placements = st.builds(
    Placement, turn_degrees=st.integers(0, 359), shift=places, removed=st.lists(places, max_size=4).map(tuple),
    added=st.lists(places, max_size=4).map(tuple),
)


@given(placements, zones, st.sampled_from([Outline.ELLIPSE, Outline.RECTANGLE]))
def test_points_and_those_put_in_are_what_is_injected_and_the_zones_keep_out_the_same(
    placement: Placement, kept_free: tuple[Zone, ...], outline: Outline,
) -> None:
    area = replace(target(1, of=extent("6", "5", outline)), zones=kept_free)
    laid = replace(line(1), placement=placement)
    shown = grid_shown(laid, area, PROTOCOL)
    assert sorted((*shown.points, *shown.put_in)) == sorted(drawn_points(laid, area, PROTOCOL))
    assert sorted(point for point, _ in shown.kept_out) == sorted(point for point, _ in kept_out(laid, area, PROTOCOL))
    assert dict(shown.kept_out) == dict(kept_out(laid, area, PROTOCOL))


def test_a_point_taken_out_is_shown_where_it_stood() -> None:
    area = target(1, of=extent("6", "4"))
    whole = grid_shown(line(1), area, PROTOCOL).points
    laid = replace(line(1), placement=Placement(removed=(whole[0], Point(9, 9))))
    assert grid_shown(laid, area, PROTOCOL).taken_out == (whole[0],)


def test_there_is_nothing_to_show_without_an_extent_or_a_technique_by_point() -> None:
    assert grid_shown(line(1), target(1), PROTOCOL) == GridShown()
    assert grid_shown(line(1), target(1, of=extent("6", "4")), shipped().protocols["meso_nappage"]) == GridShown()
    assert grid_shown(line(1), target(1, of=extent("6", "4")), None) == GridShown()


def test_the_lines_own_spacing_holds_before_the_protocols() -> None:
    assert spacing_of(line(1, spacing_cm="1.5"), PROTOCOL) == Decimal("1.5")
    assert spacing_of(line(1), PROTOCOL) == Decimal("1.0")
    assert spacing_of(line(1), None) is None
