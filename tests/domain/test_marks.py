"""A spot marked on the body is kept in tenths of a point of its view's box."""

import pytest

from meso_desktop.domain.areas import BodyMark
from meso_desktop.domain.body import Figure, View
from meso_desktop.domain.marks import mark_on, place_of, view_of
from meso_desktop.domain.people import Sex

FRONT = Figure(sex=Sex.FEMALE, view=View.FRONT, width=460.0, height=1000.0, shapes=(), details=(), regions=())


@pytest.mark.parametrize("place", [(0.0, 0.0), (230.0, 512.3), (459.94, 1000.0)])
def test_a_place_is_kept_to_a_tenth_of_a_point(place: tuple[float, float]) -> None:
    mark = mark_on(FRONT, place)
    assert mark is not None
    assert place_of(mark) == pytest.approx(place, abs=0.05)


@pytest.mark.parametrize("place", [(-0.1, 5.0), (460.2, 5.0), (5.0, -0.1), (5.0, 1000.1)])
def test_a_place_beside_the_box_is_no_mark(place: tuple[float, float]) -> None:
    assert mark_on(FRONT, place) is None


def test_a_mark_knows_its_view_and_one_that_is_not_drawn_has_none() -> None:
    assert view_of(BodyMark(view="left", x=1, y=1)) is View.LEFT
    assert view_of(BodyMark(view="sole", x=1, y=1)) is None
