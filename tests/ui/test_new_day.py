"""What stays open overnight follows the day."""

from datetime import date, datetime, timedelta

from PySide6.QtCore import QCoreApplication, QEvent, QTimer
from pytestqt.qtbot import QtBot

from meso_desktop.domain.assess import Context, assess
from meso_desktop.services.drafts import list_drafts, open_draft
from meso_desktop.services.patients import find_patients
from meso_desktop.ui.consultation.consultation_page import ConsultationPage
from meso_desktop.ui.instants import weekday
from meso_desktop.ui.shell import Desk
from meso_desktop.ui.workspace import Workspace
from tests.services.opening import TODAY, StandingClock
from tests.ui.conftest import settle


class Calendar(StandingClock):
    """A clock whose day is turned by hand."""

    def __init__(self) -> None:
        super().__init__()
        self.later = timedelta()

    def now(self) -> datetime:
        return super().now() + self.later

    def today(self) -> date:
        return super().today() + self.later


def test_a_consultation_left_open_overnight_is_assessed_for_the_new_day(workspace: Workspace, qtbot: QtBot) -> None:
    desk: Desk = workspace.desk
    desk.clinic.clock = calendar = Calendar()
    document = open_draft(desk.clinic, list_drafts(desk.clinic)[1].consultation_id)
    workspace.open_consultation(document)
    page = workspace.consultation_page
    assert isinstance(page, ConsultationPage)
    changes: list[int] = []
    page.editor.changed.connect(lambda: changes.append(1))
    QCoreApplication.sendEvent(page, QEvent(QEvent.Type.WindowActivate))
    assert changes == []
    calendar.later = timedelta(days=400)
    with qtbot.waitSignal(page.editor.changed, timeout=5_000):
        QCoreApplication.sendEvent(page, QEvent(QEvent.Type.WindowActivate))
    then = Context(today=TODAY + calendar.later)
    assert page.editor.assessment == assess(page.editor.document, desk.clinic.knowledge, then)


def test_today_becomes_the_new_day_when_the_window_is_come_back_to(workspace: Workspace) -> None:
    clinic = workspace.desk.clinic
    clinic.clock = calendar = Calendar()
    calendar.later = timedelta(days=1)
    title = workspace.today_page.title
    QCoreApplication.sendEvent(workspace.today_page, QEvent(QEvent.Type.WindowActivate))
    settle(workspace)
    assert title.text() == weekday(TODAY + timedelta(days=1))


def test_the_patients_age_and_deferral_follow_the_day(workspace: Workspace) -> None:
    clinic = workspace.desk.clinic
    clinic.clock = calendar = Calendar()
    workspace.show_patient(find_patients(clinic, "lefevre")[0].patient_id)
    settle(workspace)
    head = workspace.patient_page.head
    assert "40 years" in head.facts.text()
    assert "from 22 March" in head.eligible.text()
    calendar.later = date(2026, 4, 3) - TODAY
    workspace.patient_page.follow_day()
    assert "41 years" in head.facts.text()
    assert "since 22 March" in head.eligible.text()
    calendar.later = timedelta(days=400)
    QCoreApplication.sendEvent(workspace.patient_page, QEvent(QEvent.Type.WindowActivate))
    assert not head.eligible.isVisibleTo(head)


def test_the_patients_page_watches_the_day_only_while_it_is_seen(workspace: Workspace) -> None:
    workspace.show_patient(find_patients(workspace.desk.clinic, "lefevre")[0].patient_id)
    settle(workspace)
    watches = workspace.patient_page.findChildren(QTimer)
    assert any(watch.isActive() for watch in watches)
    workspace.show_today()
    settle(workspace)
    assert not any(watch.isActive() for watch in watches)
