"""Preview and rule are looked at and left again without losing one's place."""

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from meso_desktop.domain.consultation import OutcomeKind
from meso_desktop.domain.edits import answer_question
from meso_desktop.domain.history import Answer
from meso_desktop.ui.consultation.consultation_page import ConsultationPage
from meso_desktop.ui.tasks import TaskRunner
from tests.ui.consultation.acts import click, end


def test_escape_leads_from_the_preview_back_to_the_button_that_asked_for_it(page: ConsultationPage, tasks: TaskRunner) -> None:
    review = end(page, OutcomeKind.THINKING)
    click(review.preview)
    tasks.wait_until_idle()
    assert page.preview.isVisible()
    assert page.preview.print_button.hasFocus()
    QTest.keyClick(page.preview.print_button, Qt.Key.Key_Escape)
    assert not page.preview.isVisible()
    assert review.isVisible()
    assert review.preview.hasFocus()


def test_the_rule_behind_a_finding_is_left_to_where_it_was_asked_for(page: ConsultationPage, tasks: TaskRunner) -> None:
    page.editor.edit(partial(answer_question, question="fever", answer=Answer.YES))
    card = page.panel.card(next(f.key for f in page.editor.assessment.findings if f.rule == "fever"))
    assert card is not None
    card.why.setChecked(True)
    card.rule.setFocus()
    QTest.keyClick(card.rule, Qt.Key.Key_Space)
    tasks.wait_until_idle()
    assert page.rule_pane is not None
    assert page.rule_pane.isVisible()
    page.rule_pane.left.emit()
    assert page.panel.isVisible()
    assert card.rule.hasFocus()
