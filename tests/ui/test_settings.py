"""Settings are saved when a field is left; what is wrong is said at its field and not saved."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton

from meso_desktop.domain.people import Jurisdiction, Paper, Units
from meso_desktop.services.settings import logo
from meso_desktop.ui.main_window import MainWindow
from meso_desktop.ui.palette import DARK
from meso_desktop.ui.preferences import Preferences
from meso_desktop.ui.settings_page import SettingsPage
from meso_desktop.ui.theme import Scheme
from meso_desktop.ui.workspace import Workspace
from tests.ui.answers import AnsweringDialogs
from tests.ui.conftest import settle


@pytest.fixture
def page(workspace: Workspace) -> SettingsPage:
    workspace.show_settings()
    settle(workspace)
    return workspace.settings_page


def retype(page: SettingsPage, name: str, text: str) -> None:
    field = getattr(page.clinic, name)
    field.line.setFocus()
    field.line.selectAll()
    QTest.keyClicks(field.line, text)
    QTest.keyClick(field.line, Qt.Key.Key_Return)


def test_a_changed_name_is_saved_when_the_field_is_left(page: SettingsPage, workspace: Workspace) -> None:
    retype(page, "name", "Linden Clinic")
    settle(workspace)
    assert workspace.desk.clinic.clinic.name == "Linden Clinic"
    assert workspace.clinic_name.text() == "Linden Clinic"


def test_an_empty_name_is_refused_and_the_old_one_holds(page: SettingsPage, workspace: Workspace) -> None:
    retype(page, "name", "x")
    page.clinic.name.focus()
    page.clinic.name.line.selectAll()
    QTest.keyClick(page.clinic.name.line, Qt.Key.Key_Delete)
    QTest.keyClick(page.clinic.name.line, Qt.Key.Key_Return)
    settle(workspace)
    assert page.clinic.name.fault
    assert workspace.desk.clinic.clinic.name == "x"


def test_choices_are_saved_at_once(page: SettingsPage, workspace: Workspace) -> None:
    page.clinic.paper.set_value(Paper.LETTER)
    page.clinic.units.set_value(Units.IMPERIAL)
    page.clinic.jurisdiction.set_value(Jurisdiction.BR)
    page.clinic.paper.committed.emit()
    settle(workspace)
    card = workspace.desk.clinic.clinic
    assert (card.paper, card.units, card.jurisdiction) == (Paper.LETTER, Units.IMPERIAL, Jurisdiction.BR)


def test_a_week_without_a_working_day_is_refused(page: SettingsPage, workspace: Workspace) -> None:
    buttons = page.working_days.findChildren(QPushButton)
    QTest.mouseClick(buttons[5], Qt.MouseButton.LeftButton)
    settle(workspace)
    assert workspace.desk.clinic.clinic.working_days == (1, 2, 3, 4, 5, 6)
    for button in buttons[:6]:
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    settle(workspace)
    assert page.working_days.fault
    assert list(workspace.desk.clinic.clinic.working_days) == [6]


def test_what_is_left_by_a_click_elsewhere_is_saved_too(page: SettingsPage, workspace: Workspace) -> None:
    page.letterhead.focus()
    QTest.keyClicks(page.letterhead.area, "Aesthetic medicine")
    workspace.show_today()
    settle(workspace)
    assert workspace.desk.clinic.clinic.letterhead == "Aesthetic medicine"


def test_what_cannot_be_saved_is_not_dropped_in_silence(
    page: SettingsPage, workspace: Workspace, window: MainWindow, answers: AnsweringDialogs
) -> None:
    page.clinic.name.set_text("")
    page.clinic.address.set_text("14 Linden Row")
    answers.says_yes = False
    workspace.show_today()
    assert workspace.pages.currentWidget() is page
    assert not window.close()
    assert [question.text for question in answers.asked] == [page.clinic.name.fault] * 2
    assert "no name" in page.clinic.name.fault
    assert page.clinic.address.text == "14 Linden Row"
    page.clinic.name.set_text("Linden Clinic")
    workspace.show_today()
    settle(workspace)
    assert len(answers.asked) == 2
    assert workspace.pages.currentWidget() is workspace.today_page
    assert workspace.desk.clinic.clinic.address == "14 Linden Row"


def test_a_setting_that_the_clinic_refuses_is_asked_about_too(page: SettingsPage, workspace: Workspace, answers: AnsweringDialogs) -> None:
    page.letterhead.set_text("x" * 100_000)
    answers.says_yes = False
    workspace.show_today()
    assert workspace.pages.currentWidget() is page
    answers.says_yes = True
    workspace.show_today()
    assert workspace.pages.currentWidget() is workspace.today_page


def test_the_practitioner_is_saved_and_cannot_be_nameless(page: SettingsPage, workspace: Workspace) -> None:
    page.practitioner.title.set_text("Prof.")
    page.practitioner.title.committed.emit()
    settle(workspace)
    assert workspace.desk.clinic.practitioner.title == "Prof."
    page.practitioner.name.set_text("")
    page.practitioner.name.committed.emit()
    settle(workspace)
    assert page.practitioner.name.fault
    assert workspace.desk.clinic.practitioner.name == "Ada Invented"


def test_a_logo_is_chosen_shown_and_taken_off(page: SettingsPage, workspace: Workspace, answers: AnsweringDialogs, tmp_path: Path) -> None:
    picture = QImage(40, 20, QImage.Format.Format_RGB32)
    picture.fill(Qt.GlobalColor.darkGreen)
    assert picture.save(str(tmp_path / "logo.png"))
    answers.path = tmp_path / "logo.png"
    page.logo.choose.click()
    settle(workspace)
    assert logo(workspace.desk.clinic) is not None
    assert page.logo.remove.isVisible()
    page.logo.remove.click()
    settle(workspace)
    assert logo(workspace.desk.clinic) is None
    assert not page.logo.remove.isVisible()


@pytest.mark.parametrize("content", [b"GIF89a not a logo", None])
def test_a_file_that_is_no_logo_is_refused(
    page: SettingsPage, workspace: Workspace, answers: AnsweringDialogs, tmp_path: Path, content: bytes | None
) -> None:
    answers.path = tmp_path / "logo.png"
    if content is not None:
        answers.path.write_bytes(content)
    page.logo.choose.click()
    settle(workspace)
    assert page.logo.fault
    assert logo(workspace.desk.clinic) is None


def test_the_appearance_is_kept_on_this_computer(page: SettingsPage, workspace: Workspace, tmp_path: Path) -> None:
    page.scheme.set_value(Scheme.DARK)
    page.scheme.committed.emit()
    assert workspace.desk.theme.roles is DARK
    assert Preferences(tmp_path / "window.ini").scheme is Scheme.DARK
    page.scheme.set_value(Scheme.LIGHT)
    page.scheme.committed.emit()
