"""Between Sign and the answer the page stands still; after a refusal, or a fault, it goes on."""

import sys
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from meso_desktop.domain.consultation import Consultation, OutcomeKind, Step
from meso_desktop.services.session import OpenClinic
from meso_desktop.services.summaries import SealedRecord
from meso_desktop.ui.consultation.consultation_page import ConsultationPage
from meso_desktop.ui.consultation.patient_step import PatientPage
from meso_desktop.ui.consultation.review_step import ReviewPage
from meso_desktop.ui.editor import SaveState
from meso_desktop.ui.tasks import TaskRunner
from tests.services.opening import PASSPHRASE, TODAY
from tests.ui.consultation.acts import click, end, step

Stored = Callable[[], Consultation]


class StoppedClock:
    """Knows the day and fails when it is asked for the time."""

    def now(self) -> datetime:
        reason = "the clock has stopped"
        raise RuntimeError(reason)

    def today(self) -> date:
        return datetime(TODAY.year, TODAY.month, TODAY.day, tzinfo=UTC).date()

    def utc_offset(self) -> timedelta:
        return timedelta()


def press_sign(page: ConsultationPage, *, passphrase: str = PASSPHRASE) -> ReviewPage:
    review = end(page, OutcomeKind.THINKING)
    QTest.keyClicks(review.passphrase.line, passphrase)
    click(review.sign)
    return review


def test_nothing_can_be_typed_or_taken_back_while_signing_runs(page: ConsultationPage, qtbot: QtBot) -> None:
    QTest.keyClicks(step(page, PatientPage).request, "A firmer chin")
    with qtbot.waitSignal(page.signed, timeout=20_000) as blocker:
        review = press_sign(page)
        QTest.keyClicks(review.whole_note, "typed too late")
        QTest.keyClicks(page.page(Step.PATIENT).note, "typed too late")
        click(review.outcome.button(OutcomeKind.DECLINED))
        QTest.keyClick(page, Qt.Key.Key_1, Qt.KeyboardModifier.AltModifier)
        QTest.keyClick(review.passphrase.line, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    record = blocker.args[0] if blocker.args else None
    assert isinstance(record, SealedRecord)
    assert page.step is Step.REVIEW
    assert page.editor.document.request == record.document.request == "A firmer chin"
    assert page.editor.document.note == record.document.note == ""
    assert page.editor.document.outcome == record.document.outcome
    assert page.editor.save_state is SaveState.SAVED


def test_a_wrong_passphrase_gives_the_page_back(page: ConsultationPage, stored: Stored, qtbot: QtBot) -> None:
    review = press_sign(page, passphrase="not this one at all")
    qtbot.waitUntil(lambda: bool(review.passphrase.fault), timeout=20_000)
    assert review.focusWidget() is review.passphrase.line
    assert review.sign.isEnabled()
    QTest.keyClicks(review.whole_note, "typed afterwards")
    assert page.flush()
    assert stored().note == "typed afterwards"


def test_a_fault_while_signing_gives_the_page_back(
    page: ConsultationPage, clinic: OpenClinic, tasks: TaskRunner, monkeypatch: pytest.MonkeyPatch,
) -> None:
    faults: list[type[BaseException]] = []
    monkeypatch.setattr(sys, "excepthook", lambda kind, _error, _trace: faults.append(kind))
    review = end(page, OutcomeKind.THINKING)
    assert page.flush()
    clock, clinic.clock = clinic.clock, StoppedClock()
    QTest.keyClicks(review.passphrase.line, PASSPHRASE)
    click(review.sign)
    assert tasks.wait_until_idle()
    clinic.clock = clock
    assert faults == [RuntimeError]
    assert page.isEnabled()
    assert review.sign.isEnabled()
