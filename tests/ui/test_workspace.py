"""After unlocking: finding, starting, resuming, leaving. Every way out keeps the draft."""

import sys
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from meso_desktop.db.header import RECORDS_FILE
from meso_desktop.domain.consultation import Step
from meso_desktop.domain.edits import answer_question, set_request
from meso_desktop.domain.history import Answer
from meso_desktop.domain.message import message
from meso_desktop.services.drafts import discard_draft, list_drafts, open_draft, save_draft
from meso_desktop.services.patients import find_patients
from meso_desktop.services.session import OpenClinic
from meso_desktop.services.summaries import RecordSummary
from meso_desktop.ui.consultation.consultation_page import ConsultationPage
from meso_desktop.ui.main_window import MainWindow
from meso_desktop.ui.workspace import Workspace
from tests.services.opening import reopen
from tests.ui.answers import AnsweringDialogs
from tests.ui.conftest import settle


def names(workspace: Workspace) -> list[str]:
    return [row.title for row in workspace.today_page.found.rows_model.rows]


def search(workspace: Workspace, text: str) -> None:
    workspace.today_page.search.clear()
    QTest.keyClicks(workspace.today_page.search, text)
    settle(workspace)


def opened(workspace: Workspace) -> ConsultationPage:
    settle(workspace)
    page = workspace.consultation_page
    assert page is not None
    return page


def clinic_of(workspace: Workspace) -> OpenClinic:
    return workspace.desk.clinic


def test_today_shows_who_was_seen_what_is_open_and_who_is_due(workspace: Workspace) -> None:
    today = workspace.today_page
    assert "LEFÈVRE Éloïse" in names(workspace)
    assert len(list_drafts(clinic_of(workspace))) == 2
    assert {row.title for row in today.due.rows_model.rows} >= {"OKAFOR Ngozi", "LEFÈVRE Éloïse"}
    assert today.focusWidget() is today.search


@pytest.mark.parametrize(("typed", "found"), [
    ("elo", "LEFÈVRE Éloïse"), ("eloise lefevre", "LEFÈVRE Éloïse"), ("dupont", "LEFÈVRE Éloïse"), ("lan nguyen", "NGUYỄN Thị Lan"),
    ("1042", "LEFÈVRE Éloïse"), ("555 0142", "LEFÈVRE Éloïse"),
])
def test_a_patient_is_found_by_any_part_as_it_is_typed(workspace: Workspace, typed: str, found: str) -> None:
    search(workspace, typed)
    assert names(workspace)[0] == found


def test_fast_typing_ends_with_what_was_typed_last(workspace: Workspace) -> None:
    line = workspace.today_page.search
    QTest.keyClicks(line, "okafor")
    line.selectAll()
    QTest.keyClicks(line, "smith")
    settle(workspace)
    assert names(workspace) == ["SMITH Ann"]


def test_enter_opens_the_first_found_and_enter_again_starts_a_consultation(workspace: Workspace) -> None:
    search(workspace, "smith")
    QTest.keyClick(workspace.today_page.search, Qt.Key.Key_Return)
    settle(workspace)
    head = workspace.patient_page.head
    assert head.name.text() == "SMITH Ann"
    assert workspace.focusWidget() is head.start
    QTest.keyClick(head.start, Qt.Key.Key_Return)
    patient = opened(workspace).editor.document.patient
    assert patient is not None
    assert patient.family_name == "Smith"


def test_enter_on_nobody_begins_a_new_patient_with_that_name(workspace: Workspace) -> None:
    search(workspace, "Zimmermann")
    assert names(workspace) == []
    QTest.keyClick(workspace.today_page.search, Qt.Key.Key_Return)
    assert workspace.pages.currentWidget() is workspace.form_page
    assert workspace.form_page.form.family_name.text == "Zimmermann"


def test_escape_empties_the_search(workspace: Workspace) -> None:
    search(workspace, "smith")
    QTest.keyClick(workspace.today_page.search, Qt.Key.Key_Escape)
    assert len(names(workspace)) > 1


def test_a_consultation_without_a_patient_begins_at_the_patient(workspace: Workspace) -> None:
    QTest.mouseClick(workspace.today_page.start, Qt.MouseButton.LeftButton)
    page = opened(workspace)
    assert page.editor.document.patient is None
    assert page.step is Step.PATIENT


def _begin(workspace: Workspace) -> ConsultationPage:
    QTest.mouseClick(workspace.today_page.start, Qt.MouseButton.LeftButton)
    page = opened(workspace)
    page.editor.edit(lambda document: set_request(document, "written a moment ago"))
    return page


def test_two_presses_begin_one_consultation(workspace: Workspace) -> None:
    before = len(list_drafts(clinic_of(workspace)))
    QTest.mouseClick(workspace.today_page.start, Qt.MouseButton.LeftButton)
    QTest.mouseClick(workspace.today_page.start, Qt.MouseButton.LeftButton)
    opened(workspace)
    assert len(list_drafts(clinic_of(workspace))) == before + 1
    assert len(workspace.pages.findChildren(ConsultationPage)) == 1


def test_a_consultation_opened_over_another_keeps_that_ones_draft(workspace: Workspace) -> None:
    page = _begin(workspace)
    consultation_id = page.editor.document.consultation_id
    other = list_drafts(clinic_of(workspace))[-1].consultation_id
    workspace.open_consultation(open_draft(clinic_of(workspace), other))
    assert workspace.pages.indexOf(page) == -1
    assert opened(workspace).editor.document.consultation_id == other
    assert open_draft(clinic_of(workspace), consultation_id).request == "written a moment ago"


def test_after_a_draft_that_is_gone_another_can_be_opened(workspace: Workspace) -> None:
    drafts = list_drafts(clinic_of(workspace))
    discard_draft(clinic_of(workspace), drafts[0].consultation_id)
    workspace.resume(drafts[0].consultation_id)
    settle(workspace)
    assert workspace.consultation_page is None
    workspace.resume(drafts[1].consultation_id)
    assert opened(workspace).editor.document.consultation_id == drafts[1].consultation_id


LEAVING = ["close", "today", "patient", "settings", "new_patient", "command_bar", "lock", "window"]


@pytest.mark.parametrize("way", LEAVING)
def test_every_way_out_keeps_the_draft(workspace: Workspace, window: MainWindow, vault: Path, way: str) -> None:
    page = _begin(workspace)
    consultation_id = page.editor.document.consultation_id
    someone = workspace.today_page.found.rows_model.rows[0].value
    match way:
        case "close":
            page.closed.emit()
        case "today":
            workspace.show_today()
        case "patient":
            workspace.show_patient(someone)  # type: ignore[arg-type]  # rows carry patient ids
        case "settings":
            workspace.show_settings()
        case "new_patient":
            workspace.show_new_patient()
        case "command_bar":
            workspace.open_command_bar()
            workspace.command_bar.patient_chosen.emit(someone)
        case "lock":
            window.lock()
        case _:
            window.close()
    if way in {"lock", "window"}:
        assert window.workspace is None
        clinic = reopen(vault)
        assert open_draft(clinic, consultation_id).request == "written a moment ago"
        clinic.close()
    else:
        settle(workspace)
        assert workspace.consultation_page is None
        assert open_draft(clinic_of(workspace), consultation_id).request == "written a moment ago"


def test_locking_hides_everything_and_unlocking_gives_it_back(workspace: Workspace, window: MainWindow, qtbot: QtBot) -> None:
    del workspace
    with qtbot.waitSignal(window.locked):
        window.lock()
    assert window.workspace is None
    assert window.gate.isVisible()
    assert window.gate.unlock_page.focusWidget() is window.gate.unlock_page.passphrase.line


def test_a_draft_is_resumed_where_it_was(workspace: Workspace) -> None:
    clinic = clinic_of(workspace)
    own_id = list_drafts(clinic)[1].consultation_id
    save_draft(clinic, answer_question(open_draft(clinic, own_id), question="diabetes", answer=Answer.NO))
    workspace.today_page.drafts.chosen.emit(own_id)
    page = opened(workspace)
    assert page.editor.document.request == "Less belly"
    assert page.step is Step.HISTORY


def test_a_draft_is_discarded_only_when_the_answer_is_yes(workspace: Workspace, answers: AnsweringDialogs) -> None:
    drafts = list_drafts(clinic_of(workspace))
    answers.says_yes = False
    workspace.today_page.drafts.discard_wanted.emit(drafts[1])
    settle(workspace)
    assert len(list_drafts(clinic_of(workspace))) == 2
    answers.says_yes = True
    workspace.today_page.drafts.discard_wanted.emit(drafts[1])
    settle(workspace)
    assert len(list_drafts(clinic_of(workspace))) == 1
    assert [question.patient for question in answers.asked] == ["PAPADOPOULOS Eleni, 63 years, born 3 February 1963"] * 2


def test_discarding_a_draft_that_is_gone_is_no_fault(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    faults: list[object] = []
    monkeypatch.setattr(sys, "excepthook", lambda *fault: faults.append(fault))
    drafts = list_drafts(clinic_of(workspace))
    discard_draft(clinic_of(workspace), drafts[1].consultation_id)
    workspace.today_page.drafts.discard_wanted.emit(drafts[1])
    settle(workspace)
    assert faults == []


def test_a_draft_discarded_twice_in_a_row_is_no_fault(workspace: Workspace) -> None:
    drafts = list_drafts(clinic_of(workspace))
    for _ in range(2):
        workspace.today_page.drafts.discard_wanted.emit(drafts[1])
    settle(workspace)
    assert [draft.consultation_id for draft in list_drafts(clinic_of(workspace))] == [drafts[0].consultation_id]


def test_settings_gone_to_while_a_consultation_is_begun_hold_nothing_up(workspace: Workspace) -> None:
    workspace.start_consultation()
    workspace.show_settings()
    settle(workspace)
    assert workspace.pages.currentWidget() is workspace.consultation_page


def test_the_head_is_hidden_in_a_consultation_and_back_after_it(workspace: Workspace) -> None:
    _begin(workspace)
    assert not workspace.head.isVisible()
    workspace.show_today()
    assert workspace.head.isVisible()


def test_the_command_bar_finds_patients_and_commands(workspace: Workspace) -> None:
    bar = workspace.command_bar
    QTest.keyClick(workspace, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    workspace.open_command_bar()
    assert bar.isVisible()
    QTest.keyClicks(bar.line, "sett")
    settle(workspace)
    assert [row.title for row in bar.list.rows_model.rows] == ["Settings"]
    QTest.keyClick(bar.line, Qt.Key.Key_Return)
    assert not bar.isVisible()
    assert workspace.pages.currentWidget() is workspace.settings_page
    workspace.open_command_bar()
    QTest.keyClicks(bar.line, "okaf")
    settle(workspace)
    QTest.keyClick(bar.line, Qt.Key.Key_Return)
    settle(workspace)
    assert workspace.patient_page.head.name.text() == "OKAFOR Ngozi"


def test_the_command_bar_plans_the_same_as_last_time_where_there_is_something_to_plan(workspace: Workspace) -> None:
    bar = workspace.command_bar
    workspace.open_command_bar()
    assert not any("last time" in row.title for row in bar.list.rows_model.rows)
    bar.put_away()
    [treated_before] = find_patients(clinic_of(workspace), "lan nguyen", limit=1)
    workspace.start_consultation(treated_before.patient_id)
    page = opened(workspace)
    workspace.open_command_bar()
    QTest.keyClicks(bar.line, "same as")
    settle(workspace)
    assert [row.title for row in bar.list.rows_model.rows] == [page.desk.last_time.words()]
    QTest.keyClick(bar.line, Qt.Key.Key_Return)
    settle(workspace)
    assert [target.area for target in page.editor.document.target_areas] == ["submental"]
    assert page.step is Step.AREAS


def test_the_command_bar_is_put_away_by_escape_and_by_a_click_beside_it(workspace: Workspace) -> None:
    bar = workspace.command_bar
    workspace.open_command_bar()
    QTest.keyClick(bar.line, Qt.Key.Key_Escape)
    assert not bar.isVisible()
    workspace.open_command_bar()
    QTest.mouseClick(bar, Qt.MouseButton.LeftButton, pos=bar.rect().bottomLeft())
    assert not bar.isVisible()


def test_the_command_bar_is_put_away_when_what_had_the_cursor_is_gone(workspace: Workspace) -> None:
    resume = workspace.today_page.drafts.findChild(QPushButton)
    assert resume is not None
    resume.setFocus()
    workspace.open_command_bar()
    workspace.today_page.refresh()
    settle(workspace)
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    assert not isValid(resume)
    QTest.keyClick(workspace.command_bar.line, Qt.Key.Key_Escape)
    assert not workspace.command_bar.isVisible()


def test_the_command_bar_opened_twice_gives_the_cursor_back(workspace: Workspace) -> None:
    workspace.open_command_bar()
    workspace.open_command_bar()
    QTest.keyClick(workspace.command_bar.line, Qt.Key.Key_Escape)
    assert workspace.focusWidget() is workspace.today_page.search


def test_a_timeline_lists_the_newest_visit_first(workspace: Workspace) -> None:
    search(workspace, "lefevre")
    QTest.keyClick(workspace.today_page.search, Qt.Key.Key_Return)
    settle(workspace)
    rows = [row.value for row in workspace.patient_page.timeline.rows_model.rows]
    days = [row.visit_on for row in rows if isinstance(row, RecordSummary)]
    assert days == sorted(days, reverse=True)
    assert len(days) == 3


def test_the_sample_strip_stands_over_samples_only(window: MainWindow, workspace: Workspace) -> None:
    del workspace
    strip = window.findChild(QWidget, "sample_strip")
    assert strip is not None
    assert not strip.isVisible()


def test_records_that_cannot_be_read_are_said_and_are_no_fault(workspace: Workspace, vault: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    faults: list[object] = []
    monkeypatch.setattr(sys, "excepthook", lambda *fault: faults.append(fault))
    clinic_of(workspace).store.engine.dispose()
    records = vault / RECORDS_FILE
    records.write_bytes(bytes(records.stat().st_size))
    search(workspace, "smith")
    workspace.open_command_bar()
    QTest.keyClicks(workspace.command_bar.line, "okaf")
    settle(workspace)
    workspace.command_bar.put_away()
    workspace.today_page.refresh()
    settle(workspace)
    assert faults == []
    assert any("backup" in child.text() for child in workspace.findChildren(QLabel) if child.isVisible())


def test_a_program_on_the_last_good_packs_says_so_on_every_page(workspace: Workspace) -> None:
    assert workspace.pack_notice.isHidden()
    clinic_of(workspace).pack_faults = (message("pack.not_toml", file="rules.toml", detail="3"), message("pack.last_good", version="1"))
    for show in (workspace.show_settings, workspace.show_today):
        show()
        settle(workspace)
        assert not workspace.pack_notice.isHidden()
        assert "rules.toml" in workspace.pack_notice.text()


def test_a_consultation_that_comes_once_the_program_is_locked_is_not_opened(window: MainWindow, workspace: Workspace) -> None:
    clinic = clinic_of(workspace)
    draft = open_draft(clinic, list_drafts(clinic)[0].consultation_id)
    workspace.show_settings()
    settle(workspace)
    answers: list[object] = []
    workspace.desk.tasks.run(partial(list_drafts, clinic), done=answers.append, owner=window)
    window.workspace = None
    workspace.deleteLater()  # as locking does, which comes to pass while the settings wait to be saved
    workspace.open_consultation(draft)
    assert answers
    assert not isValid(workspace)
