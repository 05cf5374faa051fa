"""The areas on the whole body: inside its outline, beside one another, and the same on either side."""

import math
from itertools import combinations

import pytest

from meso_desktop.domain.areas import Side
from meso_desktop.domain.body import Body, Figure, Place, Tone, View, flattened
from meso_desktop.domain.people import Sex
from meso_desktop.knowledge.body_loader import load_body
from meso_desktop.resources import resource_path

SHARED = 1.5
"""How far an area may reach over another or over the outline, in points of the figure's box: less than a line is wide."""

Ring = tuple[Place, ...]


@pytest.fixture(scope="module")
def body() -> Body:
    return load_body(resource_path("body"))


def is_inside(ring: Ring, place: Place) -> bool:
    x, y = place
    crossings = [
        x0 + (y - y0) / (y1 - y0) * (x1 - x0) > x
        for (x0, y0), (x1, y1) in zip(ring, (*ring[1:], ring[0]), strict=True)
        if (y0 > y) != (y1 > y)
    ]
    return sum(crossings) % 2 == 1


def distance(ring: Ring, place: Place) -> float:
    return min(math.dist(place, corner) for corner in ring)


def bodies() -> list[tuple[Sex, View]]:
    return [(sex, view) for sex in (Sex.FEMALE, Sex.MALE) for view in View if not view.is_close_up]


def rings_of(figure: Figure) -> dict[tuple[str, Side], Ring]:
    return {(region.area, region.side): flattened(region.path) for region in figure.regions}


def may_touch(one: Ring, other: Ring) -> bool:
    return all(min(p[axis] for p in a) < max(p[axis] for p in b) for axis in (0, 1) for a, b in ((one, other), (other, one)))


@pytest.mark.parametrize(("sex", "view"), bodies())
def test_every_area_lies_inside_the_outline(body: Body, sex: Sex, view: View) -> None:
    figure = body.figure(sex, view)
    outlines = [flattened(shape.path) for shape in figure.shapes if shape.tone in {Tone.SKIN, Tone.HAIR}]
    for key, ring in rings_of(figure).items():
        astray = [place for place in ring if not any(is_inside(outline, place) for outline in outlines)]
        assert all(min(distance(outline, place) for outline in outlines) < SHARED for place in astray), key


@pytest.mark.parametrize(("sex", "view"), bodies())
def test_no_area_lies_under_another(body: Body, sex: Sex, view: View) -> None:
    for (one, first), (other, second) in combinations(rings_of(body.figure(sex, view)).items(), 2):
        if not may_touch(first, second):
            continue
        deep = [p for p in first if is_inside(second, p) and distance(second, p) > SHARED * 2]
        deep += [p for p in second if is_inside(first, p) and distance(first, p) > SHARED * 2]
        assert not deep, (one, other)


@pytest.mark.parametrize(("sex", "view"), bodies())
def test_the_mark_of_every_area_stands_on_it(body: Body, sex: Sex, view: View) -> None:
    for region in body.figure(sex, view).regions:
        assert is_inside(flattened(region.path), region.centre), region.area


@pytest.mark.parametrize("sex", [Sex.FEMALE, Sex.MALE])
def test_the_right_side_is_the_left_side_in_a_mirror(body: Body, sex: Sex) -> None:
    left, right = body.figure(sex, View.LEFT), body.figure(sex, View.RIGHT)
    for seen, mirrored in zip(left.regions, right.regions, strict=True):
        assert (seen.area, seen.is_part) == (mirrored.area, mirrored.is_part)
        assert mirrored.centre == pytest.approx((left.width - seen.centre[0], seen.centre[1]), abs=0.5)
