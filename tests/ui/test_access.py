"""Every widget that takes the focus has a name, and is large enough; pages fit the screens they are made for."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QAbstractScrollArea, QComboBox, QLabel, QLineEdit, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from meso_desktop.app import make_window
from meso_desktop.services.patients import find_patients
from meso_desktop.services.patients import patient as read_patient
from meso_desktop.ui.main_window import MainWindow
from meso_desktop.ui.shell import Shell
from meso_desktop.ui.workspace import Workspace
from tests.ui.conftest import settle

PLACES = ["today", "found", "patient", "addendum", "pdf", "draft", "new", "card", "settings", "knowledge", "commands"]


def show(workspace: Workspace, place: str) -> QWidget:
    """Bring a screen up and return it."""
    clinic = workspace.desk.clinic
    main = find_patients(clinic, "lefevre")[0].patient_id
    match place:
        case "today":
            return workspace.today_page
        case "found":
            workspace.today_page.search.setText("a")
        case "patient" | "addendum" | "pdf":
            workspace.show_patient(main)
            settle(workspace)
            if place == "addendum":
                workspace.patient_page.record_side.addendum_button.click()
            elif place == "pdf":
                workspace.patient_page.record_side.print_button.click()
        case "draft":
            workspace.show_patient(find_patients(clinic, "papadopoulos")[0].patient_id)
        case "new":
            workspace.show_new_patient()
        case "card":
            workspace.show_card(read_patient(clinic, main).card)
        case "settings" | "knowledge":
            getattr(workspace, f"show_{place}")()
        case _:
            workspace.open_command_bar()
    settle(workspace)
    return workspace


def focusable(within: QWidget) -> Iterator[QWidget]:
    for widget in within.findChildren(QWidget):
        if widget.isVisible() and widget.focusPolicy() is not Qt.FocusPolicy.NoFocus and not isinstance(widget, QLabel):
            yield widget


def nameless(within: QWidget) -> list[str]:
    return [f"{type(w).__name__} {w.objectName()} in {type(w.parent()).__name__}" for w in focusable(within) if not w.accessibleName()]


def low(within: QWidget) -> list[str]:
    pressed = (QAbstractButton, QLineEdit, QComboBox)
    return [f"{w.accessibleName()} {w.height()}" for w in focusable(within) if isinstance(w, pressed) and w.height() < 32]


@pytest.mark.parametrize("place", PLACES)
def test_everything_that_takes_the_focus_is_named_and_large_enough(workspace: Workspace, window: MainWindow, place: str) -> None:
    show(workspace, place)
    assert nameless(window) == []
    assert low(window) == []


def test_so_is_everything_before_unlocking(shell: Shell, window: MainWindow, tmp_path: Path, qtbot: QtBot) -> None:
    window.gate.unlock_page.forgot.click()
    assert nameless(window) + low(window) == []
    fresh = make_window(shell, clinic_path=tmp_path / "none")
    qtbot.addWidget(fresh)
    fresh.show()
    assert nameless(fresh) + low(fresh) == []
    fresh.gate.first_start_page.set_up.click()
    assert nameless(fresh) + low(fresh) == []


def scrolled(within: QWidget, *, but: tuple[str, ...]) -> list[str]:
    return [
        f"{type(area).__name__} {area.objectName()} by {area.verticalScrollBar().maximum()}"
        for area in within.findChildren(QAbstractScrollArea)
        if area.isVisible() and isinstance(area, QScrollArea) and area.objectName() not in but and area.verticalScrollBar().maximum() > 0
    ]


@pytest.mark.parametrize("place", ["today", "new", "card", "settings", "addendum"])
def test_nothing_but_the_record_itself_scrolls_at_1280_by_800(workspace: Workspace, window: MainWindow, place: str, qtbot: QtBot) -> None:
    window.resize(1280, 800)
    show(workspace, place)
    qtbot.waitExposed(window)
    assert scrolled(window, but=("record_view",)) == []


@pytest.mark.parametrize("place", PLACES)
def test_every_screen_fits_1024_by_700(workspace: Workspace, window: MainWindow, place: str) -> None:
    show(workspace, place)
    window.resize(1024, 700)
    assert (window.width(), window.height()) == (1024, 700)
    wide = [w for w in focusable(window) if w.mapTo(window, w.rect().topRight()).x() > 1024]
    assert wide == []


def test_tab_goes_through_today_in_reading_order(workspace: Workspace) -> None:
    today = workspace.today_page
    today.search.setFocus()
    order = [workspace.focusWidget()]
    for _ in range(3):
        QTest.keyClick(workspace.focusWidget(), Qt.Key.Key_Tab)
        order.append(workspace.focusWidget())
    assert order == [today.search, today.start, today.new, today.found]
