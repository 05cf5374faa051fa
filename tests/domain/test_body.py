"""The drawn body: what is parsed, mirrored and closed, and that every area is where the patient has it."""

import pytest

from meso_desktop.domain.areas import Side
from meso_desktop.domain.body import (
    Body,
    Place,
    Segment,
    SegmentKind,
    View,
    centre_of,
    closed_by_mirror,
    flattened,
    mirrored,
    parse_path,
    tapered,
    turned_round,
)
from meso_desktop.domain.errors import UserError
from meso_desktop.domain.people import Sex
from meso_desktop.knowledge.body_loader import load_body
from meso_desktop.resources import resource_path

MIDLINE = {
    "submental", "neck_front", "nape", "scalp", "face", "decollete", "upper_back", "lower_back",
    "upper_abdomen", "periumbilical", "lower_abdomen", "lipoma_site",
}  # fmt: skip
SIDED = {
    "jowl", "cheek", "upper_arm", "hand_dorsum", "periaxillary_anterior", "bra_strap", "flank", "outer_thigh", "anterior_thigh",
    "inner_thigh", "posterior_thigh", "buttock", "infragluteal", "knee_inner",
}  # fmt: skip

KNEE_ENDS = 640
"""Where the lower leg begins on the close-up of the knees."""


@pytest.fixture(scope="module")
def body() -> Body:
    return load_body(resource_path("body"))


def test_a_path_is_moves_lines_curves_and_close() -> None:
    assert parse_path("M0,0 L10,0 C10,5 5,10 0,10.5Z") == (
        Segment(SegmentKind.MOVE, ((0, 0),)),
        Segment(SegmentKind.LINE, ((10, 0),)),
        Segment(SegmentKind.CURVE, ((10, 5), (5, 10), (0, 10.5))),
        Segment(SegmentKind.CLOSE),
    )


@pytest.mark.parametrize(
    "text", ["", "L1,1", "M1", "M0,0 L1", "M0,0 C1,1 2,2", "M0,0 l1,1", "M0,0 A1,1", "5 M0,0", "M0,0 Z1", "M", "M0,0 L1e3,0"]
)
def test_anything_else_is_refused(text: str) -> None:
    with pytest.raises(UserError) as refused:
        parse_path(text)
    assert refused.value.message.id == "body.path"


def test_a_half_is_closed_with_its_mirror_image() -> None:
    whole = closed_by_mirror(parse_path("M50,0 C60,0 80,20 80,50 L50,90"), width=100)
    places = flattened(whole)
    assert whole[-1].kind is SegmentKind.CLOSE
    assert {(round(100 - x, 6), round(y, 6)) for x, y in places} == {(round(x, 6), round(y, 6)) for x, y in places}


def test_turning_round_twice_gives_the_path_again() -> None:
    path = parse_path("M0,0 C1,2 3,4 5,6 L7,8")
    assert turned_round(turned_round(path)) == path


def test_a_mirror_image_of_a_mirror_image_is_the_path() -> None:
    path = parse_path("M1,2 L3,4")
    assert mirrored(mirrored(path, width=460), width=460) == path


def test_a_contour_is_thick_in_its_middle_and_thin_at_its_ends() -> None:
    ring = flattened(tapered(parse_path("M0,0 C10,0 20,0 30,0"), width=4))
    assert max(abs(y) for x, y in ring if 12 < x < 18) > 1.8
    assert max(abs(y) for x, y in ring if x < 0.1) < 0.3


def test_the_centre_of_a_square_is_its_middle() -> None:
    assert centre_of(parse_path("M0,0 L10,0 L10,10 L0,10Z")) == (5, 5)


@pytest.mark.parametrize("sex", [Sex.FEMALE, Sex.MALE])
def test_every_area_is_drawn_on_some_view_with_each_of_its_sides(body: Body, sex: Sex) -> None:
    drawn = {(region.area, region.side) for view in View for region in body.figure(sex, view).regions}
    sided = SIDED | ({"male_chest"} if sex is Sex.MALE else set())
    assert drawn == {(area, Side.MIDLINE) for area in MIDLINE} | {(area, side) for area in sided for side in (Side.LEFT, Side.RIGHT)}


@pytest.mark.parametrize("sex", [Sex.FEMALE, Sex.MALE])
@pytest.mark.parametrize(
    ("view", "left_is_at_the_viewers_right"),
    [(View.FRONT, True), (View.BACK, False), (View.HEAD_FRONT, True), (View.KNEES, True)],
)
def test_the_patients_left_is_on_the_right_hand_of_who_faces_the_patient(
    body: Body, sex: Sex, view: View, *, left_is_at_the_viewers_right: bool
) -> None:
    figure = body.figure(sex, view)
    for region in figure.regions:
        if region.side is not Side.MIDLINE:
            is_right_half = region.centre[0] > figure.width / 2
            assert is_right_half is (left_is_at_the_viewers_right is (region.side is Side.LEFT)), region.area


def test_each_profile_shows_one_side_only(body: Body) -> None:
    for sex in (Sex.FEMALE, Sex.MALE):
        for view, hidden in (
            (View.LEFT, Side.RIGHT),
            (View.RIGHT, Side.LEFT),
            (View.HEAD_LEFT, Side.RIGHT),
            (View.HEAD_RIGHT, Side.LEFT),
        ):
            assert hidden not in {region.side for region in body.figure(sex, view).regions}


@pytest.mark.parametrize("sex", [Sex.FEMALE, Sex.MALE])
def test_one_side_shows_what_the_other_shows(body: Body, sex: Sex) -> None:
    left, right = ({region.area for region in body.figure(sex, view).regions} for view in (View.LEFT, View.RIGHT))
    assert left == right
    assert {"flank", "outer_thigh", "buttock", "upper_arm", "hand_dorsum", "bra_strap"} <= left


def test_head_and_knees_are_close_ups_and_only_the_head_is_a_head() -> None:
    heads = {View.HEAD_FRONT, View.HEAD_BACK, View.HEAD_LEFT, View.HEAD_RIGHT}
    assert {view for view in View if view.is_head} == heads
    assert {view for view in View if view.is_close_up} == {*heads, View.KNEES}


def test_the_nape_and_the_scalp_are_shown_enlarged_from_behind(body: Body) -> None:
    assert {region.area for region in body.figure(Sex.MALE, View.HEAD_BACK).regions} == {"nape", "scalp"}


@pytest.mark.parametrize("sex", [Sex.FEMALE, Sex.MALE])
def test_the_knees_show_the_inner_knee_whole_and_the_thigh_in_part_and_never_the_kneecap(body: Body, sex: Sex) -> None:
    figure = body.figure(sex, View.KNEES)
    assert {(region.area, region.is_part) for region in figure.regions} == {
        ("knee_inner", False), ("anterior_thigh", True), ("inner_thigh", True),
    }  # fmt: skip
    lowest = max(y for region in figure.regions for _, y in flattened(region.path))
    assert lowest < KNEE_ENDS


def is_inside(ring: tuple[Place, ...], x: float, y: float) -> bool:
    crossings = [
        x0 + (y - y0) / (y1 - y0) * (x1 - x0) > x
        for (x0, y0), (x1, y1) in zip(ring, (*ring[1:], ring[0]), strict=True)
        if (y0 > y) != (y1 > y)
    ]
    return sum(crossings) % 2 == 1


@pytest.mark.parametrize("view", [view for view in View if view.is_close_up])
@pytest.mark.parametrize("sex", [Sex.FEMALE, Sex.MALE])
def test_the_areas_of_a_close_up_lie_beside_one_another_and_each_about_its_centre(body: Body, sex: Sex, view: View) -> None:
    figure = body.figure(sex, view)
    rings = [flattened(region.path) for region in figure.regions]
    assert all(is_inside(ring, *region.centre) for ring, region in zip(rings, figure.regions, strict=True))
    spots = [(x, y) for x in range(5, round(figure.width), 15) for y in range(5, round(figure.height), 15)]
    assert not [spot for spot in spots if sum(is_inside(ring, *spot) for ring in rings) > 1]


def test_everything_is_drawn_inside_the_box(body: Body) -> None:
    for figure in body.figures:
        paths = [shape.path for shape in figure.shapes] + [stroke.band for stroke in figure.details] + [r.path for r in figure.regions]
        assert all(0 <= x <= figure.width and 0 <= y <= figure.height for path in paths for x, y in flattened(path))


def test_a_body_whose_sex_is_not_stated_is_drawn(body: Body) -> None:
    assert body.figure(Sex.NOT_STATED, View.BACK) == body.figure(Sex.FEMALE, View.BACK)
