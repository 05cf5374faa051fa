"""From when a deferred patient may be treated shows wherever the patient shows, while it lies ahead or has just come."""

from datetime import date, timedelta
from functools import partial

import pytest
from PySide6.QtWidgets import QLabel

from meso_desktop.domain.consultation import OutcomeKind
from meso_desktop.domain.edits import set_patient
from meso_desktop.domain.people import PatientCard
from meso_desktop.domain.waiting import JUST_COME_DAYS
from meso_desktop.knowledge.wording import Wording
from meso_desktop.services.drafts import begin_consultation
from meso_desktop.ui.consultation.consultation_page import ConsultationPage
from meso_desktop.ui.consultation.patient_step import PatientPage
from meso_desktop.ui.eligible import eligible_line, eligible_sentence, eligible_tag
from meso_desktop.ui.rows import Row, RowList
from meso_desktop.ui.theme import Role
from meso_desktop.ui.workspace import Workspace
from tests.services.opening import TODAY, StandingClock
from tests.ui.conftest import settle
from tests.ui.scene import a_person, ended

TAG = "may be treated from 22 Mar 2026"
LINE = "May be treated from 22 March 2026"


@pytest.fixture
def deferred(workspace: Workspace) -> PatientCard:
    """A patient deferred today until 22 March, who is new to the clinic."""
    clinic = workspace.desk.clinic
    card = a_person(clinic, "Quint", "Rosa", telephone="+1 202 555 0177")
    ended(clinic, card, OutcomeKind.DEFER, reason="Took an antibiotic")
    return card


def _row(rows: RowList, title: str) -> Row:
    return next(row for row in rows.rows_model.rows if row.title == title)


def test_the_day_is_told_ahead_and_when_it_has_just_come(wording: Wording) -> None:
    day = date(2026, 3, 22)
    ahead = eligible_tag(day, today=day - timedelta(days=1))
    come = eligible_tag(day, today=day)
    assert (ahead.text, ahead.role) == (TAG, Role.DEFER)
    assert (come.text, come.role) == ("may be treated since 22 Mar 2026", Role.OK)
    assert eligible_line(day, wording, today=day).text == "May be treated since 22 March 2026"
    long_past = day + timedelta(days=JUST_COME_DAYS + 1)
    assert eligible_tag(day, today=long_past).text == ""
    assert eligible_sentence(day, "Fever", wording, today=long_past).text == ""
    assert eligible_tag(None, today=day).text == ""


def test_the_sentence_has_the_reason_when_there_is_one(wording: Wording) -> None:
    day = date(2026, 3, 22)
    assert eligible_sentence(day, " Fever ", wording, today=TODAY).text == f"{LINE}. Deferred: Fever"
    assert eligible_sentence(day, "", wording, today=TODAY).text == f"{LINE}."


def test_today_tells_it_of_who_was_seen_of_drafts_and_of_what_is_due(workspace: Workspace, deferred: PatientCard) -> None:
    clinic = workspace.desk.clinic
    begin_consultation(clinic, patient_id=deferred.patient_id, visit_on=TODAY)
    workspace.show_today()
    settle(workspace)
    page = workspace.today_page
    assert _row(page.found, "QUINT Rosa").tag == TAG
    assert _row(page.due, "QUINT Rosa").detail == "May be treated from then"
    assert TAG in [shown.text() for shown in page.drafts.findChildren(QLabel)]
    page.search.setText("quint")
    settle(workspace)
    assert _row(page.found, "QUINT Rosa").tag == TAG


def test_the_command_bar_tells_it(workspace: Workspace, deferred: PatientCard) -> None:
    assert deferred
    workspace.open_command_bar()
    workspace.command_bar.line.setText("quint")
    settle(workspace)
    assert _row(workspace.command_bar.list, "QUINT Rosa").tag == TAG


def test_a_probable_duplicate_is_told_with_it(workspace: Workspace, deferred: PatientCard) -> None:
    workspace.show_new_patient("Quint")
    form = workspace.form_page.form
    form.telephone.set_text(deferred.telephone)
    form.birth_on.set_day(deferred.birth_on)
    form.telephone.edited.emit()
    settle(workspace)
    assert _row(workspace.form_page.alike_list, "QUINT Rosa").tag == TAG


def test_the_head_of_the_patient_page_tells_it_with_the_reason(workspace: Workspace, deferred: PatientCard) -> None:
    workspace.show_patient(deferred.patient_id)
    settle(workspace)
    assert workspace.patient_page.head.eligible.text() == f"{LINE}. Deferred: Took an antibiotic"


def test_a_new_consultation_tells_it_above_every_step(workspace: Workspace, deferred: PatientCard) -> None:
    page = _begun(workspace, deferred)
    assert page.banner.eligible.text() == LINE
    assert page.banner.eligible.isVisibleTo(page)
    assert "Took an antibiotic" in page.banner.eligible.toolTip()
    assert LINE in page.banner.accessibleName()
    first = page.page(page.step)
    assert isinstance(first, PatientPage)
    assert first.eligible.text() == f"{LINE}. Deferred: Took an antibiotic"


def test_another_patient_takes_it_away_and_back(workspace: Workspace, deferred: PatientCard) -> None:
    page = _begun(workspace, deferred)
    other = a_person(workspace.desk.clinic, "Tallis", "Edda")
    page.editor.edit(partial(set_patient, card=other))
    assert page.banner.eligible.text() == ""
    settle(workspace)
    assert page.banner.eligible.text() == ""
    page.editor.undo()
    settle(workspace)
    assert page.banner.eligible.text() == LINE


def test_the_finder_of_a_consultation_tells_it(workspace: Workspace, deferred: PatientCard) -> None:
    assert deferred
    workspace.start_consultation()
    settle(workspace)
    assert workspace.consultation_page is not None
    step = workspace.consultation_page.page(workspace.consultation_page.step)
    assert isinstance(step, PatientPage)
    assert _row(step.finder.found, "QUINT Rosa").tag == TAG


def test_a_day_long_past_is_told_nowhere(workspace: Workspace, deferred: PatientCard) -> None:
    workspace.desk.clinic.clock = StandingClock(date(2026, 3, 22) + timedelta(days=JUST_COME_DAYS + 1))
    page = _begun(workspace, deferred)
    assert not page.banner.eligible.isVisibleTo(page)
    workspace.show_patient(deferred.patient_id)
    settle(workspace)
    assert not workspace.patient_page.head.eligible.isVisibleTo(workspace.patient_page)


def _begun(workspace: Workspace, card: PatientCard) -> ConsultationPage:
    workspace.start_consultation(card.patient_id)
    settle(workspace)
    assert workspace.consultation_page is not None
    return workspace.consultation_page
