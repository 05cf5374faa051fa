"""A drawing that was begun stays in the document until it is closed, put right or discarded, and bars signing meanwhile."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meso_desktop.domain.areas import Outline, Point
from meso_desktop.domain.consultation import Consultation
from meso_desktop.domain.drawing.unfinished import (
    Unfinished,
    begun_target,
    finish_outline,
    finish_zone,
    forget_unfinished,
    outline_path,
    put_unfinished,
    target_of,
    unfinished_outline,
    unfinished_zone,
)
from meso_desktop.domain.edits import refuse_entry, remove_target
from meso_desktop.domain.errors import UserError
from meso_desktop.domain.ids import TargetId
from meso_desktop.domain.refusals import standing_refusals
from tests.domain.builders import an_id, consultation, extent, target

CHIN = TargetId(an_id(1))
SQUARE = (Point(0, 0), Point(400, 0), Point(400, 200), Point(0, 200))
CROSSED = (Point(0, 0), Point(400, 200), Point(400, 0), Point(0, 200))

places = st.builds(Point, st.integers(-9000, 9000), st.integers(-9000, 9000))
drawings = st.builds(
    Unfinished, corners=st.lists(places, min_size=1, max_size=8).map(tuple), kind=st.sampled_from(["", "lesion", "mandibular_border"]),
    replaces=st.none() | st.integers(0, 5), is_closed=st.booleans(),
)


def chin(*, is_measured: bool = True) -> Consultation:
    return consultation(targets=(target(1, of=extent("6", "4") if is_measured else None),))


@given(drawings)
def test_a_drawing_reads_back_as_it_was_written(drawing: Unfinished) -> None:
    document = put_unfinished(chin(), CHIN, drawing)
    read = unfinished_zone if drawing.kind else unfinished_outline
    assert read(document, CHIN) == drawing


def test_an_outline_and_a_zone_begun_stand_side_by_side() -> None:
    outline, zone = Unfinished(corners=SQUARE[:2]), Unfinished(corners=SQUARE, kind="scar")
    document = put_unfinished(put_unfinished(chin(), CHIN, outline), CHIN, zone)
    assert unfinished_outline(document, CHIN) == outline
    assert unfinished_zone(document, CHIN) == zone
    assert unfinished_zone(forget_unfinished(document, CHIN, is_zone=True), CHIN) is None


def test_a_drawing_begun_stands_as_refused_until_it_is_forgotten() -> None:
    document = put_unfinished(chin(), CHIN, Unfinished(corners=SQUARE[:2]))
    assert len(standing_refusals(document)) == 1
    assert standing_refusals(put_unfinished(document, CHIN, Unfinished(corners=()))) == ()
    assert standing_refusals(remove_target(document, CHIN)) == ()


def test_its_path_names_its_target_and_no_other_path_does() -> None:
    document = chin()
    assert begun_target(document, outline_path(CHIN)) == target_of(document, CHIN)
    assert begun_target(document, f"target.{CHIN}.length") is None
    assert begun_target(document, outline_path(TargetId(an_id(2)))) is None


def test_a_closed_outline_replaces_what_was_begun_and_what_was_typed_for_it() -> None:
    document = put_unfinished(chin(is_measured=False), CHIN, Unfinished(corners=SQUARE))
    document = refuse_entry(document, field=f"target.{CHIN}.length", text="1e3")
    document = finish_outline(document, CHIN, SQUARE)
    found = target_of(document, CHIN)
    assert found is not None
    assert found.extent is not None
    assert found.extent.outline is Outline.FREE
    assert document.refused_entries == ()


def test_a_zone_begun_stays_where_it_lies_when_the_outline_is_drawn_anew() -> None:
    document = put_unfinished(chin(), CHIN, Unfinished(corners=(Point(10, 20),), kind="scar"))
    document = finish_outline(document, CHIN, SQUARE)  # whose centre lies at 200, 100
    begun = unfinished_zone(document, CHIN)
    assert begun is not None
    assert begun.corners == (Point(-190, -80),)


def test_an_outline_that_crosses_itself_is_no_extent() -> None:
    with pytest.raises(UserError):
        finish_outline(chin(), CHIN, CROSSED)


def test_a_zone_is_added_or_takes_the_place_of_the_one_it_stood_for() -> None:
    document = finish_zone(chin(), CHIN, Unfinished(corners=SQUARE, kind="scar"))
    document = finish_zone(document, CHIN, Unfinished(corners=SQUARE, kind="lesion"))
    document = finish_zone(document, CHIN, Unfinished(corners=SQUARE[:3], kind="scar", replaces=0))
    found = target_of(document, CHIN)
    assert found is not None
    assert [(zone.kind, len(zone.corners)) for zone in found.zones] == [("scar", 3), ("lesion", 4)]


@pytest.mark.parametrize(
    "text", ["", "outline", "- - open 1", "- - open 1/2,3/4", "- - shut 1/2", "- - open 1/2 3/9999999", "é - open 1/2"]
)
def test_what_is_no_drawing_is_not_read_as_one(text: str) -> None:
    assert unfinished_outline(refuse_entry(chin(), field=outline_path(CHIN), text=text), CHIN) is None
