"""What a doctor does in the consultation window, with real keys and clicks."""

from typing import TypeVar

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from meso_desktop.domain.consultation import OutcomeKind, Step
from meso_desktop.domain.history import Answer
from meso_desktop.services.summaries import SealedRecord
from meso_desktop.ui.consultation.advice_step import AdvicePage
from meso_desktop.ui.consultation.areas.areas_step import AreasPage
from meso_desktop.ui.consultation.consultation_page import ConsultationPage
from meso_desktop.ui.consultation.examination_step import ExaminationPage
from meso_desktop.ui.consultation.history.history_step import HistoryPage
from meso_desktop.ui.consultation.patient_step import PatientPage
from meso_desktop.ui.consultation.plan.plan_step import PlanPage
from meso_desktop.ui.consultation.review_step import ReviewPage
from meso_desktop.ui.consultation.step_page import StepPage
from tests.services.opening import PASSPHRASE

_MOST_PRESSES = 8

PageT = TypeVar("PageT", PatientPage, HistoryPage, ExaminationPage, AreasPage, PlanPage, AdvicePage, ReviewPage)
WidgetT = TypeVar("WidgetT", bound=QWidget)


def step(page: ConsultationPage, kind: type[PageT]) -> PageT:
    """Go to a step and return its page."""
    page.go_to(kind.step)
    found = page.page(kind.step)
    assert isinstance(found, kind)
    return found


def field(page: QWidget, kind: type[WidgetT], name: str) -> WidgetT:
    """Return the widget called `name`."""
    found = page.findChild(kind, name)
    assert found is not None, name
    return found


def at(page: StepPage, path: str) -> QLineEdit:
    """Return the line that edits the field with this path."""
    found = page.field(path)
    assert isinstance(found, QLineEdit), path
    return found


def click(widget: QWidget, place: QPoint | None = None) -> None:
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, place or widget.rect().center())


def retype(widget: QWidget, text: str) -> None:
    widget.setFocus()
    QTest.keyClick(widget, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(widget, Qt.Key.Key_Delete)
    QTest.keyClicks(widget, text)


def choose(box: QComboBox, key: str) -> None:
    index = box.findData(key)
    assert index >= 0, key
    box.setCurrentIndex(index)
    box.activated.emit(index)


def answer(page: ConsultationPage, question: str, wanted: Answer) -> None:
    """Answer one question with its key."""
    history = step(page, HistoryPage)
    found = history.field(question)
    assert found is history.row(question)
    found.setFocus()
    QTest.keyClicks(found, {Answer.YES: "y", Answer.NO: "n", Answer.UNKNOWN: "k"}[wanted])


def painted() -> None:
    """Let the window show what has changed."""
    QApplication.processEvents()
    QApplication.processEvents()


def answer_everything_no(page: ConsultationPage) -> None:
    """Press the section's button in every section, again while it brings questions into view that were not on the screen."""
    history = step(page, HistoryPage)
    for section in {q.section for q in page.desk.clinic.knowledge.questions.values() if q.scope == "patient"}:
        history.open_section(section)
        painted()
        for _ in range(_MOST_PRESSES):
            if history.all_no.isEnabled() and history.section == section:
                click(history.all_no)
                painted()


def end(page: ConsultationPage, kind: OutcomeKind) -> ReviewPage:
    review = step(page, ReviewPage)
    click(review.outcome.button(kind))
    return review


def sign(page: ConsultationPage, qtbot: QtBot, *, passphrase: str = PASSPHRASE) -> SealedRecord:
    review = step(page, ReviewPage)
    assert review.sign.isEnabled(), review.findChild(QWidget, "sign")
    QTest.keyClicks(review.passphrase.line, passphrase)
    with qtbot.waitSignal(page.signed, timeout=20_000) as blocker:
        click(review.sign)
    record = blocker.args[0] if blocker.args else None
    assert isinstance(record, SealedRecord)
    return record


__all__ = ["Step", "answer", "answer_everything_no", "at", "choose", "click", "end", "field", "painted", "retype", "sign", "step"]
