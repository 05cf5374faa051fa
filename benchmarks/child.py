"""A process of its own that starts the program or a bare window: ``python -m benchmarks.child paint|today [CLINIC PASSPHRASE]``.

Without a clinic it is the bare window. *paint* ends at the first painted window; *today* prints the resident memory in KiB once
Today stands there, or once the bare window does.

The bare window must stay bare: an enumeration of Qt, or ``typing_extensions``, would be loaded for it by this module alone.
"""

# ruff: noqa: PLC0415  # what is imported when is what is measured

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QTimer, QTimerEvent
from PySide6.QtGui import QPaintEvent

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QMainWindow

    from meso_desktop.ui.main_window import MainWindow
    from meso_desktop.ui.shell import Shell

_CALM_MS = 300
_HIGH_PRIORITY = 1


class _FirstPaint(QObject):
    """Calls `then` once the window has been painted for the first time, children and all."""

    def __init__(self, window: QMainWindow, then: Callable[[], object]) -> None:
        super().__init__(window)
        self._then = then
        self._is_seen = False
        window.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: N802  # Qt's; `override` brings typing_extensions
        if isinstance(event, QPaintEvent) and not self._is_seen:
            self._is_seen = True
            # Comes when the paint event, which paints the children in the same go, is done, and before everything else.
            QCoreApplication.postEvent(self, QTimerEvent(0), _HIGH_PRIORITY)
        return False

    def timerEvent(self, _event: QTimerEvent) -> None:  # noqa: N802  # Qt's; `override` brings typing_extensions
        self._then()


class _Visit(QObject):
    """Unlocks the clinic as a person does and calls `then` when Today has come to rest."""

    def __init__(self, window: MainWindow, shell: Shell, passphrase: str, then: Callable[[], object]) -> None:
        super().__init__(window)
        self._window, self._shell, self._passphrase = window, shell, passphrase
        self._calm = QTimer(self)
        self._calm.setInterval(_CALM_MS)
        self._calm.timeout.connect(self._look)
        self._then = then

    def unlock(self) -> None:
        page = self._window.gate.unlock_page
        page.passphrase.line.setText(self._passphrase)
        page.unlock.click()
        self._calm.start()

    def _look(self) -> None:
        if self._window.workspace is not None and self._shell.tasks.is_idle:
            self._then()


def resident_kib() -> int:
    """Return the resident memory of this process in KiB; where only the peak can be asked for, the peak."""
    status = Path("/proc/self/status")
    if status.exists():
        lines = status.read_text(encoding="utf-8").splitlines()
        return next(int(line.split()[1]) for line in lines if line.startswith("VmRSS"))
    if sys.platform == "win32":
        return _working_set_kib()
    import resource

    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak // 1024 if sys.platform == "darwin" else peak


def _working_set_kib() -> int:
    import ctypes

    class _Counters(ctypes.Structure):
        _fields_ = (
            ("cb", ctypes.c_uint32), ("PageFaultCount", ctypes.c_uint32),
            *((name, ctypes.c_size_t) for name in ("PeakWorkingSetSize", "WorkingSetSize", "a", "b", "c", "d", "e", "f")),
        )

    counters = _Counters()
    counters.cb = ctypes.sizeof(counters)
    kernel = ctypes.CDLL("kernel32")
    kernel.GetCurrentProcess.restype = ctypes.c_void_p
    kernel.K32GetProcessMemoryInfo(ctypes.c_void_p(kernel.GetCurrentProcess()), ctypes.byref(counters), counters.cb)
    return int(counters.WorkingSetSize) // 1024


def _end() -> None:
    os._exit(0)


def _report() -> None:
    print(resident_kib(), flush=True)
    os._exit(0)


def _bare(then: Callable[[], object]) -> None:
    from PySide6.QtWidgets import QApplication, QMainWindow

    application = QApplication([])
    window = QMainWindow()
    watch = _FirstPaint(window, then)
    window.show()
    application.exec()
    del watch


def _program(clinic: str, watch: Callable[[MainWindow, Shell], object]) -> None:
    """Start the program as its command does, with `watch` given the window before it is shown."""
    from meso_desktop import app, cli

    make_window = app.make_window
    kept: list[object] = []

    def watched(shell: Shell, *, clinic_path: Path) -> MainWindow:
        window = make_window(shell, clinic_path=clinic_path)
        kept.append(watch(window, shell))
        return window

    app.make_window = watched
    cli.main(["--clinic", clinic])


def main(what: str, clinic: str = "", passphrase: str = "") -> None:
    """Do what the command line asks."""
    match what, clinic:
        case "paint", "":
            _bare(_end)
        case "paint", _:
            _program(clinic, lambda window, _shell: _FirstPaint(window, _end))
        case "today", "":
            _bare(lambda: QTimer.singleShot(_CALM_MS, _report))
        case "today", _:
            _program(clinic, lambda window, shell: _FirstPaint(window, _Visit(window, shell, passphrase, _report).unlock))
        case _:
            sys.exit(2)


if __name__ == "__main__":
    main(*sys.argv[1:])
