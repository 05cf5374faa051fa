"""Grades on clinical scales: what is offered, the sum of the items, and its band."""

from datetime import date
from typing import Any, Final

import pytest
from msgspec.structs import replace

from meso_desktop.domain.areas import Aim, Graded, TargetArea
from meso_desktop.domain.evidence import Confidence
from meso_desktop.domain.grading import grade_of, graded_told, offered_scales, score, score_told, scores, with_grade
from meso_desktop.domain.knowledge import Knowledge
from meso_desktop.domain.message import Term, message
from meso_desktop.domain.protocols import Band, Scale
from tests.domain.builders import target
from tests.domain.small_knowledge import small_knowledge

_OF: Final[dict[str, Any]] = {"sources": ("S1",), "confidence": Confidence.O, "reviewed_on": date(2026, 3, 1)}
CHIN = Scale(id="chin", areas=("submental",), aims=(Aim.FAT,), grades=(0, 1, 2, 3, 4), **_OF)
LOOK = Scale(id="look", aims=(Aim.CELLULITE,), grades=(0, 1, 2, 3), **_OF)
SUM = Scale(
    id="sum", aims=(Aim.CELLULITE,), grades=(0, 1, 2, 3), items=("depth", "laxity", "look"),
    bands=(Band(id="mild", at_least=1), Band(id="severe", at_least=6)), **_OF,
)
EVERYWHERE = Scale(id="change", grades=(1, 2, 3), **_OF)


@pytest.fixture
def pack() -> Knowledge:
    return replace(small_knowledge(), scales={scale.id: scale for scale in (CHIN, LOOK, SUM, EVERYWHERE)})


def judged(area: TargetArea, pack: Knowledge, **items: int) -> TargetArea:
    for item, grade in items.items():
        area = with_grade(area, SUM, grade, item=item, knowledge=pack)
    return area


def test_scales_are_offered_by_area_and_aim(pack: Knowledge) -> None:
    assert [s.id for s in offered_scales(target(area="submental", aim=Aim.FAT), pack)] == ["chin", "change"]
    assert [s.id for s in offered_scales(target(area="flank", aim=Aim.CELLULITE), pack)] == ["look", "sum", "change"]


def test_without_an_aim_only_scales_for_every_aim_are_offered(pack: Knowledge) -> None:
    assert [s.id for s in offered_scales(target(area="submental", aim=None), pack)] == ["change"]


def test_scales_for_every_area_come_last(pack: Knowledge) -> None:
    turned = replace(pack, scales={"change": EVERYWHERE, "chin": CHIN})
    assert [s.id for s in offered_scales(target(area="submental", aim=Aim.FAT), turned)] == ["chin", "change"]


def test_a_scale_judged_before_the_aim_changed_stays_offered(pack: Knowledge) -> None:
    area = with_grade(target(area="submental", aim=Aim.FAT), CHIN, 3, knowledge=pack)
    assert "chin" in [s.id for s in offered_scales(replace(area, aim=Aim.SKIN), pack)]


def test_one_grade_stands_for_a_scale_and_can_be_taken_away(pack: Knowledge) -> None:
    area = with_grade(with_grade(target(), CHIN, 2, knowledge=pack), CHIN, 3, knowledge=pack)
    assert area.grades == (Graded(scale="chin", grade=3),)
    assert with_grade(area, CHIN, None, knowledge=pack).grades == ()


def test_a_scale_not_judged_has_no_score(pack: Knowledge) -> None:
    assert scores(target(), pack) == ()


def test_a_grade_that_the_scale_has_not_counts_as_none(pack: Knowledge) -> None:
    area = replace(target(), grades=(Graded(scale="chin", grade=9),))
    assert grade_of(area, CHIN, knowledge=pack) is None
    assert score(area, CHIN, pack) is None


def test_the_sum_of_the_items_stands_only_when_all_are_judged(pack: Knowledge) -> None:
    area = judged(target(aim=Aim.CELLULITE), pack, depth=2, laxity=0)
    partly = score(area, SUM, pack)
    wholly = score(judged(area, pack, look=3), SUM, pack)
    assert partly is not None
    assert wholly is not None
    assert (partly.total, partly.band, partly.is_whole) == (None, None, False)
    assert (wholly.total, wholly.band, wholly.is_whole) == (5, "mild", True)


@pytest.mark.parametrize(("depth", "laxity", "look", "band"), [
    (0, 0, 0, None), (0, 1, 0, "mild"), (2, 2, 1, "mild"), (2, 2, 2, "severe"),
])
def test_a_sum_falls_into_the_band_that_begins_at_or_below_it(
    pack: Knowledge, depth: int, laxity: int, look: int, band: str | None,
) -> None:
    found = score(judged(target(aim=Aim.CELLULITE), pack, depth=depth, laxity=laxity, look=look), SUM, pack)
    assert found is not None
    assert found.band == band


def test_an_item_that_is_itself_a_scale_is_judged_once_for_both(pack: Knowledge) -> None:
    area = judged(target(aim=Aim.CELLULITE), pack, look=2)
    assert grade_of(area, LOOK, knowledge=pack) == 2
    assert grade_of(with_grade(area, LOOK, 1, knowledge=pack), SUM, item="look", knowledge=pack) == 1


def test_a_borrowed_grade_alone_does_not_begin_the_sum(pack: Knowledge) -> None:
    assert score(with_grade(target(aim=Aim.CELLULITE), LOOK, 1, knowledge=pack), SUM, pack) is None


def test_a_score_is_told_with_its_words(pack: Knowledge) -> None:
    chin = score(with_grade(target(), CHIN, 3, knowledge=pack), CHIN, pack)
    whole = score(judged(target(aim=Aim.CELLULITE), pack, depth=3, laxity=3, look=3), SUM, pack)
    assert chin is not None
    assert whole is not None
    assert score_told(chin) == message("score.grade", scale=Term("scale.chin"), grade=3, words=Term("grade.chin_3"))
    assert score_told(whole) == message("score.band", scale=Term("scale.sum"), total=9, most=9, band=Term("scale_band.sum_severe"))


def test_a_grade_kept_is_told_without_the_pack() -> None:
    item = graded_told(Graded(scale="sum", grade=2, item="depth"))
    assert item == message("score.item", item=Term("scale_item.sum_depth"), grade=2, words=Term("grade.sum_2"))
    assert graded_told(Graded(scale="chin", grade=0)).id == "score.grade"
