"""Advice and consent: topics that sources contradict each other about, and a signature without scrolling."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from meso_desktop.domain.consent import ConsentKind
from meso_desktop.ui.consultation.advice_step import AdvicePage
from meso_desktop.ui.consultation.choice_row import ChoiceRow
from meso_desktop.ui.consultation.consultation_page import ConsultationPage
from tests.ui.consultation.acts import click, step
from tests.ui.consultation.test_steps import plan_a_chin


def rows(advice: AdvicePage) -> list[str]:
    return [row.objectName().removeprefix("choice_") for row in advice.findChildren(ChoiceRow) if row.isVisible()]


def test_a_topic_closes_once_it_is_chosen_and_the_next_one_opens(page: ConsultationPage) -> None:
    plan_a_chin(page)
    advice = step(page, AdvicePage)
    before = rows(advice)
    first = advice.choice(before[0])
    assert first is not None
    first.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(first, Qt.Key.Key_Space)
    assert page.editor.document.advice.chosen == (before[0],)
    assert rows(advice)
    assert not set(rows(advice)).intersection(before)
    assert isinstance(QApplication.focusWidget(), ChoiceRow)


def test_choosing_every_topic_by_keys_leads_on_to_ones_own_words(page: ConsultationPage) -> None:
    plan_a_chin(page)
    advice = step(page, AdvicePage)
    topics = 0
    while rows(advice):
        row = advice.choice(rows(advice)[0])
        assert row is not None
        row.setFocus(Qt.FocusReason.TabFocusReason)
        QTest.keyClick(row, Qt.Key.Key_Space)
        topics += 1
    assert len(page.editor.document.advice.chosen) == topics > 1
    assert QApplication.focusWidget() is advice.extra


def test_a_second_choice_takes_the_place_of_the_first_and_a_third_takes_it_back(page: ConsultationPage) -> None:
    plan_a_chin(page)
    advice = step(page, AdvicePage)
    one, other = rows(advice)[:2]
    for entry in (one, other):
        row = advice.choice(entry)
        assert row is not None
        click(row)
    assert page.editor.document.advice.chosen == (other,)
    again = advice.choice(other)
    assert again is not None
    click(again)
    assert not page.editor.document.advice.chosen


def test_the_signature_is_reached_without_scrolling(page: ConsultationPage) -> None:
    plan_a_chin(page)
    advice = step(page, AdvicePage)
    click(advice.kind.button(ConsentKind.SIGNED_HERE))
    QApplication.processEvents()
    assert advice.pad.isVisible()
    assert advice.column_view.verticalScrollBar().maximum() == 0
