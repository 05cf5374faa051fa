"""The knowledge page on a real encrypted clinic under the shipped packs."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from pytestqt.qtbot import QtBot

from meso_desktop.ui.knowledge.knowledge_page import KnowledgePage
from meso_desktop.ui.shell import Desk
from meso_desktop.ui.tasks import TaskRunner


@pytest.fixture
def page(desk: Desk, tasks: TaskRunner, qtbot: QtBot) -> Iterator[KnowledgePage]:
    """The page shown, everything read."""
    made = KnowledgePage(desk)
    made.resize(1280, 750)
    with qtbot.waitExposed(made):
        made.show()
    made.activateWindow()
    made.refresh()
    assert tasks.wait_until_idle()
    yield made
    made.close()
    made.deleteLater()
    tasks.wait_until_idle()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
