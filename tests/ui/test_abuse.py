"""Random clicks and keys, closing at the wrong moment, two windows on one clinic: nothing breaks and nothing is lost."""

import random
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Final

import pytest
from PySide6.QtCore import QEventLoop, QPoint, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QApplication, QComboBox, QLineEdit, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from meso_desktop.app import make_window
from meso_desktop.db.header import HEADER_FILE
from meso_desktop.services.drafts import list_drafts
from meso_desktop.services.patients import find_patients
from meso_desktop.services.verification import verify_clinic
from meso_desktop.ui.main_window import MainWindow
from meso_desktop.ui.shell import Shell
from meso_desktop.ui.workspace import Workspace
from tests.services.opening import PASSPHRASE, reopen
from tests.ui.conftest import settle

EVENTS: Final = 120
SEED: Final = 20_260_302
_PRESSED: Final = (QAbstractButton, QAbstractItemView, QComboBox, QLineEdit, QPlainTextEdit)
_KEYS: Final = (
    *(Qt.Key.Key_Return, Qt.Key.Key_Escape, Qt.Key.Key_Tab, Qt.Key.Key_Backtab, Qt.Key.Key_Backspace, Qt.Key.Key_Delete),
    *(Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Home, Qt.Key.Key_End, Qt.Key.Key_Space, Qt.Key.Key_F9),
    *(Qt.Key.Key_A, Qt.Key.Key_E, Qt.Key.Key_1, Qt.Key.Key_Slash, Qt.Key.Key_Apostrophe, Qt.Key.Key_Percent),
)
_CHORDS: Final = (Qt.Key.Key_K, Qt.Key.Key_L, Qt.Key.Key_Return, Qt.Key.Key_S, Qt.Key.Key_A, Qt.Key.Key_Z, Qt.Key.Key_V)


class Toddler:
    """Presses what it can reach on a page, the same in every run; through the window, as a hand does, since a widget may go meanwhile."""

    def __init__(self, seed: int) -> None:
        self._chance = random.Random(seed)  # noqa: S311  # to be repeated, not to be secret

    def play(self, page: QWidget) -> None:
        """Click or type once, somewhere on `page` or on whatever lies over it."""
        over = QApplication.activePopupWidget()
        if over is not None:
            QTest.keyClick(over.windowHandle(), self._chance.choice((Qt.Key.Key_Escape, Qt.Key.Key_Return, Qt.Key.Key_Down)))
            return
        window = page.window()
        window.activateWindow()
        within = self._reachable(page)
        match self._chance.random():
            case chance if chance < 0.45 and within:
                target = self._chance.choice(within)
                at = QPoint(self._chance.randrange(max(1, target.width())), self._chance.randrange(max(1, target.height())))
                place = target.mapTo(window, at)
                QTest.mouseClick(window.windowHandle(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, place)
            case chance if chance < 0.92:
                QTest.keyClick(window.windowHandle(), self._chance.choice(_KEYS))
            case _:
                QTest.keyClick(window.windowHandle(), self._chance.choice(_CHORDS), Qt.KeyboardModifier.ControlModifier)

    def _reachable(self, page: QWidget) -> list[QWidget]:
        return [w for w in page.findChildren(QWidget) if isinstance(w, _PRESSED) and w.isVisible() and w.isEnabled()]


def unlock(window: MainWindow, qtbot: QtBot) -> Workspace:
    page = window.gate.unlock_page
    page.back.click()
    page.passphrase.forget()
    QTest.keyClicks(page.passphrase.line, PASSPHRASE)
    with qtbot.waitSignal(window.unlocked, timeout=20_000):
        page.unlock.click()
    assert window.workspace is not None
    return window.workspace


def _back_to(workspace: Workspace, place: str) -> QWidget:
    pages: dict[str, tuple[QWidget, Callable[[], object]]] = {
        "today": (workspace.today_page, workspace.show_today),
        "settings": (workspace.settings_page, workspace.show_settings),
        "knowledge": (workspace.knowledge_page, workspace.show_knowledge),
        "card": (workspace.form_page, workspace.show_new_patient),
        "patient": (workspace.patient_page, lambda: workspace.show_patient(find_patients(workspace.desk.clinic, "lefevre")[0].patient_id)),
    }
    page, show = pages[place]
    if workspace.pages.currentWidget() is not page:
        show()
        settle(workspace)
    return page


@pytest.mark.parametrize("place", ["today", "patient", "settings", "knowledge", "card"])
def test_random_clicks_and_keys_break_no_page(
    window: MainWindow, workspace: Workspace, vault: Path, place: str, qtbot: QtBot
) -> None:
    sealed = verify_clinic(workspace.desk.clinic).records
    toddler = Toddler(SEED)

    def play() -> None:
        here = window.workspace or unlock(window, qtbot)
        window.curtain.lift()
        _back_to(here, place)
        toddler.play(here)

    in_a_loop(play)
    if window.workspace is not None:
        settle(window.workspace)
    window.close()
    again = reopen(vault)
    report = verify_clinic(again)
    again.close()
    assert report.faults == ()
    assert report.records == sealed


def test_random_clicks_and_keys_do_not_unlock(window: MainWindow, vault: Path) -> None:
    page = window.gate.unlock_page
    page.samples.hide()
    before = (vault / HEADER_FILE).read_bytes()
    toddler = Toddler(SEED)

    def play() -> None:
        window.curtain.lift()
        toddler.play(page)
        assert window.workspace is None

    in_a_loop(play)
    window.close()
    assert (vault / HEADER_FILE).read_bytes() == before
    reopen(vault).close()


def in_a_loop(play: Callable[[], None]) -> None:
    """Play as often as asked inside an event loop, as the program runs; without one Qt deletes earlier than it ever does there."""
    loop = QEventLoop()
    timer = QTimer()
    left = iter(range(EVENTS))

    def once() -> None:
        if next(left, None) is None:
            loop.quit()
            return
        try:
            play()
        except BaseException:
            loop.quit()
            raise
        timer.start(0)

    timer.setSingleShot(True)
    timer.timeout.connect(once)
    timer.start(0)
    loop.exec()


def test_ten_wrong_passphrases_then_the_right_one(window: MainWindow, qtbot: QtBot) -> None:
    page = window.gate.unlock_page
    for number in range(10):
        page.passphrase.forget()
        page.passphrase.clear_error()
        QTest.keyClicks(page.passphrase.line, f"not this one {number}")
        QTest.keyClick(page.passphrase.line, Qt.Key.Key_Return)
        qtbot.waitUntil(lambda: bool(page.passphrase.fault), timeout=20_000)
    unlock(window, qtbot)


def _closing_while(window: MainWindow, workspace: Workspace) -> dict[str, Callable[[], object]]:
    lefevre = find_patients(workspace.desk.clinic, "lefevre")[0].patient_id
    draft = list_drafts(workspace.desk.clinic)[1].consultation_id

    def begin_printing() -> None:
        workspace.show_patient(lefevre)
        settle(workspace)
        workspace.patient_page.record_side.print_button.click()

    def search() -> None:
        QTest.keyClicks(workspace.today_page.search, "lefevre")

    return {
        "today is read": workspace.show_today, "somebody is searched for": search,
        "a patient is read": partial(workspace.show_patient, lefevre), "a plan is made": begin_printing,
        "a consultation is begun": workspace.start_consultation, "a draft is opened": partial(workspace.resume, draft),
        "settings are read": workspace.show_settings, "the window is locked": window.lock,
    }


@pytest.mark.parametrize("moment", [
    "today is read", "somebody is searched for", "a patient is read", "a plan is made", "a consultation is begun", "a draft is opened",
    "settings are read", "the window is locked",
])
def test_the_window_may_be_closed_at_any_moment(window: MainWindow, workspace: Workspace, vault: Path, moment: str) -> None:
    _closing_while(window, workspace)[moment]()
    assert window.close()
    assert not window.isVisible()
    clinic = reopen(vault)
    assert len(list_drafts(clinic)) >= 2
    assert verify_clinic(clinic).faults == ()
    clinic.close()


def test_the_window_may_be_closed_while_it_unlocks(window: MainWindow, vault: Path) -> None:
    page = window.gate.unlock_page
    QTest.keyClicks(page.passphrase.line, PASSPHRASE)
    page.unlock.click()
    assert window.close()
    assert not window.isVisible()
    reopen(vault).close()


def test_a_second_window_on_a_clinic_says_so_and_touches_nothing(
    window: MainWindow, workspace: Workspace, shell: Shell, vault: Path, qtbot: QtBot
) -> None:
    before = _contents(vault)
    second = make_window(shell, clinic_path=vault)
    qtbot.addWidget(second)
    second.show()
    page = second.gate.unlock_page
    QTest.keyClicks(page.passphrase.line, PASSPHRASE)
    page.unlock.click()
    qtbot.waitUntil(lambda: bool(page.passphrase.fault), timeout=20_000)
    assert "already open" in page.passphrase.fault
    assert second.workspace is None
    assert _contents(vault) == before
    QTest.keyClicks(workspace.today_page.search, "smith")
    settle(workspace)
    assert workspace.today_page.found.rows_model.rows[0].title == "SMITH Ann"
    window.close()
    unlock(second, qtbot)
    second.close()


def _contents(folder: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in sorted(folder.iterdir())}


def test_a_clinic_locked_ten_times_in_a_row_opens_again(window: MainWindow, qtbot: QtBot) -> None:
    for _ in range(10):
        unlock(window, qtbot)
        window.lock()
    settle(unlock(window, qtbot))
