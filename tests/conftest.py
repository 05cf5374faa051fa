"""Guards that hold for every test: own folders, no screen needed, no stray dialog, window, timer or task, no patient in the logs."""

import gc
import logging
import os
import re
import sys
from collections.abc import Iterator
from decimal import Decimal
from enum import Enum
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

_OWN_FOLDERS = ("HOME", "USERPROFILE", "APPDATA", "LOCALAPPDATA", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME")
_HARMLESS_TEXT = re.compile(r"[A-Za-z0-9_.:<>/\\ \-\n\",()\[\]]*")


@pytest.fixture(autouse=True)
def own_folders(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give every test its own home, so that none reads or writes the person's data."""
    home = tmp_path_factory.mktemp("home")
    for variable in _OWN_FOLDERS:
        monkeypatch.setenv(variable, str(home))
    return home


_MANY = 100_000


class _LogGuard(logging.Handler):
    """Remembers log lines of ours whose arguments could hold more than ids and figures."""

    def __init__(self) -> None:
        super().__init__(logging.DEBUG)
        self.faults: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        if not record.name.startswith("meso_desktop"):
            return
        values = record.args.values() if isinstance(record.args, dict) else record.args or ()
        for value in values:
            harmless = isinstance(value, (UUID, int, float, Decimal, Enum, type)) or (isinstance(value, str) and _is_code(value))
            if not harmless:
                self.faults.append(f"{record.pathname}:{record.lineno} logs {value!r}")
        if record.exc_info and record.exc_info[0] is not None:
            self.faults.append(f"{record.pathname}:{record.lineno} logs an exception's own text")


def _is_code(text: str) -> bool:
    """Tell whether `text` can only be code: a message id, a type, a place in a file."""
    return _HARMLESS_TEXT.fullmatch(text) is not None and ("." in text or "_" in text or ":" in text or text.islower())


@pytest.fixture(autouse=True)
def no_patient_in_the_logs() -> Iterator[None]:
    """Fail a test that logs anything but ids, figures and places in the code."""
    guard = _LogGuard()
    logging.getLogger().addHandler(guard)
    yield
    logging.getLogger().removeHandler(guard)
    assert not guard.faults, guard.faults


@pytest.fixture(autouse=True)
def no_stray_dialog(monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> None:
    """Fail a test in which a modal dialog opens that the test did not replace."""
    if not _uses_qt(request):
        return
    from PySide6.QtWidgets import QDialog, QFileDialog, QMessageBox  # noqa: PLC0415  # only tests with a window load Qt

    def stray(*_arguments: object, **_named: object) -> None:
        pytest.fail("a modal dialog opened that nobody in this test answers")

    for owner, names in (
        (QDialog, ("exec", "open")),
        (QMessageBox, ("exec", "open", "question", "warning", "critical", "information")),
        (QFileDialog, ("exec", "getOpenFileName", "getSaveFileName", "getExistingDirectory")),
    ):
        for name in names:
            monkeypatch.setattr(owner, name, stray)


@pytest.fixture(autouse=True)
def nothing_left_behind(request: pytest.FixtureRequest) -> Iterator[None]:
    """Fail a test that leaves a visible window, a running timer or a running task."""
    yield
    if not _uses_qt(request):
        return
    if _left_behind():
        gc.collect()
        left = _left_behind()
        assert not left, f"left behind: {left}"


def _left_behind() -> list[str]:
    """Name the visible windows, the running timers and the working task runners; a cycle not yet collected counts too."""
    from PySide6.QtCore import QCoreApplication, QEvent, QTimer  # noqa: PLC0415  # only tests with a window load Qt
    from PySide6.QtWidgets import QApplication  # noqa: PLC0415  # as above
    from shiboken6 import isValid  # noqa: PLC0415  # as above

    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    left = [f"window {type(w).__name__}" for w in QApplication.topLevelWidgets() if w.isVisible()]
    tasks = sys.modules.get("meso_desktop.ui.tasks")
    runners: tuple[Any, ...] = () if tasks is None else (tasks.TaskRunner,)
    objects = gc.get_objects()
    for found in objects:
        if isinstance(found, QTimer) and isValid(found) and found.isActive():
            left.append(f"timer of {type(found.parent()).__name__}")
        elif runners and isinstance(found, runners) and isValid(found) and not found.is_idle:
            left.append("task")
    if not left and len(objects) > _MANY:
        # What is there now stays for good, packs and modules mostly: going through it after each test costs more than most tests.
        gc.collect()
        gc.freeze()
    return left


def _uses_qt(request: pytest.FixtureRequest) -> bool:
    return bool({"qtbot", "qapp"} & set(request.fixturenames))
