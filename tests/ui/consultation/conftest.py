"""A consultation open in its window, on a real encrypted clinic under the shipped packs."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from pytestqt.qtbot import QtBot

from meso_desktop.domain.consultation import Consultation
from meso_desktop.domain.people import PatientCard
from meso_desktop.services.drafts import begin_consultation, open_draft
from meso_desktop.services.session import OpenClinic
from meso_desktop.ui.consultation.consultation_page import ConsultationPage
from meso_desktop.ui.shell import Desk
from meso_desktop.ui.tasks import TaskRunner
from tests.services.opening import TODAY
from tests.ui.scene import a_person

Opener = Callable[[Consultation], ConsultationPage]


@pytest.fixture
def patient(clinic: OpenClinic) -> PatientCard:
    return a_person(clinic, "Lefèvre", "Éloïse")


@pytest.fixture
def draft(clinic: OpenClinic, patient: PatientCard) -> Consultation:
    return begin_consultation(clinic, patient_id=patient.patient_id, visit_on=TODAY)


@pytest.fixture
def open_page(desk: Desk, tasks: TaskRunner, qtbot: QtBot) -> Iterator[Opener]:
    """Give a function that opens a document in the window; every window is left and its draft kept at the end."""
    opened: list[ConsultationPage] = []

    def opener(document: Consultation) -> ConsultationPage:
        page = ConsultationPage(desk, document)
        page.resize(1280, 800)
        with qtbot.waitExposed(page):
            page.show()
        page.activateWindow()
        opened.append(page)
        return page

    yield opener
    for page in opened:
        page.flush()
        page.close()
        page.deleteLater()
    tasks.wait_until_idle()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def page(open_page: Opener, draft: Consultation) -> ConsultationPage:
    return open_page(draft)


@pytest.fixture
def stored(clinic: OpenClinic, draft: Consultation) -> Callable[[], Consultation]:
    """Give a function that reads the draft from the vault as it stands there."""
    return lambda: open_draft(clinic, draft.consultation_id)
