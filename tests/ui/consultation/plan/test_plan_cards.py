"""The cards of the plan: one open at a time, the others one line, and nothing said of a line before there is one."""

from functools import partial

from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from meso_desktop.domain.areas import Aim, Side
from meso_desktop.domain.consultation import Step
from meso_desktop.domain.edits import put_target
from meso_desktop.ui.consultation.areas.areas_step import AreasPage
from meso_desktop.ui.consultation.consultation_page import ConsultationPage
from meso_desktop.ui.consultation.plan.figure_button import FigureButton
from meso_desktop.ui.consultation.plan.line_card import LineCard
from meso_desktop.ui.consultation.plan.plan_step import PlanPage
from tests.ui.consultation.acts import choose, step
from tests.ui.consultation.test_steps import plan_a_chin


def shown(card: LineCard) -> str:
    words = [part.text() for part in card.findChildren(QLabel) if part.isVisible()]
    return "\n".join([*words, *(f"{part.value} {part.caption}" for part in card.findChildren(FigureButton) if part.isVisible())])


def two_areas(page: ConsultationPage) -> tuple[LineCard, LineCard]:
    plan_a_chin(page)
    step(page, AreasPage).picker.area_chosen.emit("flank", Side.BOTH)
    plan = step(page, PlanPage)
    first, second = (plan.card(target.target_id) for target in page.editor.document.target_areas)
    assert first is not None
    assert second is not None
    return first, second


def test_off_label_is_said_once_there_is_a_line_and_not_before(page: ConsultationPage) -> None:
    _, flank = two_areas(page)
    assert flank.protocol.isVisible()
    assert "Off-label" not in shown(flank)
    choose(flank.protocol, "dca_flank")
    assert "Off-label" in shown(flank)


def test_one_line_is_open_and_the_others_sum_themselves_up(page: ConsultationPage) -> None:
    chin, flank = two_areas(page)
    choose(flank.protocol, "dca_flank")
    assert flank.quantities["sessions"].isVisible()
    assert not chin.quantities["sessions"].isVisible()
    assert "12 injections" in shown(chin)
    assert "2.4 mL" in shown(chin)


def test_a_closed_line_opens_with_enter_and_goes_on_in_its_first_field(page: ConsultationPage) -> None:
    chin, flank = two_areas(page)
    choose(flank.protocol, "dca_flank")
    chin.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(chin, Qt.Key.Key_Return)
    assert chin.is_open
    assert not flank.is_open
    assert QApplication.focusWidget() is chin.protocol


def test_what_is_missing_in_a_closed_line_opens_it(page: ConsultationPage) -> None:
    chin, flank = two_areas(page)
    choose(flank.protocol, "dca_flank")
    line = page.editor.document.plan.lines[0]
    page.go_to(Step.PLAN, field=f"line.{line.line_id}.sessions")
    assert chin.is_open
    assert QApplication.focusWidget() is chin.quantities["sessions"].edit


def test_what_stays_in_the_vials_and_how_long_a_session_takes_stand_under_their_figures(page: ConsultationPage) -> None:
    plan_a_chin(page)
    card = step(page, PlanPage).card(page.editor.document.target_areas[0].target_id)
    assert card is not None
    assert "2 Vials, 1.6 mL unused" in shown(card)
    assert "15–20 min Each session" in shown(card)


def test_an_area_that_no_protocol_fits_says_what_can_be_done(page: ConsultationPage) -> None:
    step(page, AreasPage).picker.area_chosen.emit("lipoma_site", Side.MIDLINE)
    lipoma = page.editor.document.target_areas[0]
    page.editor.edit(partial(put_target, target=replace(lipoma, aim=Aim.FAT)))
    card = step(page, PlanPage).card(lipoma.target_id)
    assert card is not None
    assert "Change the aim, or leave the area without a line: it stands in the record." in shown(card)
