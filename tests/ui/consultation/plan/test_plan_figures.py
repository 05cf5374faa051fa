"""Figures of a plan line: each opens to its working, each may be the doctor's own, and the proposed one stays in sight."""

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal

import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QWidget

from meso_desktop.domain.areas import Aim, Deposit, Point, Side
from meso_desktop.domain.consultation import Consultation, Step
from meso_desktop.domain.edits import put_line
from meso_desktop.domain.plan import Placement, Plan, PlanLine
from meso_desktop.domain.working.figures_shown import Figure
from meso_desktop.ui.consultation.consultation_page import ConsultationPage
from meso_desktop.ui.consultation.plan.figure_button import FigureButton
from meso_desktop.ui.consultation.plan.line_card import LineCard
from meso_desktop.ui.consultation.plan.plan_step import PlanPage
from meso_desktop.ui.consultation.plan.sessions_block import COURSE
from tests.domain.builders import extent, line, target
from tests.ui.consultation.acts import at, click, painted, retype, step
from tests.ui.consultation.conftest import Opener

_CHIN = target(1, of=extent("5", "4"), deposit=Deposit.SMALL)
_CHIN_THIRD = target(3, of=extent("5", "4"), deposit=Deposit.SMALL)
_FLANKS = target(2, area="flank", side=Side.BOTH, of=extent("6", "2"))
_THIGHS = target(3, area="outer_thigh", aim=Aim.CELLULITE, side=Side.BOTH, of=extent("14", "9"))
_LABEL = line(1, protocol="dca_submental")
_OFF_LABEL = line(2, protocol="dca_flank")

Planner = Callable[..., ConsultationPage]


@pytest.fixture
def planned(open_page: Opener, draft: Consultation) -> Planner:
    """Give a function that opens the window at the plan of these areas and lines."""

    def opener(*areas: object, lines: tuple[PlanLine, ...]) -> ConsultationPage:
        page = open_page(replace(draft, target_areas=areas, plan=Plan(lines=lines)))
        page.go_to(Step.PLAN)
        painted()
        return page

    return opener


def card_of(page: ConsultationPage, number: int = 0) -> LineCard:
    card = step(page, PlanPage).card(page.editor.document.target_areas[number].target_id)
    assert card is not None
    return card


def figure(card: LineCard, which: Figure) -> FigureButton:
    found = card.results.figures.button(which)
    assert found is not None
    return found


def opened(card: LineCard) -> list[Figure]:
    return [which for which in Figure if figure(card, which).isChecked()]


def focused() -> QWidget:
    found = QApplication.focusWidget()
    assert found is not None
    return found


def words(widget: QWidget) -> str:
    return "\n".join(part.text() for part in widget.findChildren(QLabel) if part.isVisible())


@pytest.mark.parametrize("which", list(Figure))
def test_every_figure_of_a_line_opens_to_its_working_and_closes_with_escape(planned: Planner, which: Figure) -> None:
    card = card_of(planned(_CHIN, lines=(_LABEL,)))
    button = figure(card, which)
    button.setFocus()
    QTest.keyClick(button, Qt.Key.Key_Space)
    assert opened(card) == [which]
    assert card.results.pane.isVisible()
    assert "Not known yet" not in words(card.results.pane)
    QTest.keyClick(button, Qt.Key.Key_Escape)
    assert opened(card) == []
    assert not card.results.pane.isVisible()
    assert button.hasFocus()


def test_one_working_is_open_at_a_time(planned: Planner) -> None:
    card = card_of(planned(_CHIN, lines=(_LABEL,)))
    click(figure(card, Figure.VOLUME))
    click(figure(card, Figure.DOSE))
    assert not figure(card, Figure.VOLUME).isChecked()
    assert figure(card, Figure.DOSE).isChecked()
    assert "4 mL × 10 mg/mL = 40 mg" in words(card.results.pane)


@pytest.mark.parametrize(("gaps", "shown", "caption"), [
    ((42, 42), "42 days", "Apart, interval {interval}"),
    ((56, 70), "56 to 70 days", "Apart, interval {interval}"),
    ((None, None), "{interval} days", "Apart"),
])
def test_sessions_lie_apart_as_their_days_say_not_as_the_interval_would_have_it(
    planned: Planner, gaps: tuple[int | None, int | None], shown: str, caption: str,
) -> None:
    page = planned(_CHIN, lines=(_LABEL,))
    interval = page.editor.assessment.lines[0].interval_days
    days = [date(2026, 10, 5)]
    for gap in gaps:
        days.append(days[-1] + timedelta(days=gap or interval or 0))
    page.editor.edit(lambda document: put_line(document, replace(_LABEL, dates=tuple(days))))
    painted()
    apart = figure(card_of(page), Figure.INTERVAL)
    assert (apart.value, apart.caption) == (shown.format(interval=interval), caption.format(interval=interval))


def test_tab_goes_from_a_figure_just_given_to_the_next_field_not_to_the_way_back(planned: Planner) -> None:
    page = planned(_CHIN, lines=(_LABEL,))
    card = card_of(page)
    spacing, per_point = (card.quantities[name] for name in ("spacing_cm", "volume_per_point_ml"))
    spacing.edit.setFocus()
    QTest.keyClicks(spacing.edit, "1.5")
    painted()
    assert card.marks["spacing_cm"].isVisible()
    QTest.keyClick(spacing.edit, Qt.Key.Key_Tab)
    QTest.keyClicks(focused(), "0.1")
    assert per_point.edit.hasFocus()
    assert per_point.edit.text() == "0.1"
    painted()
    for _ in range(4):
        QTest.keyClick(focused(), Qt.Key.Key_Tab)
    assert card.marks["spacing_cm"].hasFocus()


def test_lines_of_the_two_sides_are_told_apart_where_they_are_summed_up(planned: Planner) -> None:
    left, right = (target(n, area="flank", side=side, of=extent("6", "2")) for n, side in ((1, Side.LEFT), (2, Side.RIGHT)))
    protocols = ((1, "dca_flank"), (2, "dca_flank"), (3, "dca_submental"))
    page = planned(_CHIN_THIRD, left, right, lines=tuple(line(n, protocol=protocol) for n, protocol in protocols))
    summed_up = [words(card_of(page, number)) for number in (1, 2)]
    assert ["left" in text for text in summed_up] == [True, False]
    assert ["right" in text for text in summed_up] == [False, True]


def test_the_arrow_keys_go_from_figure_to_figure_and_tab_stops_once(planned: Planner) -> None:
    page = planned(_CHIN, lines=(_LABEL,))
    card = card_of(page)
    figure(card, Figure.SURFACE).setFocus()
    for key, then in ((Qt.Key.Key_Right, Figure.INJECTIONS), (Qt.Key.Key_Down, Figure.INTERVAL), (Qt.Key.Key_Up, Figure.INJECTIONS)):
        QTest.keyClick(focused(), key)
        assert QApplication.focusWidget() is figure(card, then)
    stops = [stop for stop in step(page, PlanPage).stops() if isinstance(stop, FigureButton) and card.isAncestorOf(stop)]
    assert stops == [figure(card, Figure.INJECTIONS)]


def test_a_working_says_what_the_limit_leaves_and_names_its_sources_in_full(planned: Planner) -> None:
    card = card_of(planned(_CHIN, lines=(_LABEL,)))
    click(figure(card, Figure.INJECTIONS))
    pane = card.results.pane
    assert "at most 50" in words(pane)
    assert "30 left" in words(pane)
    assert "drug label" in pane.sources.text()
    assert "accessdata.fda.gov" not in words(pane)
    before = words(pane)
    pane.sources.click()
    assert len(words(pane)) > len(before)


def test_escape_closes_a_working_from_inside_it_and_is_back_on_its_figure(planned: Planner) -> None:
    card = card_of(planned(_CHIN, lines=(_LABEL,)))
    click(figure(card, Figure.DOSE))
    card.results.pane.sources.setFocus()
    QTest.keyClick(focused(), Qt.Key.Key_Escape)
    assert not card.results.pane.isVisible()
    assert focused() is figure(card, Figure.DOSE)


def test_minutes_of_ones_own_hold_for_the_session_and_the_course(planned: Planner) -> None:
    page = planned(_CHIN, lines=(_LABEL,))
    card = card_of(page)
    retype(card.quantities["minutes"].edit, "30")
    assert figure(card, Figure.MINUTES).value == "30 min"
    course = step(page, PlanPage).sessions.figures.button((COURSE, Figure.MINUTES))
    assert course is not None
    assert course.value == "60"


def test_an_open_working_follows_the_figure(planned: Planner) -> None:
    page = planned(_CHIN, lines=(_LABEL,))
    card = card_of(page)
    click(figure(card, Figure.VOLUME))
    retype(card.quantities["volume_per_point_ml"].edit, "0.3")
    assert "20 points × 0.3 mL = 6 mL" in words(card.results.pane)
    page.editor.undo()
    assert "20 points × 0.2 mL = 4 mL" in words(card.results.pane)


def test_past_a_soft_limit_the_working_leads_to_the_reason_with_one_click(planned: Planner) -> None:
    page = planned(_FLANKS, lines=(_OFF_LABEL,))
    card = card_of(page)
    retype(card.quantities["sessions"].edit, "4")
    click(figure(card, Figure.SESSIONS))
    crossed = [row for row in card.results.pane.limit_lines if row.finding.isVisible()]
    assert [row.finding.text() for row in crossed] == ["Give a reason"]
    click(crossed[0].finding)
    QTest.keyClicks(focused(), "Agreed with the patient")
    assert [response.text for response in page.editor.document.responses] == ["Agreed with the patient"]


def test_past_a_hard_limit_the_line_stays_as_typed(planned: Planner) -> None:
    page = planned(_CHIN, lines=(_LABEL,))
    card = card_of(page)
    retype(card.quantities["volume_per_point_ml"].edit, "0.9")
    assert page.editor.document.plan.lines[0].volume_per_point_ml == Decimal("0.9")
    assert card.quantities["volume_per_point_ml"].edit.text() == "0.9"
    assert not page.editor.assessment.may_sign


@pytest.mark.parametrize(
    ("name", "typed", "told"),
    [
        ("spacing_cm", "1.2", "proposed 1 · +0.2"), ("volume_per_point_ml", "0.15", "proposed 0.2 · −0.05"),
        ("sessions", "3", "proposed 2 · +1"), ("interval_days", "42", "proposed 28 · +14"), ("minutes", "30", "proposed 15–20"),
        ("needle_gauge", "27", "proposed 30G"), ("needle_length_mm", "6", "proposed 13"),
        ("technique", "fan, two entries", "proposed grid before the platysma"),
    ],
)
def test_the_proposed_figure_stays_below_ones_own_and_one_key_brings_it_back(planned: Planner, name: str, typed: str, told: str) -> None:
    page = planned(_CHIN, lines=(_LABEL,))
    plan = step(page, PlanPage)
    before = page.editor.document
    retype(at(plan, f"line.{_LABEL.line_id}.{name}"), typed)
    mark = card_of(page).marks[name]
    assert mark.isVisible()
    assert mark.text() == told
    mark.setFocus()
    QTest.keyClick(mark, Qt.Key.Key_Space)
    assert page.editor.document == before
    assert not mark.isVisible()


def test_a_figure_typed_as_proposed_is_not_called_different(planned: Planner) -> None:
    card = card_of(planned(_CHIN, lines=(_LABEL,)))
    retype(card.quantities["spacing_cm"].edit, "1.0")
    retype(card.quantities["sessions"].edit, "2")
    assert not any(card.marks[name].isVisible() for name in ("spacing_cm", "sessions"))


def test_points_put_in_by_hand_are_told_beside_those_of_the_grid(planned: Planner) -> None:
    by_hand = Placement(removed=(Point(-200, -150),), added=(Point(0, 0), Point(10, 20), Point(30, 40)))
    card = card_of(planned(_CHIN, lines=(replace(_LABEL, placement=by_hand),)))
    assert figure(card, Figure.INJECTIONS).value == "22"
    assert figure(card, Figure.INJECTIONS).caption == "Injections, grid 20 (+2)"


def test_as_many_points_put_in_as_taken_out_are_no_difference(planned: Planner) -> None:
    by_hand = Placement(removed=(Point(-200, -150),), added=(Point(10, 20),))
    card = card_of(planned(_CHIN, lines=(replace(_LABEL, placement=by_hand),)))
    assert figure(card, Figure.INJECTIONS).caption == "Injections, grid 20"


@pytest.mark.parametrize(
    ("name", "typed"), [("needle_gauge", "blunt"), ("needle_length_mm", "0"), ("depth_mm", "deep"), ("minutes", "1e3")],
)
def test_what_the_needle_and_the_minutes_refuse_is_kept_and_said(planned: Planner, name: str, typed: str) -> None:
    page = planned(_CHIN, lines=(_LABEL,))
    field = at(step(page, PlanPage), f"line.{_LABEL.line_id}.{name}")
    retype(field, typed)
    assert [entry.text for entry in page.editor.document.refused_entries] == [typed]
    assert card_of(page).quantities[name].refusal
    retype(field, "")
    assert page.editor.document.refused_entries == ()


def test_the_needle_is_one_quiet_line_until_it_is_opened(planned: Planner) -> None:
    card = card_of(planned(_CHIN, lines=(_LABEL,)))
    assert card.needle.opener.text() == "30G  ·  13 mm  ·  grid before the platysma"
    assert not card.needle.quantities["depth_mm"].isVisible()
    click(card.needle.opener)
    assert card.needle.quantities["depth_mm"].isVisible()
    assert "the patient tenses the platysma" in words(card.needle).casefold()
    retype(card.needle.quantities["depth_mm"].edit, "9")
    assert "9 mm deep" in card.needle.opener.text()


def test_days_of_ones_own_stand_beside_the_proposed_ones_until_those_hold_again(planned: Planner) -> None:
    page = planned(_CHIN, lines=(_LABEL,))
    plan, card = step(page, PlanPage), card_of(page)
    assert figure(card, Figure.DATES).caption == "Days, proposed"
    proposed = page.editor.assessment.lines[0].dates
    retype(at(plan, f"line.{_LABEL.line_id}.date.1"), "04/10/2026")
    assert figure(card, Figure.DATES).caption == "Days"
    assert "proposed" in words(card.results.days)
    assert f"· +{(page.editor.assessment.lines[0].dates[1] - proposed[1]).days} d" in words(card.results.days)
    click(card.results.days.restore)
    assert page.editor.document.plan.lines[0].dates == ()
    assert page.editor.assessment.lines[0].dates == proposed


def test_a_day_left_empty_keeps_the_one_it_had(planned: Planner) -> None:
    page = planned(_CHIN, lines=(_LABEL,))
    field = at(step(page, PlanPage), f"line.{_LABEL.line_id}.date.1")
    before = field.text()
    retype(field, "")
    assert field.text() == ""
    card_of(page).protocol.setFocus()
    assert field.text() == before
    assert page.editor.document.refused_entries == ()


def test_a_technique_not_counted_by_point_says_so_and_how_thick_it_lies(planned: Planner) -> None:
    nappage = line(3, protocol="meso_nappage", preparation="organic_silica_5", volume_ml="6", sessions=4)
    card = card_of(planned(_THIGHS, lines=(nappage,)))
    assert "By surface and volume; no points to count." in words(card)
    assert (figure(card, Figure.INJECTIONS).value, figure(card, Figure.INJECTIONS).caption) == ("0.024", "mL per cm²")


@pytest.mark.parametrize("how", [Qt.Key.Key_Return, Qt.Key.Key_Space, None])
def test_the_picture_of_the_grid_asks_for_the_canvas(planned: Planner, how: Qt.Key | None) -> None:
    page = planned(_CHIN, lines=(_LABEL,))
    card, wanted = card_of(page), list[object]()
    step(page, PlanPage).canvas_wanted.connect(wanted.append)
    picture = card.results.picture
    picture.setFocus()
    if how is None:
        click(picture)
    else:
        QTest.keyClick(picture, how)
    assert wanted == [_CHIN.target_id]


def test_a_closed_card_is_one_line_with_its_days(planned: Planner) -> None:
    page = planned(_CHIN, _FLANKS, lines=(_LABEL, _OFF_LABEL))
    closed = card_of(page, 1)
    assert closed.height() <= 40
    assert "3 Mar, 14 Apr 2026" in words(closed)


def test_enter_goes_through_the_fields_to_the_next_area_and_then_to_the_first_session(planned: Planner) -> None:
    page = planned(_CHIN, _FLANKS, lines=(_LABEL, _OFF_LABEL))
    plan = step(page, PlanPage)
    first, second = card_of(page, 0), card_of(page, 1)
    first.quantities["spacing_cm"].edit.setFocus()
    for name in ("volume_per_point_ml", "sessions", "interval_days", "minutes"):
        QTest.keyClick(focused(), Qt.Key.Key_Return)
        assert focused() is first.quantities[name].edit
    QTest.keyClick(focused(), Qt.Key.Key_Return)
    assert focused() is second
    QTest.keyClick(focused(), Qt.Key.Key_Return)
    assert second.is_open
    second.quantities["minutes"].edit.setFocus()
    QTest.keyClick(focused(), Qt.Key.Key_Return)
    assert focused() is plan.first.edit


def test_a_technique_however_long_pushes_nothing_out_of_the_card(planned: Planner) -> None:
    page = planned(_CHIN, lines=(replace(_LABEL, technique="<b>fan</b> " * 900),))
    card = card_of(page)
    click(card.needle.opener)
    painted()
    plan = step(page, PlanPage)
    assert card.width() <= plan.column_view.viewport().width()
    assert card.needle.opener.geometry().right() <= card.width()


def test_every_button_of_the_plan_is_named_and_large_enough(planned: Planner) -> None:
    card = card_of(planned(_CHIN, lines=(replace(_LABEL, sessions=3),)))
    click(card.needle.opener)
    click(card.results.change_dates)
    click(figure(card, Figure.SESSIONS))
    painted()
    buttons = [made for made in buttons_of(card) if made.isVisible()]
    assert [made for made in buttons if not made.accessibleName() and not made.text()] == []
    assert [(made.accessibleName(), made.height()) for made in buttons if made.height() < 32] == []


def buttons_of(card: LineCard) -> list[QAbstractButton]:
    return card.findChildren(QAbstractButton)


def test_the_surface_of_a_pair_is_said_to_be_that_of_each_side(planned: Planner) -> None:
    page = planned(_CHIN, _FLANKS, lines=(_LABEL, _OFF_LABEL))
    captions = []
    for number in (0, 1):
        card_of(page, number).setFocus()
        QTest.keyClick(focused(), Qt.Key.Key_Return)
        captions.append(figure(card_of(page, number), Figure.SURFACE).caption)
    assert captions == ["Surface", "Surface, each side"]
