"""The plan's preview is looked at and left again without losing one's place."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from meso_desktop.domain.consultation import OutcomeKind
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
