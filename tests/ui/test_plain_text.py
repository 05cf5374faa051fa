"""What is typed is drawn as it was typed: nothing of it is read as markup."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QMessageBox, QWidget

from meso_desktop.domain.consultation import Step
from meso_desktop.services.drafts import list_drafts, open_draft
from meso_desktop.services.patients import find_patients
from meso_desktop.ui.consultation.examination_step import ExaminationPage
from meso_desktop.ui.dialogs import Dialogs, Question
from meso_desktop.ui.elided_label import plain_tip
from meso_desktop.ui.main_window import MainWindow
from meso_desktop.ui.theme import Theme
from meso_desktop.ui.workspace import Workspace
from tests.ui.conftest import settle
from tests.ui.consultation.acts import at, retype, step

MARKUP = "<b>Wolf</b>"


def read_as_markup(within: QWidget) -> list[str]:
    """Return the texts of labels that would read markup."""
    labels = [child for child in within.findChildren(QLabel) if child.text()]
    return [child.text() for child in labels if child.textFormat() is not Qt.TextFormat.PlainText]


def test_no_label_of_a_main_page_reads_markup(workspace: Workspace, window: MainWindow) -> None:
    workspace.show_settings()
    workspace.show_new_patient(MARKUP)
    workspace.show_patient(find_patients(workspace.desk.clinic, "lefevre")[0].patient_id)
    settle(workspace)
    workspace.open_consultation(open_draft(workspace.desk.clinic, list_drafts(workspace.desk.clinic)[1].consultation_id))
    page = workspace.consultation_page
    assert page is not None
    retype(at(step(page, ExaminationPage), "examination.weight"), MARKUP)
    for each in Step:
        page.go_to(each)
    assert read_as_markup(window) == []


def test_a_question_and_an_error_are_drawn_as_typed(theme: Theme, monkeypatch: pytest.MonkeyPatch) -> None:
    assert theme is not None
    shown: list[str] = []

    def look(box: QMessageBox) -> int:
        shown.extend(child.text() for child in box.findChildren(QLabel) if MARKUP in child.text())
        assert read_as_markup(box) == []
        return 0

    monkeypatch.setattr(QMessageBox, "exec", look)
    Dialogs().ask(None, Question(title="Discard", text="It goes", yes="Discard", no="Keep", patient=MARKUP))
    Dialogs().show_error(None, "It failed", detail=MARKUP)
    Dialogs().show_error(None, MARKUP)
    assert len(shown) == 3


def test_a_tooltip_shows_the_signs_and_nothing_stays_nothing() -> None:
    assert plain_tip(MARKUP) == "<p>&lt;b&gt;Wolf&lt;/b&gt;</p>"
    assert plain_tip("") == ""
