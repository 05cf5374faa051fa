"""Sessions and course under the cards: a row a session, those alike gathered, each number with its working, what was given before."""

from collections.abc import Callable

import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget

from meso_desktop.domain.areas import Aim, Deposit, Side
from meso_desktop.domain.consultation import Consultation, Step
from meso_desktop.domain.history import EarlierTreatment, History, TreatedOn
from meso_desktop.domain.plan import Plan, PlanLine
from meso_desktop.domain.working.exposure_told import told_exposures
from meso_desktop.domain.working.figures_shown import Figure
from meso_desktop.knowledge.wording import Wording
from meso_desktop.ui.consultation.consultation_page import ConsultationPage
from meso_desktop.ui.consultation.plan.figure_button import FigureButton
from meso_desktop.ui.consultation.plan.plan_step import PlanPage
from meso_desktop.ui.consultation.plan.session_groups import gathered
from meso_desktop.ui.consultation.plan.sessions_block import COURSE, SessionsBlock
from tests.domain.builders import extent, line, target
from tests.ui.consultation.acts import click, painted, retype, step
from tests.ui.consultation.conftest import Opener

_CHIN = target(1, of=extent("5", "4"), deposit=Deposit.SMALL)
_FLANKS = target(2, area="flank", side=Side.BOTH, of=extent("6", "2"))
_BELLY = target(3, area="lower_abdomen", aim=Aim.CELLULITE, of=extent("12", "8"))
_THIGHS = target(4, area="outer_thigh", aim=Aim.CELLULITE, side=Side.BOTH, of=extent("14", "9"))
_LINES = (
    line(1, protocol="dca_submental"), line(2, protocol="dca_flank"),
    line(3, protocol="meso_point", preparation="organic_silica_5", sessions=6),
    line(4, protocol="meso_nappage", preparation="organic_silica_5", volume_ml="6", sessions=4),
)

Planner = Callable[..., ConsultationPage]


@pytest.fixture
def planned(open_page: Opener, draft: Consultation) -> Planner:
    """Give a function that opens the window at the plan of these areas and lines."""

    def opener(*areas: object, lines: tuple[PlanLine, ...], earlier: tuple[EarlierTreatment, ...] = ()) -> ConsultationPage:
        history = History(earlier_treatments=earlier)
        page = open_page(replace(draft, target_areas=areas, plan=Plan(lines=lines), history=history))
        page.go_to(Step.PLAN)
        painted()
        return page

    return opener


def block_of(page: ConsultationPage) -> SessionsBlock:
    return step(page, PlanPage).sessions


def shown(block: QWidget) -> str:
    return "\n".join(part.text() for part in block.findChildren(QLabel) if part.isVisible())


def button(page: ConsultationPage, number: int, figure: Figure) -> FigureButton:
    found = block_of(page).figures.button((number, figure))
    assert found is not None
    return found


def test_sessions_alike_are_gathered_and_others_stand_alone(planned: Planner) -> None:
    page = planned(_CHIN, _FLANKS, _BELLY, _THIGHS, lines=_LINES)
    groups = gathered(page.editor.assessment.sessions)
    assert [group.numbers for group in groups] == ["1", "2–3", "4", "5", "6–7"]
    assert sum(len(group.sessions) for group in groups) == page.editor.assessment.course.sessions


def test_a_plan_of_two_areas_shows_each_session_and_a_longer_one_the_course_until_it_is_asked(planned: Planner) -> None:
    page = planned(_CHIN, lines=_LINES[:1])
    assert "Under the chin" in shown(block_of(page))
    assert "1–2" in shown(block_of(page))
    page = planned(_CHIN, _FLANKS, _BELLY, _THIGHS, lines=_LINES)
    block = block_of(page)
    assert "Under the chin" not in shown(block)
    assert button(page, COURSE, Figure.INJECTIONS).value == "232"
    click(block.opener)
    painted()
    assert "Lower abdomen, Outer thigh" in shown(block)
    assert "17 Mar, 31 Mar 2026" in shown(block)


def test_each_ingredient_keeps_its_place_from_session_to_session(planned: Planner) -> None:
    page = planned(_CHIN, _FLANKS, _BELLY, _THIGHS, lines=_LINES)
    click(block_of(page).opener)
    assert [button(page, number, Figure.DOSE).value for number in (COURSE, 1, 2, 4)] == ["128 · 264", "64 · 54", "– · 54", "40 · –"]
    assert "deoxycholic acid 64 mg, organic silica 54 mg" in button(page, 1, Figure.DOSE).accessibleName()


@pytest.mark.parametrize("figure", [Figure.INJECTIONS, Figure.VOLUME, Figure.DOSE, Figure.VIALS, Figure.MINUTES])
@pytest.mark.parametrize("number", [COURSE, 1])
def test_each_number_of_a_session_and_of_the_course_opens_to_its_working(planned: Planner, number: int, figure: Figure) -> None:
    page = planned(_CHIN, lines=_LINES[:1])
    pressed = button(page, number, figure)
    pressed.setFocus()
    QTest.keyClick(pressed, Qt.Key.Key_Return)
    pane = block_of(page).pane
    assert pane.isVisible()
    assert "Not known yet" not in shown(pane)
    QTest.keyClick(pressed, Qt.Key.Key_Escape)
    assert not pane.isVisible()


def test_what_stays_in_the_vials_of_a_session_stands_beside_them(planned: Planner) -> None:
    page = planned(_FLANKS, lines=_LINES[1:2])
    assert button(page, 1, Figure.VIALS).value == "2 (1.6 left)"


def test_minutes_that_leave_a_line_out_say_so(planned: Planner) -> None:
    page = planned(_CHIN, _FLANKS, lines=_LINES[:2])
    assert button(page, 1, Figure.MINUTES).value == "15–20 + ?"


def test_a_line_that_takes_an_unknown_number_of_sessions_says_so_in_the_course(planned: Planner) -> None:
    chin = replace(_CHIN, deposit=None)
    page = planned(chin, _FLANKS, lines=(_LINES[0], replace(_LINES[1], sessions=1)))
    assert button(page, COURSE, Figure.SESSIONS).value == "1 session + ?"
    card = step(page, PlanPage).card(chin.target_id)
    assert card is not None
    click(card)
    painted()
    retype(card.quantities["sessions"].edit, "2")
    assert button(page, COURSE, Figure.SESSIONS).value == "2 sessions"


def test_several_doses_of_the_course_and_of_a_line_stand_over_the_names_of_their_ingredients(planned: Planner) -> None:
    mixed = line(3, protocol="meso_point", preparation="mix_carnitine_caffeine_lidocaine", sessions=2)
    page = planned(_BELLY, lines=(mixed,))
    doses = page.editor.assessment.course.doses
    assert len(doses) > 1
    course = button(page, COURSE, Figure.DOSE)
    card = step(page, PlanPage).card(_BELLY.target_id)
    assert card is not None
    of_line = card.results.figures.button(Figure.DOSE)
    assert of_line is not None
    assert course.caption == f"mg  {of_line.caption}"
    assert of_line.caption == "L-carnitine · caffeine · lidocaine"
    assert len(course.value.split(" · ")) == len(of_line.value.split(" · ")) == len(doses)


def test_the_names_of_the_ingredients_have_the_room_that_is_there(planned: Planner) -> None:
    page = planned(_CHIN, _FLANKS, _BELLY, _THIGHS, lines=_LINES)
    dose = button(page, COURSE, Figure.DOSE)
    whole = dose.fontMetrics().horizontalAdvance("mg  deoxycholic acid · organic silica")
    assert dose.width() >= whole
    assert not block_of(page).opener.isChecked()


def test_one_dose_needs_no_name(planned: Planner) -> None:
    page = planned(_CHIN, lines=_LINES[:1])
    assert button(page, COURSE, Figure.DOSE).caption == "mg"


def test_an_open_working_closes_with_the_session_it_belongs_to(planned: Planner) -> None:
    page = planned(_CHIN, _FLANKS, lines=_LINES[:2])
    block = block_of(page)
    last = gathered(page.editor.assessment.sessions)[-1].first.number
    click(button(page, last, Figure.VOLUME))
    assert block.pane.isVisible()
    card = step(page, PlanPage).card(_CHIN.target_id)
    assert card is not None
    retype(card.quantities["sessions"].edit, "1")
    other = step(page, PlanPage).card(_FLANKS.target_id)
    assert other is not None
    other.remove.click()
    assert not block.pane.isVisible()


def test_sessions_given_before_are_told_against_the_most_of_the_course(planned: Planner, wording: Wording) -> None:
    before = EarlierTreatment(product="dca_10", area="submental", treated_on=TreatedOn(year=2026, month=1, day=12))
    page = planned(_CHIN, lines=_LINES[:1], earlier=(before, replace(before, treated_on=TreatedOn(year=2025, month=11, day=12))))
    assert "Under the chin: 2 earlier + 2 planned = 4 sessions, at most 6" in shown(block_of(page))
    told = told_exposures(page.editor.assessment.exposures, page.editor.knowledge)
    assert "\n".join(wording.text(sentence) for sentence in told) in shown(block_of(page))  # as on paper


def test_four_areas_stand_in_a_window_of_1280_by_800_without_scrolling(planned: Planner) -> None:
    page = planned(_CHIN, _FLANKS, _BELLY, _THIGHS, lines=_LINES)
    plan = step(page, PlanPage)
    painted()
    cards = [plan.card(area.target_id) for area in (_FLANKS, _BELLY, _THIGHS)]
    assert all(card is not None and card.height() <= 40 for card in cards)
    below = plan.sessions.mapTo(plan.column_view, plan.sessions.rect().bottomLeft()).y()
    assert below <= plan.column_view.height()
