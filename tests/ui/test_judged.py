"""Grades and the spot of an area in words, as the record and the review tell them."""

import pytest
from msgspec.structs import replace

from meso_desktop.domain.areas import BodyMark, Graded
from meso_desktop.knowledge.wording import Wording
from meso_desktop.resources import resource_path
from meso_desktop.ui.judged import judged_and_marked, mark_words
from tests.domain.builders import target


@pytest.fixture(scope="module")
def wording() -> Wording:
    return Wording.load(resource_path("wording"), "en", is_strict=True)


def test_grades_and_the_view_of_the_spot_are_told(wording: Wording) -> None:
    area = replace(target(), grades=(Graded(scale="css", grade=2, item="depth"),), mark=BodyMark(view="back", x=10, y=20))
    assert judged_and_marked(area, wording) == ["Depth of the depressions: 2, moderate", "spot marked: Back"]


def test_an_area_without_either_tells_nothing(wording: Wording) -> None:
    assert judged_and_marked(target(), wording) == []


def test_a_view_that_is_not_drawn_is_told_as_it_was_written() -> None:
    assert mark_words(BodyMark(view="sole", x=1, y=1)) == "sole"
