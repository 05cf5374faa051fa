"""A bug is logged by its place, never its words, and shown once."""

import logging
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication
from pytestqt.qtbot import QtBot

from meso_desktop.ui.faults import FaultHook, log_to_file
from meso_desktop.ui.theme import Theme
from tests.ui.answers import AnsweringDialogs


@pytest.fixture
def hook(theme: Theme, answers: AnsweringDialogs, tmp_path: Path) -> FaultHook:
    return FaultHook(answers, log_file=tmp_path / "meso-desktop.log", parent=theme)


def fail(name: str) -> None:
    reason = f"patient {name} has no weight"
    raise ValueError(reason)


def take(hook: FaultHook) -> None:
    try:
        fail("Martin")
    except ValueError:
        hook.take(*sys.exc_info())
    QCoreApplication.processEvents()


def test_the_log_names_type_and_place_and_nobody(hook: FaultHook, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.ERROR):
        take(hook)
    assert "ValueError" in caplog.text
    assert "test_faults:" in caplog.text
    assert "Martin" not in caplog.text


def test_one_dialog_is_shown_however_often_it_fails(hook: FaultHook, answers: AnsweringDialogs) -> None:
    for _ in range(20):
        take(hook)
    assert len(answers.errors) == 1
    assert "What the screen calls saved is saved" in answers.errors[0]
    assert "ValueError" in answers.errors[0]
    assert "Martin" not in answers.errors[0]


def test_the_hook_is_put_in_force(hook: FaultHook, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    hook.install()
    assert sys.excepthook == hook.take


def test_a_log_folder_that_cannot_be_made_costs_only_the_log(tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("", encoding="utf-8")
    assert log_to_file(tmp_path / "taken" / "logs").name == "meso-desktop.log"


def test_the_log_is_written_to_its_file(tmp_path: Path, qtbot: QtBot) -> None:
    del qtbot
    logger = logging.getLogger("meso_desktop")
    before = list(logger.handlers)
    file = log_to_file(tmp_path / "logs")
    logging.getLogger("meso_desktop.ui").error("%s", 42)
    for handler in set(logger.handlers) - set(before):
        logger.removeHandler(handler)
        handler.close()
    assert "42" in file.read_text(encoding="utf-8")
