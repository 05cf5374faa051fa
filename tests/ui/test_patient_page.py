"""The patient's page: whose it is, the record read-only and verified, printing, adding a note."""

import sys
from datetime import datetime
from pathlib import Path

import pypdfium2
import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLabel, QLineEdit, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot
from sqlalchemy import text as sql

from meso_desktop.domain.ids import PatientId
from meso_desktop.services.drafts import list_drafts
from meso_desktop.services.patients import find_patients
from meso_desktop.services.records import open_record, patient_timeline
from meso_desktop.ui.main_window import MainWindow
from meso_desktop.ui.patient_page import PatientPage
from meso_desktop.ui.workspace import Workspace
from tests.services.opening import PASSPHRASE, StandingClock
from tests.ui.answers import AnsweringDialogs
from tests.ui.conftest import settle


def texts(within: QWidget) -> str:
    return "\n".join(child.text() for child in within.findChildren(QLabel) if child.isVisibleTo(within))


def patient_id(workspace: Workspace, name: str) -> PatientId:
    return find_patients(workspace.desk.clinic, name)[0].patient_id


@pytest.fixture
def page(workspace: Workspace) -> PatientPage:
    """Éloïse's page at the consultation that ended in treatment."""
    workspace.show_patient(patient_id(workspace, "lefevre"))
    settle(workspace)
    workspace.patient_page.timeline.step(1)
    settle(workspace)
    return workspace.patient_page


def test_the_head_says_whose_record_it_is(page: PatientPage) -> None:
    told = texts(page.head)
    for part in ("LEFÈVRE Éloïse (formerly Dupont)", "40 years, born 3 April 1985", "female", "file 1042", "Latex", "22 March 2026"):
        assert part in told


def test_allergies_told_once_stay_in_the_head_when_a_later_visit_did_not_ask(workspace: Workspace, page: PatientPage) -> None:
    clinic = workspace.desk.clinic
    signed = [record for record in patient_timeline(clinic, patient_id(workspace, "lefevre")) if not record.is_draft]
    assert not open_record(clinic, signed[0].consultation_id).document.history.answers
    assert "Allergies: Latex (told 3 November 2025)" in texts(page.head)


def test_the_record_shows_everything_that_was_sealed(page: PatientPage) -> None:
    told = texts(page.record_side.record_view)
    for part in (
        "Consultation of 3 November 2025", "Seal verified now", "A firmer chin before the summer", "Treat", "4 cm × 3 cm", "pinch 14 mm",
        "12", "2.4", "24 mg", "4 December 2025", "Latex", "June 2024", "168 cm", "BMI 21.6", "Platysma palpated", "Wants a photo",
        "Called on day 3", "Reason given: Discussed, goes on", "Signed here",
    ):
        assert part in told, part
    assert "[" not in told


def test_a_record_is_read_only(page: PatientPage) -> None:
    assert not page.record_side.record_view.findChildren(QLineEdit)
    assert not page.record_side.record_view.findChildren(QPlainTextEdit)
    assert not page.record_side.record_view.findChildren(QAbstractButton)


def test_what_could_not_be_ruled_out_stands_together(workspace: Workspace, page: PatientPage) -> None:
    page.timeline.step(-1)
    settle(workspace)
    told = texts(page.record_side.record_view)
    assert told.count("Could not be ruled out") == 1
    assert "Fever since Sunday" in told


def test_a_record_changed_on_disk_is_shown_as_not_holding(workspace: Workspace, page: PatientPage) -> None:
    assert page.record is not None
    engine = workspace.desk.clinic.store
    with engine.write() as session:
        session.execute(sql("DROP TRIGGER IF EXISTS sealed_document_no_update"))
        for (name,) in session.execute(sql("SELECT name FROM sqlite_master WHERE type = 'trigger'")).all():
            session.execute(sql(f'DROP TRIGGER IF EXISTS "{name}"'))
        session.execute(sql("UPDATE sealed_document SET document = replace(document, 'firmer', 'softer')"))
    page.timeline.step(-1)
    settle(workspace)
    page.timeline.step(1)
    settle(workspace)
    assert "The seal does not hold" in texts(page.record_side.record_view)


def test_a_quick_switch_never_shows_one_patients_record_under_another(workspace: Workspace, page: PatientPage) -> None:
    workspace.show_patient(patient_id(workspace, "okafor"))
    assert "LEFÈVRE" not in texts(page.head)
    workspace.show_patient(patient_id(workspace, "nguyen"))
    settle(workspace)
    assert "NGUYỄN Thị Lan" in texts(page.head)
    assert page.record is not None
    assert page.record.document.patient is not None
    assert page.record.document.patient.family_name == "Nguyễn"


def test_a_patient_without_consultations_says_so(workspace: Workspace) -> None:
    workspace.show_patient(patient_id(workspace, "smith"))
    settle(workspace)
    assert "No consultation yet" in texts(workspace.patient_page)


def test_the_plan_is_previewed_printed_and_saved(
    page: PatientPage, workspace: Workspace, answers: AnsweringDialogs, tmp_path: Path
) -> None:
    page.record_side.print_button.click()
    settle(workspace)
    assert page.pdf_view.isVisible()
    answers.path = tmp_path / "plan.pdf"
    page.pdf_view.save_button.click()
    assert (tmp_path / "plan.pdf").read_bytes().startswith(b"%PDF")
    answers.print_to = tmp_path / "printed.pdf"
    page.pdf_view.print_button.click()
    saved, printed = pypdfium2.PdfDocument(tmp_path / "plan.pdf"), pypdfium2.PdfDocument(tmp_path / "printed.pdf")
    assert len(saved) == len(printed)
    assert printed.get_page_size(0) == pytest.approx(saved.get_page_size(0), abs=2)
    for document in (saved, printed):
        document.close()
    page.pdf_view.left.emit()
    assert page.record_side.record_view.isVisible()


def test_a_folder_that_cannot_be_written_is_said(
    page: PatientPage, workspace: Workspace, answers: AnsweringDialogs, tmp_path: Path
) -> None:
    page.record_side.print_button.click()
    settle(workspace)
    answers.path = tmp_path / "nowhere" / "plan.pdf"
    page.pdf_view.save_button.click()
    assert "could not be written" in answers.errors[0]


def test_a_note_is_added_with_text_reason_and_passphrase(page: PatientPage, workspace: Workspace) -> None:
    page.record_side.addendum_button.click()
    panel = page.record_side.addendum
    panel.seal.click()
    assert panel.text.fault
    assert panel.reason.fault
    QTest.keyClicks(panel.text.area, "Bruise gone")
    QTest.keyClicks(panel.reason.line, "She called")
    QTest.keyClicks(panel.passphrase.line, "wrong one")
    panel.seal.click()
    settle(workspace)
    assert "passphrase" in panel.passphrase.fault
    assert panel.text.text == "Bruise gone"
    panel.passphrase.line.selectAll()
    QTest.keyClicks(panel.passphrase.line, PASSPHRASE)
    QTest.keyClick(panel.passphrase.line, Qt.Key.Key_Return)
    settle(workspace)
    assert not panel.isVisible()
    assert "Bruise gone" in texts(page.record_side.record_view)
    assert panel.passphrase.secret == ""


def test_a_note_begun_is_still_there_after_not_now(page: PatientPage) -> None:
    page.record_side.addendum_button.click()
    QTest.keyClicks(page.record_side.addendum.text.area, "Half a thought")
    page.record_side.addendum.leave.click()
    page.record_side.addendum_button.click()
    assert page.record_side.addendum.text.text == "Half a thought"


def test_a_note_begun_for_one_patient_is_not_offered_to_another(page: PatientPage, workspace: Workspace) -> None:
    page.record_side.addendum_button.click()
    QTest.keyClicks(page.record_side.addendum.text.area, "About her")
    workspace.show_patient(patient_id(workspace, "nguyen"))
    settle(workspace)
    assert not page.record_side.addendum.isVisible()
    page.record_side.addendum_button.click()
    assert page.record_side.addendum.text.text == ""
    workspace.show_patient(patient_id(workspace, "lefevre"))
    settle(workspace)
    page.timeline.step(1)
    settle(workspace)
    page.record_side.addendum_button.click()
    assert page.record_side.addendum.text.text == "About her"


def test_a_note_begun_for_one_record_is_not_offered_to_another(page: PatientPage, workspace: Workspace) -> None:
    page.record_side.addendum_button.click()
    QTest.keyClicks(page.record_side.addendum.text.area, "About November")
    page.timeline.step(-1)
    settle(workspace)
    page.record_side.addendum_button.click()
    assert page.record_side.addendum.text.text == ""


def test_a_note_sealed_while_another_record_is_gone_to_is_not_offered_again(page: PatientPage, workspace: Workspace) -> None:
    side = page.record_side
    side.addendum_button.click()
    side.addendum.text.set_text("Bruise gone")
    side.addendum.reason.set_text("She called")
    side.addendum.passphrase.set_text(PASSPHRASE)
    side.addendum.seal.click()
    page.timeline.step(-1)
    settle(workspace)
    assert not side.has_notes
    assert "Bruise gone" not in texts(side.record_view)
    page.timeline.step(1)
    settle(workspace)
    assert texts(side.record_view).count("Bruise gone") == 1
    side.addendum_button.click()
    assert side.addendum.text.text == ""
    side.addendum.leave.click()


def test_a_plan_made_while_another_record_is_gone_to_is_not_shown(page: PatientPage, workspace: Workspace) -> None:
    page.record_side.print_button.click()
    page.timeline.step(-1)
    settle(workspace)
    assert not page.pdf_view.isVisible()
    assert "Deferred" in texts(page.head)
    assert page.record_side.print_button.isEnabled()


def test_a_note_that_is_not_sealed_keeps_the_window_until_it_is_let_go(
    page: PatientPage, window: MainWindow, answers: AnsweringDialogs, qtbot: QtBot
) -> None:
    page.record_side.addendum_button.click()
    QTest.keyClicks(page.record_side.addendum.text.area, "Half a thought")
    answers.says_yes = False
    window.lock()
    assert window.workspace is not None
    assert len(answers.asked) == 1
    answers.says_yes = True
    with qtbot.waitSignal(window.locked):
        window.lock()


def test_a_draft_in_the_timeline_is_resumed_or_discarded(workspace: Workspace, answers: AnsweringDialogs) -> None:
    page = workspace.patient_page
    workspace.show_patient(patient_id(workspace, "papadopoulos"))
    settle(workspace)
    assert "not signed yet" in texts(page)
    page.draft_side.discard_button.click()
    settle(workspace)
    assert "Discard" in answers.asked[0].title
    assert all(draft.patient is None for draft in list_drafts(workspace.desk.clinic))


def test_only_one_button_is_the_next_action(page: PatientPage, workspace: Workspace) -> None:
    def primaries() -> list[str]:
        return [b.text() for b in page.findChildren(QAbstractButton) if b.isVisible() and b.property("role") == "primary"]

    assert primaries() == ["Start a consultation"]
    page.record_side.print_button.click()
    settle(workspace)
    assert primaries() == ["Print"]
    page.pdf_view.left.emit()
    page.record_side.addendum_button.click()
    assert primaries() == ["Seal the note"]


def test_a_printer_that_takes_nothing_is_not_called_printed(
    page: PatientPage, workspace: Workspace, answers: AnsweringDialogs, tmp_path: Path
) -> None:
    page.record_side.print_button.click()
    settle(workspace)
    answers.print_to = tmp_path / "nowhere" / "plan.pdf"
    page.pdf_view.print_button.click()
    assert len(answers.errors) == 1
    assert "nothing is printed" in answers.errors[0]
    assert "Sent to the printer" not in texts(page.pdf_view)


class StoppedClock(StandingClock):
    """Knows the day and fails when it is asked for the time."""

    def now(self) -> datetime:
        reason = "the clock has stopped"
        raise RuntimeError(reason)


def test_a_fault_leaves_printing_and_sealing_usable(page: PatientPage, workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    faults: list[type[BaseException]] = []
    monkeypatch.setattr(sys, "excepthook", lambda kind, _error, _trace: faults.append(kind))
    clinic = workspace.desk.clinic
    record, clock = page.record, clinic.clock
    assert record is not None
    page.record_side.record = replace(record, head=None)  # what no record is
    page.record_side.print_button.click()
    settle(workspace)
    page.record_side.record, clinic.clock = record, StoppedClock()
    page.record_side.addendum_button.click()
    page.record_side.addendum.text.set_text("Called on day 3.")
    page.record_side.addendum.reason.set_text("The patient called")
    page.record_side.addendum.passphrase.set_text(PASSPHRASE)
    page.record_side.addendum.seal.click()
    QTest.keyClicks(page.record_side.addendum.text.area, "typed too late")
    settle(workspace)
    clinic.clock = clock
    assert RuntimeError in faults
    assert len(faults) == 2
    assert page.record_side.print_button.isEnabled()
    assert page.record_side.addendum.seal.isEnabled()
    assert page.record_side.addendum.text.text == "Called on day 3."
    page.record_side.addendum.finish()
    page.may_leave()


def test_escape_leads_from_the_preview_back_to_where_it_was_asked_for(page: PatientPage, qtbot: QtBot) -> None:
    with qtbot.waitSignal(page.record_side.plan_made, timeout=20_000):
        page.record_side.print_button.click()
    assert page.pdf_view.isVisible()
    QTest.keyClick(page.pdf_view.print_button, Qt.Key.Key_Escape)
    assert not page.pdf_view.isVisible()
    assert page.record_side.print_button.hasFocus()
