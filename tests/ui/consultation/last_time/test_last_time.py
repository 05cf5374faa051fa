"""Same as last time: one key fills the plan, every copied value is marked, and Accept takes what is on the screen."""

from datetime import date

import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from meso_desktop.domain.accepting import not_accepted
from meso_desktop.domain.areas import BodyMark, Deposit, Point, Zone
from meso_desktop.domain.consultation import Consultation, Outcome, OutcomeKind, Step
from meso_desktop.domain.edits import put_target, set_consent, set_patient, set_visit_on
from meso_desktop.domain.people import PatientCard
from meso_desktop.domain.quantity import thickness
from meso_desktop.services.drafts import begin_consultation
from meso_desktop.services.session import OpenClinic
from meso_desktop.ui.consultation.areas.areas_step import AreasPage
from meso_desktop.ui.consultation.consultation_page import ConsultationPage
from meso_desktop.ui.consultation.last_time.copied_bar import CopiedBar
from meso_desktop.ui.consultation.plan.plan_step import PlanPage
from meso_desktop.ui.consultation.review_step import ReviewPage
from meso_desktop.ui.tasks import TaskRunner
from tests.domain.builders import examination
from tests.domain.ready import consented, with_all_answered
from tests.services.opening import TODAY
from tests.ui.consultation.acts import click, painted, sign, step
from tests.ui.consultation.conftest import Opener
from tests.ui.scene import a_person, ended, packs, treated, with_responses

_LAST = date(2025, 11, 3)


@pytest.fixture
def draft(clinic: OpenClinic, patient: PatientCard) -> Consultation:
    """A draft of a patient whose chin was treated before."""
    treated(clinic, patient, visit_on=_LAST)
    return begin_consultation(clinic, patient_id=patient.patient_id, visit_on=TODAY)


@pytest.fixture
def returning(page: ConsultationPage, tasks: TaskRunner) -> ConsultationPage:
    """The window on that draft, its last record read."""
    tasks.wait_until_idle()
    return page


def _filled(page: ConsultationPage) -> AreasPage:
    areas = step(page, AreasPage)
    click(areas.last_time)
    painted()
    return areas


def _bar(page: AreasPage | PlanPage, prefix: str) -> CopiedBar:
    found = page.cards.copied.bar(prefix)
    assert found is not None
    return found


def _confirm(page: ConsultationPage) -> None:
    QTest.keyClick(page, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    painted()


def test_the_last_record_is_offered_with_its_day_on_areas_and_plan(returning: ConsultationPage) -> None:
    areas = step(returning, AreasPage)
    painted()
    assert areas.last_time.isVisible()
    assert areas.last_time.accessibleName() == "Same as last time (3 November 2025)"
    assert areas.last_time.text() == "Same as last time (3 Nov 2025)"
    plan = step(returning, PlanPage)
    painted()
    assert plan.last_time.text() == "Same as last time (3 November 2025)"


def test_in_a_narrow_window_the_offer_gives_way_and_keeps_its_day(returning: ConsultationPage) -> None:
    returning.resize(1024, 700)
    areas = step(returning, AreasPage)
    painted()
    assert areas.last_time.text() == "As on 3 Nov 2025"
    assert areas.last_time.accessibleName() == "Same as last time (3 November 2025)"
    returning.resize(1600, 900)
    painted()
    assert areas.last_time.text() == "Same as last time (3 November 2025)"


def test_it_fills_areas_plan_and_anaesthetic_as_one_step_of_undo_and_is_not_offered_again(returning: ConsultationPage) -> None:
    before = returning.editor.document
    areas = _filled(returning)
    document = returning.editor.document
    assert [t.area for t in document.target_areas] == ["submental"]
    assert [(one.protocol, one.sessions) for one in document.plan.lines] == [("dca_submental", 2)]
    assert document.plan.anaesthetic is not None
    assert not areas.last_time.isVisible()
    assert _bar(areas, f"target.{document.target_areas[0].target_id}").accept.hasFocus()
    assert not step(returning, PlanPage).last_time.isVisible()
    returning.editor.undo()
    assert returning.editor.document == before
    assert not returning.editor.can_undo


def test_the_plan_step_offers_it_by_key(returning: ConsultationPage) -> None:
    plan = step(returning, PlanPage)
    plan.last_time.setFocus()
    QTest.keyClick(plan.last_time, Qt.Key.Key_Return)
    assert len(returning.editor.document.plan.lines) == 1


def test_copied_values_are_marked_for_eye_and_ear_and_a_changed_one_is_not_any_more(returning: ConsultationPage) -> None:
    areas = _filled(returning)
    [chin] = returning.editor.document.target_areas
    card = areas.card(chin.target_id)
    assert card is not None
    small, medium = card.deposit.button(Deposit.SMALL), card.deposit.button(Deposit.MEDIUM)
    for marked in (card.length.edit, card.width_field.edit, small):
        assert marked.property("copied") == "true"
        assert marked.accessibleDescription() == "From 3 November 2025, not yet accepted"
    assert card.pinch.edit.property("copied") is None
    click(medium)
    painted()
    assert medium.property("copied") is None
    assert small.accessibleDescription() == ""
    assert card.length.edit.property("copied") == "true"
    assert f"target.{chin.target_id}.deposit" not in not_accepted(returning.editor.document)


def test_accept_takes_the_values_of_its_card_and_of_no_other(returning: ConsultationPage) -> None:
    areas = _filled(returning)
    [chin], [line] = returning.editor.document.target_areas, returning.editor.document.plan.lines
    bar = _bar(areas, f"target.{chin.target_id}")
    assert bar.isVisible()
    assert bar.accept.text() == "Accept 4 values"
    click(bar.accept)
    painted()
    document = returning.editor.document
    assert not_accepted(document, f"target.{chin.target_id}") == ()
    assert len(not_accepted(document, f"line.{line.line_id}")) == 3
    assert not bar.isVisible()
    card = areas.card(chin.target_id)
    assert card is not None
    assert card.pinch.edit.hasFocus(), "what is measured anew is next"


def test_what_is_not_on_the_screen_is_not_accepted_but_brought_there(returning: ConsultationPage) -> None:
    areas = _filled(returning)
    [chin] = returning.editor.document.target_areas
    card = areas.card(chin.target_id)
    assert card is not None
    card.deposit.hide()
    _confirm(returning)
    assert not_accepted(returning.editor.document, f"target.{chin.target_id}") == (f"target.{chin.target_id}.deposit",)
    card.deposit.show()
    painted()
    _confirm(returning)
    assert not_accepted(returning.editor.document, f"target.{chin.target_id}") == ()


def test_copied_zones_and_a_copied_spot_are_accepted_where_they_can_be_read(returning: ConsultationPage) -> None:
    areas = _filled(returning)
    [chin] = returning.editor.document.target_areas
    prefix = f"target.{chin.target_id}"
    zone = Zone(kind="scar", corners=(Point(0, 0), Point(50, 0), Point(0, 50)))
    held = replace(chin, zones=(zone,), mark=BodyMark(view="front", x=900, y=900))

    def with_more(document: Consultation) -> Consultation:
        assert document.copied is not None
        fields = (*document.copied.fields, f"{prefix}.zones", f"{prefix}.mark")
        return replace(put_target(document, held), copied=replace(document.copied, fields=fields))

    returning.editor.edit(with_more)
    painted()
    card = areas.card(chin.target_id)
    assert card is not None
    measures = card.body.measures
    assert measures.kept_free.isVisible()
    assert measures.kept_free.text() == "1 zone kept free"
    measures.kept_free.hide()
    card.body.spot.hide()
    _confirm(returning)
    assert set(not_accepted(returning.editor.document, prefix)) == {f"{prefix}.zones", f"{prefix}.mark"}
    measures.kept_free.show()
    card.body.spot.show()
    painted()
    _confirm(returning)
    assert not_accepted(returning.editor.document, prefix) == ()


def test_ctrl_enter_accepts_card_after_card_and_then_goes_on(returning: ConsultationPage) -> None:
    _filled(returning)
    _confirm(returning)
    seen = [returning.step]
    for _ in range(6):
        if seen[-1] is not Step.ADVICE:
            _confirm(returning)
            seen.append(returning.step)
    assert list(dict.fromkeys(seen)) == [Step.AREAS, Step.PLAN, Step.ADVICE]
    assert not_accepted(returning.editor.document) == ()


def test_a_closed_card_says_how_many_values_wait(returning: ConsultationPage) -> None:
    areas = _filled(returning)
    [chin] = returning.editor.document.target_areas
    card = areas.card(chin.target_id)
    assert card is not None
    areas._on_area_chosen("scalp", chin.side)  # noqa: SLF001  # as the picker does
    painted()
    bar = _bar(areas, f"target.{chin.target_id}")
    assert not card.is_open
    assert not bar.isVisible()
    assert bar.tag.isVisible()
    assert bar.tag.text() == "4 to accept"


def test_missing_leads_to_the_card_and_the_review_says_not_yet_accepted(returning: ConsultationPage) -> None:
    _filled(returning)
    [line] = returning.editor.document.plan.lines
    missing = next(m for m in returning.editor.assessment.missing if m.text.id == "missing.copied.line")
    returning.panel.sought.emit(missing)
    painted()
    assert returning.step is Step.PLAN
    assert _bar(step(returning, PlanPage), f"line.{line.line_id}").isVisible()
    review = step(returning, ReviewPage)
    painted()
    shown = "\n".join(found.text() for found in review.findChildren(QLabel) if found.isVisible())
    assert "Not yet accepted: Under the chin (7), local anaesthetic (1)" in shown
    click(review.outcome.button(OutcomeKind.TREAT))
    assert not review.sign.isEnabled()


def test_a_line_taken_off_and_planned_anew_shows_no_mark(returning: ConsultationPage) -> None:
    _filled(returning)
    plan = step(returning, PlanPage)
    [line] = returning.editor.document.plan.lines
    card = plan.card(line.target_id)
    assert card is not None
    click(card.remove)
    painted()
    assert not any(bar.isVisible() for bar in card.findChildren(CopiedBar))
    assert card.protocol.property("copied") is None


def test_a_returning_patient_is_signed_once_every_copied_value_was_accepted(
    returning: ConsultationPage, clinic: OpenClinic, qtbot: QtBot,
) -> None:
    _filled(returning)
    editor = returning.editor
    pinched = replace(editor.document.target_areas[0], pinch=thickness("14"))
    document = replace(editor.document, examination=examination(height_cm="168", weight_kg="61"), target_areas=(pinched,))
    document = replace(with_all_answered(document, packs()), outcome=Outcome(kind=OutcomeKind.TREAT))
    ready = with_responses(set_consent(document, consented(knowledge=packs())), clinic)
    editor.edit(lambda _: ready)
    assert not editor.assessment.may_sign
    assert {m.text.id.rpartition(".")[0] for m in editor.assessment.missing if m.bars_signing} == {"missing.copied"}
    step(returning, AreasPage)
    painted()
    for _ in range(6):
        if not_accepted(editor.document):
            _confirm(returning)
    record = sign(returning, qtbot)
    assert record.seal_holds
    assert record.document.copied is not None
    assert (record.document.copied.visit_on, record.document.copied.fields) == (_LAST, ())


def test_accepting_is_one_step_of_undo_that_brings_the_marks_back(returning: ConsultationPage) -> None:
    areas = _filled(returning)
    [chin] = returning.editor.document.target_areas
    before = returning.editor.document
    _confirm(returning)
    returning.editor.undo()
    painted()
    assert returning.editor.document == before
    card = areas.card(chin.target_id)
    assert card is not None
    assert card.length.edit.property("copied") == "true"
    assert _bar(areas, f"target.{chin.target_id}").isVisible()


def test_another_patient_never_sees_the_areas_of_the_first(
    returning: ConsultationPage, clinic: OpenClinic, tasks: TaskRunner, patient: PatientCard,
) -> None:
    other = a_person(clinic, "Other", "Ann")
    _filled(returning)
    seen: list[tuple[object, object]] = []
    last_time, editor = returning.desk.last_time, returning.editor

    def look() -> None:
        held = last_time.document
        seen.append((editor.document.patient and editor.document.patient.patient_id, held and held.patient and held.patient.patient_id))

    last_time.changed.connect(look)
    editor.edit(lambda document: set_patient(document, other))
    look()
    assert seen[-1] == (other.patient_id, None)
    assert editor.document.target_areas == ()
    editor.edit(lambda document: set_patient(document, patient))
    editor.edit(lambda document: set_patient(document, other))
    tasks.wait_until_idle()
    look()
    assert seen[-1] == (other.patient_id, None)
    assert all(record is None or record == here for here, record in seen)
    editor.edit(lambda document: set_patient(document, patient))
    tasks.wait_until_idle()
    look()
    assert seen[-1][0] == seen[-1][1] == patient.patient_id
    last_time.changed.disconnect(look)


def test_a_record_that_is_read_when_its_patient_was_taken_away_is_not_offered(returning: ConsultationPage, tasks: TaskRunner) -> None:
    card, editor = returning.editor.document.patient, returning.editor
    editor.edit(lambda document: set_patient(document, None))
    tasks.wait_until_idle()
    editor.edit(lambda document: set_patient(document, card))
    editor.edit(lambda document: set_patient(document, None))
    tasks.wait_until_idle()
    assert returning.desk.last_time.document is None
    assert not returning.desk.last_time.may_fill


def test_the_last_record_follows_the_date_of_the_visit(returning: ConsultationPage, tasks: TaskRunner) -> None:
    _filled(returning)
    returning.editor.edit(lambda document: set_visit_on(document, date(2025, 6, 1)))
    assert returning.editor.document.target_areas == ()
    tasks.wait_until_idle()
    assert returning.desk.last_time.document is None
    assert not step(returning, AreasPage).last_time.isVisible()


def test_a_record_without_areas_offers_nothing(open_page: Opener, clinic: OpenClinic, tasks: TaskRunner) -> None:
    other = a_person(clinic, "Other", "Ann")
    ended(clinic, other, OutcomeKind.THINKING, visit_on=_LAST)
    page = open_page(begin_consultation(clinic, patient_id=other.patient_id, visit_on=TODAY))
    tasks.wait_until_idle()
    assert page.desk.last_time.document is not None
    assert not step(page, AreasPage).last_time.isVisible()


def test_what_is_left_out_is_said(open_page: Opener, draft: Consultation, clinic: OpenClinic, tasks: TaskRunner) -> None:
    protocols = {key: value for key, value in clinic.knowledge.protocols.items() if key != "dca_submental"}
    clinic.knowledge = replace(clinic.knowledge, protocols=protocols)
    page = open_page(draft)
    tasks.wait_until_idle()
    areas = _filled(page)
    assert areas.last_time.told.isVisible()
    assert "the protocol is left out" in areas.last_time.told.text()
    [chin] = page.editor.document.target_areas
    assert page.editor.document.plan.lines == ()
    assert chin.extent is not None
