"""Tab goes through every step as one reads, and stops once at buttons of which one is chosen."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from meso_desktop.domain.areas import Side
from meso_desktop.domain.consultation import Step
from meso_desktop.domain.history import Answer
from meso_desktop.ui.consultation.areas.areas_step import AreasPage
from meso_desktop.ui.consultation.consultation_page import ConsultationPage
from meso_desktop.ui.consultation.plan.plan_step import PlanPage
from tests.ui.consultation.acts import answer, choose, step
from tests.ui.consultation.test_steps import plan_a_chin

_MOST = 120


def focused() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def stops(page: ConsultationPage, key: Qt.Key = Qt.Key.Key_Tab) -> list[QWidget]:
    """Return where Tab stops from the first field of the step until it comes back there."""
    found = [focused()]
    for _ in range(_MOST):
        QTest.keyClick(focused(), key)
        if focused() is found[0]:
            return found
        if focused() is not found[-1]:
            found.append(focused())
    raise AssertionError([page.step, *(stop.accessibleName() for stop in found)])


@pytest.mark.parametrize("number", list(Step))
def test_tab_goes_from_the_fields_to_the_note_the_line_below_the_panel_and_the_rail(page: ConsultationPage, number: Step) -> None:
    answer(page, "diabetes", Answer.YES)
    plan_a_chin(page)
    page.go_to(number)
    there = stops(page)
    parts = (page.page(number).note, page.footer.close_button, page.panel.missing_head, page.rail.button(number))
    places = [there.index(part) for part in parts]
    assert places == sorted(places)
    assert all(stop.isVisible() for stop in there)


def test_shift_and_tab_goes_the_way_back(page: ConsultationPage) -> None:
    plan_a_chin(page)
    step(page, PlanPage)
    there = stops(page)
    back = stops(page, Qt.Key.Key_Backtab)
    assert back == [there[0], *reversed(there[1:])]


def test_a_card_made_later_is_reached_where_it_stands(page: ConsultationPage) -> None:
    plan_a_chin(page)
    step(page, AreasPage).picker.area_chosen.emit("flank", Side.BOTH)
    plan = step(page, PlanPage)
    chin, flank = (plan.card(target.target_id) for target in page.editor.document.target_areas)
    assert chin is not None
    assert flank is not None
    choose(flank.protocol, "dca_flank")
    plan.focus_field("")
    there = stops(page)
    from_chin = [*there[there.index(chin):], *there[:there.index(chin)]]
    places = [from_chin.index(stop) for stop in (chin, flank.protocol, flank.quantities["sessions"].edit, plan.first.edit, plan.note)]
    assert places == sorted(places)


def test_tab_stops_at_the_choice_that_holds(page: ConsultationPage) -> None:
    plan_a_chin(page)
    areas = step(page, AreasPage)
    areas.picker.area_chosen.emit("flank", Side.BOTH)
    card = areas.card(page.editor.document.target_areas[-1].target_id)
    assert card is not None
    there = stops(page)
    assert card.side.button(Side.BOTH) in there
    assert card.side.button(Side.LEFT) not in there
