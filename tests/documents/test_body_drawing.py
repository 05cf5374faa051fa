"""The body shows every chosen area, on as few views as will do."""

import pytest

from meso_desktop.documents.body_drawing import figures_with
from meso_desktop.documents.paper import PaperLine
from meso_desktop.documents.treatment_plan import treatment_plan_pdf
from meso_desktop.domain.areas import Side
from meso_desktop.domain.assessment import LineEstimate
from meso_desktop.domain.body import View
from meso_desktop.domain.people import Sex
from tests.documents import sample_papers as samples


def _line(number: int, area: str, side: Side) -> PaperLine:
    line = samples.planned(number, protocol="meso_point", preparation="meso_mix")
    figures = LineEstimate(line=line.line_id, target=line.target_id, family=None)
    return PaperLine(number=number, line=line, target=samples.target(number, area, side), figures=figures)


@pytest.mark.parametrize(
    ("areas", "views"),
    [
        ([("outer_thigh", Side.LEFT)], [View.FRONT]),
        ([("buttock", Side.BOTH)], [View.BACK]),
        ([("submental", Side.MIDLINE)], [View.HEAD_FRONT]),
        ([("knee_inner", Side.BOTH)], [View.KNEES]),
        ([("nape", Side.MIDLINE)], [View.HEAD_BACK]),
        ([("inner_thigh", Side.BOTH)], [View.FRONT]),
        ([("lower_abdomen", Side.MIDLINE), ("buttock", Side.LEFT)], [View.FRONT, View.BACK]),
    ],
)
def test_only_views_on_which_areas_lie_are_drawn(areas: list[tuple[str, Side]], views: list[View]) -> None:
    lines = [_line(number, area, side) for number, (area, side) in enumerate(areas, start=1)]
    assert [placed.figure.view for placed in figures_with(samples.body(), Sex.FEMALE, lines)] == views


def test_both_sides_are_marked_with_the_number_of_their_line() -> None:
    (placed,) = figures_with(samples.body(), Sex.MALE, [_line(3, "flank", Side.BOTH)])
    assert [(mark.region.side, mark.number) for mark in placed.marks] == [(Side.LEFT, "3"), (Side.RIGHT, "3")]


@pytest.mark.parametrize("sex", list(Sex))
def test_every_area_that_is_drawn_can_be_marked(sex: Sex) -> None:
    places = {(region.area, region.side) for figure in samples.body().figures if figure.sex is not Sex.MALE for region in figure.regions}
    for area, side in sorted(places):
        if sex is Sex.MALE and not any(r.area == area for f in samples.body().figures if f.sex is sex for r in f.regions):
            continue
        placed = figures_with(samples.body(), sex, [_line(1, area, side)])
        assert any(mark.region.area == area and mark.region.side is side for found in placed for mark in found.marks)


def test_many_areas_are_marked_without_numbers() -> None:
    lines = [_line(number, "flank", Side.LEFT) for number in range(1, 20)]
    (placed,) = figures_with(samples.body(), Sex.FEMALE, lines)
    assert {mark.number for mark in placed.marks} == {""}
    assert treatment_plan_pdf(samples.many())
