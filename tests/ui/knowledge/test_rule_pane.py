"""A finding leads to its rule over the consultation, and Escape or Back to where one was, with nothing lost."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton

from meso_desktop.domain.consultation import Consultation, Step
from meso_desktop.domain.history import Answer
from meso_desktop.services.clinic_changes import change_entry
from meso_desktop.services.session import OpenClinic
from meso_desktop.ui.consultation.consultation_page import ConsultationPage
from meso_desktop.ui.consultation.panel.finding_card import FindingCard
from meso_desktop.ui.knowledge.rule_pane import RulePane
from meso_desktop.ui.knowledge.topics import EntryRef
from meso_desktop.ui.knowledge.value_row import ValueRow
from tests.ui.answers import AnsweringDialogs
from tests.ui.consultation.acts import answer, click
from tests.ui.consultation.conftest import draft, open_page, patient, stored
from tests.ui.knowledge.acts import texts

__all__ = ["draft", "open_page", "patient", "stored"]


@pytest.fixture
def consultation(open_page: Callable[[Consultation], ConsultationPage], draft: Consultation) -> ConsultationPage:
    """A consultation of a patient with diabetes."""
    page = open_page(draft)
    answer(page, "diabetes", Answer.YES)
    return page


def card_of(page: ConsultationPage, rule: str) -> FindingCard:
    key = next(f.key for f in page.editor.assessment.findings if f.rule == rule)
    card = page.panel.card(key)
    assert card is not None
    return card


def opened(page: ConsultationPage, rule: str = "diabetes") -> RulePane:
    """Open why, and one click more the rule."""
    card = card_of(page, rule)
    if not card.why.isChecked():
        click(card.why)
    card.rule.setFocus()
    click(card.rule)
    assert page.desk.tasks.wait_until_idle()
    pane = page.rule_pane
    assert pane is not None
    return pane


def test_why_opens_and_one_click_more_reaches_the_rule(consultation: ConsultationPage) -> None:
    card = card_of(consultation, "diabetes")
    assert card.rule.isHidden()
    pane = opened(consultation)
    assert pane.isVisible()
    assert pane.view.ref == EntryRef("rules", "diabetes")
    assert "“Diabetes of any type?” is answered: Yes" in texts(pane.view)


def test_the_patient_stays_above(consultation: ConsultationPage) -> None:
    opened(consultation)
    assert consultation.banner.isVisible()
    assert "LEFÈVRE" in consultation.banner.name.text()


@pytest.mark.parametrize("by_key", [True, False])
def test_one_comes_back_to_where_one_was(consultation: ConsultationPage, *, by_key: bool) -> None:
    card = card_of(consultation, "diabetes")
    pane = opened(consultation)
    document = consultation.editor.document
    if by_key:
        QTest.keyClick(pane.view, Qt.Key.Key_Escape)
    else:
        click(pane.back_button)
    assert not pane.isVisible()
    assert consultation.step is Step.HISTORY
    assert QApplication.focusWidget() is card.rule
    assert card.why.isChecked()
    assert consultation.editor.document == document


def test_a_reason_half_typed_is_still_there(consultation: ConsultationPage) -> None:
    answer(consultation, "smoking", Answer.YES)
    card = card_of(consultation, "smoking")
    card.reason.setFocus()
    QTest.keyClicks(card.reason, "half a sen")
    pane = opened(consultation)
    QTest.keyClick(pane.view, Qt.Key.Key_Escape)
    assert card.reason.toPlainText() == "half a sen"


def test_nothing_can_be_changed_there(consultation: ConsultationPage) -> None:
    pane = opened(consultation)
    assert all(row.change_button.isHidden() for row in pane.view.findChildren(ValueRow))
    assert not any(button.isVisible() and "Change" in button.text() for button in pane.findChildren(QPushButton))


@pytest.mark.parametrize("key", [Qt.Key.Key_Z, Qt.Key.Key_Y, Qt.Key.Key_Return])
def test_no_key_changes_the_consultation_unseen(consultation: ConsultationPage, key: Qt.Key) -> None:
    document, step = consultation.editor.document, consultation.step
    pane = opened(consultation)
    QTest.keyClick(pane.view, key, Qt.KeyboardModifier.ControlModifier)
    assert consultation.editor.document == document
    assert consultation.step is step
    assert pane.isVisible()


def test_a_step_gone_to_leaves_the_rule(consultation: ConsultationPage) -> None:
    pane = opened(consultation)
    consultation.go_to(Step.PLAN)
    assert not pane.isVisible()
    assert consultation.page(Step.PLAN).isVisible()


def test_links_lead_on_and_back_within_the_pane(consultation: ConsultationPage, answers: AnsweringDialogs) -> None:
    pane = opened(consultation)
    assert pane.before_button.isHidden()
    link = next(link for link in pane.view.links() if link.ref == EntryRef("questions", "diabetes"))
    click(link)
    assert pane.view.ref == EntryRef("questions", "diabetes")
    click(pane.before_button)
    assert pane.view.ref == EntryRef("rules", "diabetes")
    assert answers.asked == []


@pytest.mark.parametrize(("rule", "behind"), [
    ("dca_volume", EntryRef("products", "dca_10")), ("dca_submental.sessions", EntryRef("protocols", "dca_submental")),
    ("anaesthetic.lidocaine_plain", EntryRef("anaesthetics", "lidocaine_plain")),
])
def test_a_limit_leads_to_what_it_belongs_to(consultation: ConsultationPage, rule: str, behind: EntryRef) -> None:
    consultation.panel.rule_wanted.emit(rule)
    assert consultation.desk.tasks.wait_until_idle()
    pane = consultation.rule_pane
    assert pane is not None
    assert pane.isVisible()
    assert pane.view.ref == behind


def test_who_changed_a_limit_and_why_stands_there_too(consultation: ConsultationPage, clinic: OpenClinic) -> None:
    change_entry(clinic, topic="products", entry="dca_10", field="limits.dca_volume.at_most", value="12", reason="Own audit")
    consultation.panel.rule_wanted.emit("dca_volume")
    assert consultation.desk.tasks.wait_until_idle()
    pane = consultation.rule_pane
    assert pane is not None
    shown = texts(pane.view.limit("dca_volume"))
    for part in ("at most 12 mL", "Shipped: at most 10 mL", "Ada Invented, 2 March 2026", "Own audit"):
        assert part in shown
    assert not any(button.isVisible() and button.text() in {"Change", "Take back"} for button in pane.findChildren(QPushButton))


def test_the_rule_opened_next_is_the_one_shown(consultation: ConsultationPage) -> None:
    answer(consultation, "pregnant", Answer.YES)
    QTest.keyClick(opened(consultation).view, Qt.Key.Key_Escape)
    assert opened(consultation, "pregnancy").view.ref == EntryRef("rules", "pregnancy")
