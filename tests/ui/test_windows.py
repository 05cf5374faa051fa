"""Only the main window is ever a window; a widget shown before it has its place would flash up as one and take the focus."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot
from typing_extensions import override

from meso_desktop.app import make_window
from meso_desktop.domain.areas import Side
from meso_desktop.domain.consultation import OutcomeKind, Step
from meso_desktop.domain.history import Answer
from meso_desktop.domain.ids import ConsultationId
from meso_desktop.services.drafts import list_drafts
from meso_desktop.ui.consultation.areas.areas_step import AreasPage
from meso_desktop.ui.consultation.consultation_page import ConsultationPage
from meso_desktop.ui.consultation.history.history_step import HistoryPage
from meso_desktop.ui.consultation.plan.plan_step import PlanPage
from meso_desktop.ui.main_window import MainWindow
from meso_desktop.ui.shell import Shell
from meso_desktop.ui.workspace import Workspace
from tests.services.opening import PASSPHRASE
from tests.ui.conftest import settle
from tests.ui.consultation.acts import answer, choose, end, step

_PASSING = (Qt.WindowType.Popup, Qt.WindowType.ToolTip)


class Watch(QObject):
    """Remembers each widget other than the main window that was shown as a window of its own."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: list[str] = []

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            is_passing = any(watched.windowType() is kind for kind in _PASSING)
            if not is_passing and not isinstance(watched, MainWindow):
                self.seen.append(f"{type(watched).__name__} {watched.objectName()} {getattr(watched, 'text', str)()}".strip())
        return False


@pytest.fixture
def watch(qapp: QApplication) -> Iterator[Watch]:
    made = Watch()
    qapp.installEventFilter(made)
    yield made
    qapp.removeEventFilter(made)


def test_a_label_shown_before_it_has_its_place_is_noticed(watch: Watch, qtbot: QtBot) -> None:
    label = QLabel("flash")
    qtbot.addWidget(label)
    label.setVisible(True)
    label.hide()
    assert watch.seen == ["QLabel  flash"]


def test_no_page_of_the_workspace_is_ever_a_window_of_its_own(watch: Watch, window: MainWindow, workspace: Workspace) -> None:
    workspace.open_command_bar()
    QTest.keyClicks(workspace.command_bar.line, "lefevre")
    settle(workspace)
    QTest.keyClick(workspace.command_bar.line, Qt.Key.Key_Return)
    settle(workspace)
    page = workspace.patient_page
    page.timeline.step(1)
    settle(workspace)
    page.record_side.addendum_button.click()
    page.record_side.addendum.seal.click()
    page.record_side.print_button.click()
    settle(workspace)
    workspace.show_settings()
    settle(workspace)
    workspace.show_new_patient("Lefevre")
    workspace.form_page.save_button.click()
    workspace.form_page.form.given_name.set_text("Éloïse")
    QTest.keyClicks(workspace.form_page.form.birth_on.line, "04/03/1985")
    settle(workspace)
    workspace.show_today()
    settle(workspace)
    window.curtain.draw()
    window.lock()
    assert watch.seen == []


def test_no_step_of_a_consultation_is_ever_a_window_of_its_own(watch: Watch, workspace: Workspace) -> None:
    workspace.today_page.drafts.chosen.emit(_draft(workspace))
    settle(workspace)
    page = workspace.consultation_page
    assert page is not None
    for each in Step:
        page.go_to(each)
    _enter(page)
    for each in Step:
        page.go_to(each)
    assert page.flush()
    workspace.show_today()
    settle(workspace)
    assert watch.seen == []


def test_the_window_first_opens_no_larger_than_the_screen(shell: Shell, tmp_path: Path, qtbot: QtBot) -> None:
    made = make_window(shell, clinic_path=tmp_path / "none")
    qtbot.addWidget(made)
    room = made.screen().availableGeometry().size()
    assert made.size().boundedTo(room) == made.size()
    assert made.minimumSize().boundedTo(room) == made.minimumSize()


def _draft(workspace: Workspace) -> ConsultationId:
    return list_drafts(workspace.desk.clinic)[1].consultation_id


def _enter(page: ConsultationPage) -> None:
    for question in ("diabetes", "has_allergies", "takes_medicines", "had_earlier_treatment"):
        answer(page, question, Answer.YES)
    history = step(page, HistoryPage)
    assert history.earlier.isVisible()
    history.earlier.add.click()
    areas = step(page, AreasPage)
    areas.picker.area_chosen.emit("submental", Side.MIDLINE)
    plan = step(page, PlanPage)
    card = plan.card(page.editor.document.target_areas[0].target_id)
    assert card is not None
    choose(card.protocol, card.protocol.itemData(0))
    end(page, OutcomeKind.DEFER)


def test_nothing_before_unlocking_is_ever_a_window_of_its_own(watch: Watch, shell: Shell, vault: Path, qtbot: QtBot) -> None:
    made = make_window(shell, clinic_path=vault)
    qtbot.addWidget(made)
    made.show()
    page = made.gate.unlock_page
    page.forgot.click()
    page.recover.click()
    page.back.click()
    page.unlock.click()
    QTest.keyClicks(page.passphrase.line, PASSPHRASE)
    with qtbot.waitSignal(made.unlocked, timeout=20_000):
        page.unlock.click()
    assert made.workspace is not None
    settle(made.workspace)
    made.close()
    assert watch.seen == []
