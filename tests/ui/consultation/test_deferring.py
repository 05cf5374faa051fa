"""A deferral with a known length proposes its day: on the finding's card, and on the review step, where one key takes it."""

from datetime import date, timedelta
from functools import partial

import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from meso_desktop.domain.consultation import Consultation, OutcomeKind
from meso_desktop.domain.edits import answer_question
from meso_desktop.domain.history import Answer
from meso_desktop.services.session import OpenClinic
from meso_desktop.ui.consultation.consultation_page import ConsultationPage
from meso_desktop.ui.consultation.review_step import ReviewPage
from meso_desktop.ui.theme import Role
from tests.services.opening import TODAY
from tests.ui.consultation.acts import click, end, retype
from tests.ui.consultation.conftest import Opener

UNTIL = TODAY + timedelta(days=14)


@pytest.fixture
def page(clinic: OpenClinic, draft: Consultation, open_page: Opener) -> ConsultationPage:
    """A consultation with fever, which the rules make wait for 14 days."""
    rules = clinic.knowledge.rules
    clinic.knowledge = replace(clinic.knowledge, rules={**rules, "fever": replace(rules["fever"], wait_days=14)})
    page = open_page(draft)
    page.editor.edit(partial(answer_question, question="fever", answer=Answer.YES))
    return page


def _day(page: ConsultationPage) -> date | None:
    outcome = page.editor.document.outcome
    return None if outcome is None else outcome.eligible_on


def _deferred(page: ConsultationPage) -> ReviewPage:
    return end(page, OutcomeKind.DEFER)


def test_the_card_says_until_when(page: ConsultationPage) -> None:
    found = next(f for f in page.editor.assessment.findings if f.rule == "fever")
    card = page.panel.card(found.key)
    assert card is not None
    assert "Until 16 March 2026, by this rule" in card.until_words
    page.editor.edit(partial(answer_question, question="fever", answer=Answer.UNKNOWN))
    unsure = page.panel.card(found.key)
    assert unsure is not None
    assert not unsure.until_words


def test_the_day_is_proposed_with_its_rule_and_not_taken_by_itself(page: ConsultationPage) -> None:
    row = _deferred(page).eligible
    assert _day(page) is None
    assert row.field.words.text() == "Mon 16 Mar 2026, proposed"
    found = next(f for f in page.editor.assessment.findings if f.rule == "fever")
    assert page.desk.wording.text(found.text) in row.ground.text()


def test_one_key_takes_it(page: ConsultationPage) -> None:
    row = _deferred(page).eligible
    row.field.edit.setFocus()
    QTest.keyClick(row.field.edit, Qt.Key.Key_Return)
    assert _day(page) == UNTIL
    assert not row.take.isVisible()
    assert not row.ground.isVisible()
    page.editor.undo()
    assert _day(page) is None


def test_a_press_takes_it(page: ConsultationPage) -> None:
    row = _deferred(page).eligible
    click(row.take)
    assert _day(page) == UNTIL


def test_another_day_is_typed_and_one_before_the_wait_is_pointed_out(page: ConsultationPage) -> None:
    row = _deferred(page).eligible
    retype(row.field.edit, "04/01/2026")
    QTest.keyClick(row.field.edit, Qt.Key.Key_Return)
    assert _day(page) == date(2026, 4, 1)
    assert not row.ground.isVisible()
    retype(row.field.edit, "03/10/2026")
    assert _day(page) == date(2026, 3, 10)
    assert row.ground.isVisible()
    assert row.ground.property("role") == Role.WARN
    assert "16 March 2026" in row.ground.text()


def test_what_was_refused_is_not_replaced_by_the_proposal(page: ConsultationPage) -> None:
    row = _deferred(page).eligible
    retype(row.field.edit, "02/10/2026")
    QTest.keyClick(row.field.edit, Qt.Key.Key_Return)
    assert _day(page) is None
    assert row.field.edit.text() == "02/10/2026"
    assert not row.take.isVisible()


def test_a_deferral_without_a_length_proposes_nothing(page: ConsultationPage) -> None:
    page.editor.edit(partial(answer_question, question="fever", answer=Answer.NO))
    row = _deferred(page).eligible
    assert not row.take.isVisible()
    row.field.edit.setFocus()
    QTest.keyClick(row.field.edit, Qt.Key.Key_Return)
    assert _day(page) is None
