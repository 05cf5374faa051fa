"""F9 covers everything; nothing beneath is seen or answers a key until it is lifted."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from meso_desktop.ui.curtain import Curtain
from meso_desktop.ui.main_window import MainWindow
from meso_desktop.ui.workspace import Workspace
from tests.ui.conftest import settle


@pytest.fixture
def curtain(window: MainWindow, workspace: Workspace) -> Curtain:
    workspace.today_page.search.setFocus()
    window.curtain.draw()
    return window.curtain


def colours(picture: QImage) -> int:
    return len({picture.pixel(x, y) for x in range(0, picture.width(), 7) for y in range(0, picture.height(), 7)})


def test_f9_covers_the_whole_window(window: MainWindow, workspace: Workspace, qtbot: QtBot) -> None:
    before = colours(window.grab().toImage())
    with qtbot.waitSignal(window.curtain.drawn):
        QTest.keyClick(workspace.today_page.search, Qt.Key.Key_F9)
    assert window.curtain.geometry() == window.rect()
    top = window.grab().toImage().copy(0, 0, window.width(), window.height() // 3)
    assert colours(top) == 1 < before


@pytest.mark.parametrize("key", [Qt.Key.Key_Escape, Qt.Key.Key_F9])
def test_escape_and_f9_lift_it_and_the_cursor_is_where_it_was(curtain: Curtain, workspace: Workspace, key: Qt.Key) -> None:
    QTest.keyClick(curtain, key)
    assert not curtain.isVisible()
    assert workspace.focusWidget() is workspace.today_page.search


def test_a_click_lifts_it_and_presses_nothing_beneath(curtain: Curtain, workspace: Workspace) -> None:
    place = workspace.today_page.start.mapTo(curtain.window(), workspace.today_page.start.rect().center())
    QTest.mouseClick(curtain, Qt.MouseButton.LeftButton, pos=place)
    settle(workspace)
    assert not curtain.isVisible()
    assert workspace.consultation_page is None


def test_no_key_reaches_what_is_beneath(curtain: Curtain, workspace: Workspace, window: MainWindow) -> None:
    QTest.keyClicks(curtain, "smith")
    QTest.keyClick(curtain, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(curtain, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(curtain, Qt.Key.Key_Tab)
    assert workspace.today_page.search.text() == ""
    assert not workspace.command_bar.isVisible()
    assert window.workspace is workspace
    assert curtain.isVisible()


def test_it_grows_with_the_window(curtain: Curtain, window: MainWindow) -> None:
    window.resize(1400, 900)
    assert curtain.geometry() == window.rect()


def test_it_can_be_drawn_over_the_unlock_page(window: MainWindow) -> None:
    window.curtain.draw()
    assert window.curtain.isVisible()
    window.curtain.lift()
    assert window.gate.unlock_page.focusWidget() is window.gate.unlock_page.passphrase.line
