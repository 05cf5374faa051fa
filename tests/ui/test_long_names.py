"""However long a name is, it is cut with an ellipsis, told whole in a tooltip, and pushes nothing out of the window."""

from pathlib import Path

import pytest
from msgspec.structs import replace
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from meso_desktop.services.drafts import begin_consultation, save_draft
from meso_desktop.services.patients import patient as read_patient
from meso_desktop.services.settings import save_clinic
from meso_desktop.ui.draft_rows import DraftList
from meso_desktop.ui.elided_label import ElidedLabel, plain_tip
from meso_desktop.ui.main_window import MainWindow
from meso_desktop.ui.rows import Row, RowDelegate, RowList
from meso_desktop.ui.theme import Theme
from meso_desktop.ui.workspace import Workspace
from tests.services.opening import TODAY, reopen
from tests.ui.conftest import settle
from tests.ui.scene import a_person

CLINIC = "Centro Médico de Mesoterapia e Lipólise Doutor Albuquerque 6"
FAMILY = "Wolfeschlegelsteinhausenbergerdorff" * 5


def test_a_text_is_cut_only_when_it_must_be(theme: Theme, qtbot: QtBot) -> None:
    assert theme is not None
    label = ElidedLabel("Cabinet <b>des</b> Tilleuls", "strong")
    qtbot.addWidget(label)
    label.resize(600, 30)
    assert label.shown == label.text()
    label.resize(80, 30)
    assert label.shown.endswith("…")
    assert label.text() == "Cabinet <b>des</b> Tilleuls"
    assert plain_tip(label.text()) == "<p>Cabinet &lt;b&gt;des&lt;/b&gt; Tilleuls</p>"


def test_a_row_tells_in_its_tooltip_what_is_cut(theme: Theme, qtbot: QtBot) -> None:
    assert theme is not None
    rows = RowList("Patients")
    qtbot.addWidget(rows)
    delegate = rows.itemDelegate()
    assert isinstance(delegate, RowDelegate)
    row = Row(value=1, title=FAMILY, detail="born 3 Apr 1985", aside="seen 2 Mar 2026")
    assert FAMILY in delegate.tip(row, 400)
    assert delegate.tip(replace_title(row, "SMITH Ann"), 400) == ""


def replace_title(row: Row, title: str) -> Row:
    return Row(value=row.value, title=title, detail=row.detail, aside=row.aside)


@pytest.fixture
def long_names(vault: Path) -> None:
    """Give the clinic sixty characters of name, and a patient with the longest family name that can be typed."""
    clinic = reopen(vault)
    assert len(CLINIC) == 60
    save_clinic(clinic, replace(clinic.clinic, name=CLINIC))
    card = a_person(clinic, FAMILY, "Éloïse")
    save_draft(clinic, begin_consultation(clinic, patient_id=card.patient_id, visit_on=TODAY))
    clinic.close()


@pytest.mark.usefixtures("long_names")
@pytest.mark.parametrize("width", [1024, 1280])
def test_the_longest_names_leave_every_page_its_width(window: MainWindow, workspace: Workspace, width: int) -> None:
    window.resize(width, 700)
    drafts = workspace.today_page.findChild(DraftList)
    assert drafts is not None
    assert any(label.text().startswith("WOLFE") and label.shown.endswith("…") for label in drafts.findChildren(ElidedLabel))
    left, right = workspace.today_page.search.width(), drafts.width()
    assert left > right
    patient_id = next(row.value for row in _found(workspace) if row.title.startswith("WOLFE"))
    workspace.show_patient(patient_id)  # type: ignore[arg-type]  # rows carry patient ids
    settle(workspace)
    _fits(workspace.patient_page, width)
    workspace.show_card(read_patient(workspace.desk.clinic, patient_id).card)  # type: ignore[arg-type]  # as above
    _fits(workspace.form_page, width)
    assert window.width() == width


def _found(workspace: Workspace) -> tuple[Row, ...]:
    QTest.keyClicks(workspace.today_page.search, "wolfe")
    settle(workspace)
    return workspace.today_page.found.rows_model.rows


def _fits(page: QWidget, width: int) -> None:
    assert page.minimumSizeHint().width() <= width
    assert page.width() <= width


@pytest.mark.usefixtures("workspace")
def test_what_is_due_takes_the_room_there_is(window: MainWindow) -> None:
    assert window.workspace is not None
    today = window.workspace.today_page
    assert today.due.geometry().bottom() > today.height() - 40
