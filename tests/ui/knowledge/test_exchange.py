"""The clinic's changes leave as one file; a file shows what it would change before it does."""

from pathlib import Path

import pytest

from meso_desktop.services.clinic_changes import change_entry, export_changes, take_back
from meso_desktop.services.session import OpenClinic
from meso_desktop.ui.knowledge.knowledge_page import KnowledgePage
from tests.ui.answers import AnsweringDialogs
from tests.ui.knowledge.acts import go, press, settle, texts


@pytest.fixture
def file(tmp_path: Path, answers: AnsweringDialogs) -> Path:
    answers.path = tmp_path / "changes.json"
    return answers.path


def exported(clinic: OpenClinic, file: Path) -> None:
    """Write a file with one loosening, and take it back here."""
    change_entry(clinic, topic="rules", entry="diabetes", field="outcomes.meso", value="reason", reason="Own audit")
    file.write_bytes(export_changes(clinic))
    take_back(clinic, topic="rules", entry="diabetes", field="outcomes.meso")


def test_without_changes_there_is_nothing_to_export(page: KnowledgePage) -> None:
    assert not page.head.export_button.isEnabled()


def test_the_changes_are_exported_as_one_file(page: KnowledgePage, clinic: OpenClinic, file: Path) -> None:
    change_entry(clinic, topic="rules", entry="diabetes", field="outcomes.dca", value="stop")
    page.refresh()
    settle(page)
    press(page.head.export_button)
    settle(page)
    assert file.read_bytes() == export_changes(clinic)
    assert "changes.json" in page.head.note.text()


def test_an_import_shows_what_it_would_change_before_it_does(page: KnowledgePage, clinic: OpenClinic, file: Path) -> None:
    exported(clinic, file)
    press(page.head.import_button)
    settle(page)
    shown = texts(page.import_view)
    for part in ("What changes.json would change", "Diabetes · Mesotherapy", "Stop  →  Give reason", "This loosens", "Own audit"):
        assert part in shown
    assert not clinic.knowledge.changes
    press(page.import_view.import_button)
    settle(page)
    assert clinic.knowledge.rules["diabetes"].outcomes.meso == "reason"
    assert page.view.isVisible()
    assert "Signed records stay" in page.head.note.text()


def test_an_import_can_be_left(page: KnowledgePage, clinic: OpenClinic, file: Path) -> None:
    exported(clinic, file)
    press(page.head.import_button)
    settle(page)
    press(page.import_view.leave_button)
    assert not clinic.knowledge.changes
    assert page.view.isVisible()


def test_what_holds_already_is_not_listed_again(page: KnowledgePage, clinic: OpenClinic, file: Path) -> None:
    change_entry(clinic, topic="rules", entry="diabetes", field="outcomes.dca", value="stop")
    file.write_bytes(export_changes(clinic))
    press(page.head.import_button)
    settle(page)
    assert "nothing that is not in force here already" in texts(page.import_view)
    assert page.import_view.import_button.isHidden()


@pytest.mark.parametrize("content", [b"{", b"", b"not json", None])
def test_a_file_that_is_none_is_refused_in_a_sentence(page: KnowledgePage, clinic: OpenClinic, file: Path, content: bytes | None) -> None:
    if content is not None:
        file.write_bytes(content)
    press(page.head.import_button)
    settle(page)
    assert "changes.json" in page.head.note.text()
    assert "Nothing was changed" in page.head.note.text()
    assert not clinic.knowledge.changes


def test_a_file_cut_short_is_refused(page: KnowledgePage, clinic: OpenClinic, file: Path) -> None:
    exported(clinic, file)
    file.write_bytes(file.read_bytes()[:-20])
    press(page.head.import_button)
    settle(page)
    assert "Nothing was changed" in page.head.note.text()


def test_a_place_that_cannot_be_written_is_said(
    page: KnowledgePage, clinic: OpenClinic, answers: AnsweringDialogs, tmp_path: Path,
) -> None:
    change_entry(clinic, topic="rules", entry="diabetes", field="outcomes.dca", value="stop")
    page.refresh()
    settle(page)
    answers.path = tmp_path / "no such folder" / "changes.json"
    press(page.head.export_button)
    settle(page)
    assert "cannot be written" in page.head.note.text()


def test_an_import_asks_before_what_was_typed_is_lost(
    page: KnowledgePage, clinic: OpenClinic, file: Path, answers: AnsweringDialogs,
) -> None:
    exported(clinic, file)
    go(page, "rules", "fever")
    row = page.view.row("outcomes.meso")
    row.open_editor()
    row.reason.set_text("half a sentence")
    answers.says_yes = False
    press(page.head.import_button)
    settle(page)
    assert row.reason.text == "half a sentence"
    assert page.view.isVisible()
