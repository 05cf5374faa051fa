"""The one window: the gate before unlocking, the workspace after it, the curtain over both."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QSize, QTimer, Signal, Slot
from PySide6.QtGui import QCloseEvent, QKeySequence, QPaintEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QStackedWidget, QVBoxLayout, QWidget
from typing_extensions import override

from meso_desktop.ui.curtain import Curtain
from meso_desktop.ui.dialogs import Question
from meso_desktop.ui.gate import Gate
from meso_desktop.ui.preload import SAMPLE_PASSPHRASE, Library, Opened
from meso_desktop.ui.shell import Desk, Shell
from meso_desktop.ui.theme import Role, label, set_role

if TYPE_CHECKING:
    from meso_desktop.ui.workspace import Workspace

_AT_FIRST: Final = QSize(1280, 800)
_LEAST: Final = QSize(1000, 660)
_FRAME: Final = QSize(16, 40)
"""About what the title and the edges of a window take of the screen."""


class MainWindow(QMainWindow):
    """Hosts the gate and the workspace. Every way out of it keeps the draft."""

    unlocked = Signal()
    locked = Signal()

    def __init__(self, shell: Shell, library: Library, *, clinic_path: Path, sample_path: Path) -> None:
        """Build the gate only; the workspace comes with the open clinic."""
        super().__init__()
        self._shell = shell
        self._opened: Opened | None = None
        self.workspace: Workspace | None = None
        self.gate = Gate(shell, library, clinic_path=clinic_path, sample_path=sample_path)
        self._sample_strip = self._make_sample_strip()
        self._pages = QStackedWidget()
        self._is_painted = False
        self._lay_out()
        self.curtain = Curtain(self)
        self._curtain_key = QShortcut(QKeySequence("F9"), self)
        self._curtain_key.activated.connect(self.curtain.draw)
        self.gate.opened.connect(self._enter)
        self.gate.begin()

    def _lay_out(self) -> None:
        self.setWindowTitle(self.tr("Meso Desktop"))
        room = self.screen().availableGeometry().size() - _FRAME
        self.setMinimumSize(_LEAST.boundedTo(room))
        self.resize(_AT_FIRST.boundedTo(room))
        if not self._shell.preferences.geometry.isEmpty():
            self.restoreGeometry(self._shell.preferences.geometry)
        whole = set_role(QWidget(), Role.SURFACE)
        column = QVBoxLayout(whole)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._sample_strip)
        column.addWidget(self._pages, 1)
        self._pages.addWidget(self.gate)
        self.setCentralWidget(whole)

    def _make_sample_strip(self) -> QWidget:
        strip = set_role(QWidget(), Role.STRIP_WARN)
        strip.setObjectName("sample_strip")
        row = QHBoxLayout(strip)
        row.setContentsMargins(24, 4, 24, 4)
        words = self.tr("SAMPLE: all patients here are invented. The passphrase for signing is “{passphrase}”.")
        row.addWidget(label(words.format(passphrase=SAMPLE_PASSPHRASE), Role.WARN))
        strip.hide()
        return strip

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._is_painted:
            self._is_painted = True
            QTimer.singleShot(0, self.gate.preload)  # before the first paint it would only hold the interpreter against it

    @Slot(object)
    def _enter(self, opened: Opened) -> None:
        from meso_desktop.ui.workspace import Workspace  # noqa: PLC0415  # first paint does without; by now it is loaded

        self._opened = opened
        desk = Desk(
            clinic=opened.clinic, wording=opened.words.wording, tasks=self._shell.tasks, dialogs=self._shell.dialogs,
            theme=self._shell.theme, preferences=self._shell.preferences,
        )
        self.workspace = Workspace(desk)
        self.workspace.lock_wanted.connect(self.lock)
        self.workspace.curtain_wanted.connect(self.curtain.draw)
        self._pages.addWidget(self.workspace)
        self._pages.setCurrentWidget(self.workspace)
        self._sample_strip.setVisible(opened.clinic.clinic.is_sample)
        self.workspace.begin()
        self.unlocked.emit()

    @Slot()
    def lock(self) -> None:
        """Keep the draft, close the records and ask for the passphrase again."""
        if not self._leave():
            return
        self._sample_strip.hide()
        self.gate.begin()
        self._pages.setCurrentWidget(self.gate)
        self.locked.emit()

    @override
    def closeEvent(self, event: QCloseEvent) -> None:
        if not self.gate.may_close() or not self._leave():
            event.ignore()
            return
        self.gate.abandon()
        self._shell.preferences.set_geometry(self.saveGeometry())
        super().closeEvent(event)

    def _leave(self) -> bool:
        """Keep the draft, then close the clinic; False when the draft could not be kept and the person stays."""
        if self.workspace is not None:
            if not self.workspace.may_leave():
                return False
            self._shell.tasks.wait_until_idle()  # an answer still on its way must find the pages that it goes to
            is_kept = self.workspace.flush()
            if not is_kept and not self._shell.dialogs.ask(self, self._unsaved_question()):
                return False
            self._pages.removeWidget(self.workspace)
            self.workspace.deleteLater()
            self.workspace = None
        self._shell.tasks.wait_until_idle()
        if self._opened is not None:
            self._opened.clinic.close()
            self._opened = None
        return True

    def _unsaved_question(self) -> Question:
        return Question(
            title=self.tr("The last changes are not saved"),
            text=self.tr("They could not be written, perhaps because the disk is full. If you leave now they are lost."),
            yes=self.tr("Leave and lose them"),
            no=self.tr("Stay"),
        )
