"""The body shows every chosen area, on as few views as will do."""

from io import BytesIO

import pytest
from msgspec.structs import replace
from reportlab.pdfgen.canvas import Canvas

from meso_desktop.documents.body_drawing import Spot, draw_figure, figures_with
from meso_desktop.documents.paper import PaperLine
from meso_desktop.documents.treatment_plan import treatment_plan_pdf
from meso_desktop.domain.areas import BodyMark, Side
from meso_desktop.domain.assessment import LineEstimate
from meso_desktop.domain.body import View
from meso_desktop.domain.people import Sex
from tests.documents import sample_papers as samples


class _Recorder(Canvas):  # type: ignore[misc]  # ReportLab is untyped
    """Notes where unfilled circles are drawn."""

    def __init__(self, file: BytesIO) -> None:
        super().__init__(file)
        self.rings: list[tuple[float, float]] = []

    def circle(self, x_cen: float, y_cen: float, r: float, stroke: int = 1, fill: int = 0) -> None:
        if not fill:
            self.rings.append((x_cen, y_cen))
        super().circle(x_cen, y_cen, r, stroke=stroke, fill=fill)


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


def _marked(number: int, area: str, side: Side, mark: BodyMark) -> PaperLine:
    line = _line(number, area, side)
    return replace(line, target=replace(line.target, mark=mark))


def test_a_spot_marked_is_shown_on_its_own_view_at_its_place() -> None:
    mark = BodyMark(view="left", x=1500, y=4200)
    (placed,) = figures_with(samples.body(), Sex.FEMALE, [_marked(1, "flank", Side.LEFT, mark)])
    assert placed.figure.view is View.LEFT
    assert placed.spots == (Spot((150.0, 420.0), ""),)
    assert [found.number for found in placed.marks] == ["1"]


def test_a_spot_of_an_area_without_a_region_there_has_the_number_of_its_line() -> None:
    mark = BodyMark(view="back", x=2001, y=2507)
    (placed,) = figures_with(samples.body(), Sex.FEMALE, [_marked(2, "lipoma_site", Side.MIDLINE, mark)])
    assert placed.figure.view is View.BACK
    assert placed.spots == (Spot((200.1, 250.7), "2"),)
    assert placed.marks == ()


def test_spots_add_views_only_while_these_stay_few() -> None:
    flank, chin = _marked(1, "flank", Side.BOTH, BodyMark(view="left", x=1500, y=4200)), _line(2, "submental", Side.MIDLINE)
    few = figures_with(samples.body(), Sex.FEMALE, [flank, chin])
    assert [placed.figure.view for placed in few] == [View.FRONT, View.LEFT, View.HEAD_FRONT]
    many = figures_with(samples.body(), Sex.FEMALE, [flank, chin, _line(3, "buttock", Side.BOTH), _line(4, "knee_inner", Side.BOTH)])
    assert View.LEFT not in [placed.figure.view for placed in many]


def test_a_mark_on_a_view_that_is_not_drawn_leaves_the_area_marked() -> None:
    (placed,) = figures_with(samples.body(), Sex.FEMALE, [_marked(1, "lower_abdomen", Side.MIDLINE, BodyMark(view="sole", x=1, y=1))])
    assert placed.spots == ()
    assert [found.region.area for found in placed.marks] == ["lower_abdomen"]


@pytest.mark.parametrize("scale", [0.1, 0.186, 0.31])
def test_the_spot_is_drawn_where_it_was_marked_at_every_size(scale: float) -> None:
    page = _Recorder(BytesIO())
    marked = _marked(2, "lipoma_site", Side.MIDLINE, BodyMark(view="back", x=2001, y=2507))
    (placed,) = figures_with(samples.body(), Sex.FEMALE, [marked])
    draw_figure(page, placed, x=40.0, y=100.0, height=1000 * scale)
    assert page.rings[0] == pytest.approx((40.0 + 200.1 * scale, 100.0 + (1000 - 250.7) * scale))
