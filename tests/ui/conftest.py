"""A dressed application, real services on an encrypted vault, and dialogs that answer by themselves."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QLocale
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from meso_desktop.app import make_window
from meso_desktop.knowledge.wording import Wording
from meso_desktop.resources import resource_path
from meso_desktop.services.session import OpenClinic
from meso_desktop.ui.main_window import MainWindow
from meso_desktop.ui.preferences import Preferences
from meso_desktop.ui.shell import Desk, Shell
from meso_desktop.ui.tasks import TaskRunner
from meso_desktop.ui.theme import Scheme, Theme
from meso_desktop.ui.translate import load_translator
from meso_desktop.ui.workspace import Workspace
from tests.services.opening import PASSPHRASE, Counting, StandingClock
from tests.ui.answers import AnsweringDialogs
from tests.ui.scene import a_clinic, populate


@pytest.fixture(scope="session")
def theme(qapp: QApplication) -> Theme:
    QLocale.setDefault(QLocale("en"))
    qapp.installTranslator(load_translator(resource_path("window"), "en", qapp))
    return Theme(qapp, Scheme.LIGHT)


@pytest.fixture
def tasks(theme: Theme) -> Iterator[TaskRunner]:
    runner = TaskRunner(theme)
    yield runner
    runner.close()
    runner.deleteLater()


@pytest.fixture(scope="session")
def wording() -> Wording:
    return Wording.load(resource_path("wording"), "en", is_strict=True)


@pytest.fixture
def answers() -> AnsweringDialogs:
    return AnsweringDialogs()


@pytest.fixture
def shell(theme: Theme, tasks: TaskRunner, answers: AnsweringDialogs, tmp_path: Path) -> Shell:
    return Shell(
        tasks=tasks, dialogs=answers, theme=theme, preferences=Preferences(tmp_path / "window.ini"),
        clock=StandingClock(), new_id=Counting(7_000),
    )


@pytest.fixture(scope="session")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A closed clinic with patients, records and drafts, to be copied."""
    path = tmp_path_factory.mktemp("filled") / "clinic"
    clinic = a_clinic(path).clinic
    populate(clinic)
    clinic.close()
    return path


@pytest.fixture
def vault(filled: Path, tmp_path: Path) -> Path:
    """A closed clinic of the test's own."""
    return Path(shutil.copytree(filled, tmp_path / "clinic"))


@pytest.fixture
def clinic(tmp_path: Path) -> Iterator[OpenClinic]:
    made = a_clinic(tmp_path / "open").clinic
    yield made
    made.close()


@pytest.fixture
def desk(clinic: OpenClinic, shell: Shell, wording: Wording) -> Desk:
    return Desk(
        clinic=clinic, wording=wording, tasks=shell.tasks, dialogs=shell.dialogs, theme=shell.theme, preferences=shell.preferences
    )


@pytest.fixture
def window(shell: Shell, vault: Path, answers: AnsweringDialogs, qtbot: QtBot) -> Iterator[MainWindow]:
    """The window on a locked clinic."""
    made = make_window(shell, clinic_path=vault)
    qtbot.addWidget(made)
    made.show()
    yield made
    answers.says_yes = True
    made.close()


@pytest.fixture
def workspace(window: MainWindow, qtbot: QtBot) -> Workspace:
    """The window unlocked, at Today, everything read."""
    page = window.gate.unlock_page
    QTest.keyClicks(page.passphrase.line, PASSPHRASE)
    with qtbot.waitSignal(window.unlocked, timeout=20_000):
        page.unlock.click()
    assert window.workspace is not None
    settle(window.workspace)
    return window.workspace


def settle(workspace: Workspace) -> None:
    """Wait until every task is answered."""
    assert workspace.desk.tasks.wait_until_idle()
