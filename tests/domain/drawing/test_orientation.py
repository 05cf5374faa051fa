"""Which way the paper lies on each area: as one looks at it."""

import pytest

from meso_desktop.domain.areas import Side
from meso_desktop.domain.body import Body, View
from meso_desktop.domain.drawing.orientation import Edge, drawn_side, orientation
from meso_desktop.knowledge.body_loader import load_body
from meso_desktop.resources import resource_path
from tests.documents.shipped_papers import shipped

_WHOLE = load_body(resource_path("body"))


@pytest.mark.parametrize(
    ("area", "side", "left", "right"),
    [
        ("submental", Side.MIDLINE, Edge.PATIENT_RIGHT, Edge.PATIENT_LEFT),
        ("lower_abdomen", Side.MIDLINE, Edge.PATIENT_RIGHT, Edge.PATIENT_LEFT),
        ("flank", Side.BOTH, Edge.PATIENT_RIGHT, Edge.PATIENT_LEFT),
        ("buttock", Side.LEFT, Edge.PATIENT_LEFT, Edge.PATIENT_RIGHT),
        ("nape", Side.MIDLINE, Edge.PATIENT_LEFT, Edge.PATIENT_RIGHT),
        ("not_drawn", Side.LEFT, Edge.PATIENT_RIGHT, Edge.PATIENT_LEFT),
    ],
)
def test_an_area_lies_as_one_looks_at_it(area: str, side: Side, left: Edge, right: Edge) -> None:
    lies = orientation(area, side, _WHOLE)
    assert (lies.left, lies.right, lies.top, lies.bottom) == (left, right, Edge.HEAD, Edge.FEET)


def test_every_area_of_the_pack_has_an_upper_edge_towards_the_head() -> None:
    for area in shipped().areas.values():
        for side in (Side.LEFT, Side.RIGHT, Side.BOTH) if area.has_sides else (Side.MIDLINE,):
            assert orientation(area.id, side, _WHOLE).top is Edge.HEAD


def test_an_area_that_only_a_profile_shows_lies_as_its_own_side_is_looked_at() -> None:
    figures = tuple(figure for figure in _WHOLE.figures if figure.view in (View.LEFT, View.RIGHT))
    body = Body(figures=figures)
    area = next(region.area for figure in figures for region in figure.regions)
    assert orientation(area, Side.LEFT, body).left is Edge.FRONT
    assert orientation(area, Side.RIGHT, body).left is Edge.BACK


def test_of_both_sides_the_left_is_drawn() -> None:
    assert [drawn_side(side) for side in Side] == [Side.MIDLINE, Side.LEFT, Side.RIGHT, Side.LEFT]
