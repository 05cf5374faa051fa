"""Answers come over from the last signed consultation by visit date, and from nothing else."""

from datetime import date

import pytest
from msgspec.structs import replace
from sqlalchemy import text

from meso_desktop.domain.carrying import confirm_answers
from meso_desktop.domain.consultation import Outcome, OutcomeKind
from meso_desktop.domain.edits import answer_question, set_medicines
from meso_desktop.domain.history import Answer, CodedEntry
from meso_desktop.domain.people import PatientCard
from meso_desktop.domain.rules import Validity
from meso_desktop.services.carrying import earlier_answers
from meso_desktop.services.drafts import begin_consultation, list_drafts, open_draft, save_draft
from meso_desktop.services.records import open_record
from meso_desktop.services.session import OpenClinic
from meso_desktop.services.signing import sign_consultation
from meso_desktop.services.summaries import SealedRecord
from tests.domain.small_knowledge import small_knowledge
from tests.services.opening import PASSPHRASE, TODAY, a_patient

_LAST_YEAR = date(2025, 5, 5)
_AUTUMN = date(2025, 10, 6)
_WARFARIN = CodedEntry(text="warfarin", code="anticoagulant")


@pytest.fixture(autouse=True)
def lasting(clinic: OpenClinic) -> None:
    """Let every answer hold for a year."""
    knowledge = small_knowledge()
    clinic.knowledge = replace(knowledge, questions={q.id: replace(q, valid=Validity.YEAR) for q in knowledge.questions.values()})


def _told(clinic: OpenClinic, card: PatientCard, answer: Answer, *, on: date) -> SealedRecord:
    """Sign a consultation of that day in which diabetes was asked about, and warfarin written down."""
    document = begin_consultation(clinic, patient_id=card.patient_id, visit_on=on)
    document = answer_question(document, question="diabetes", answer=answer, note="told")
    document = set_medicines(answer_question(document, question="takes_medicines", answer=Answer.YES), (_WARFARIN,))
    document = replace(document, outcome=Outcome(kind=OutcomeKind.THINKING))
    save_draft(clinic, document)
    return sign_consultation(clinic, document, passphrase=PASSPHRASE)


def _offered(clinic: OpenClinic, card: PatientCard, on: date = TODAY) -> tuple[date, Answer] | None:
    carried = earlier_answers(clinic, patient_id=card.patient_id, visit_on=on)
    if carried is None:
        return None
    return carried.visit_on, next(a.answer for a in carried.answers if a.question == "diabetes")


def test_a_new_consultation_is_offered_the_answers_and_lists_of_the_last_one(clinic: OpenClinic) -> None:
    card = a_patient(clinic)
    _told(clinic, card, Answer.YES, on=_AUTUMN)
    document = begin_consultation(clinic, patient_id=card.patient_id, visit_on=TODAY)
    carried = document.history.carried
    assert carried is not None
    assert (carried.visit_on, carried.medicines) == (_AUTUMN, (_WARFARIN,))
    assert document.history.answers == ()
    assert open_draft(clinic, document.consultation_id) == document
    assert list_drafts(clinic)[0].step_hint == "patient"


def test_the_last_is_the_latest_by_visit_date_whatever_was_signed_later(clinic: OpenClinic) -> None:
    card = a_patient(clinic)
    _told(clinic, card, Answer.YES, on=_AUTUMN)
    _told(clinic, card, Answer.NO, on=_LAST_YEAR)
    assert _offered(clinic, card) == (_AUTUMN, Answer.YES)


def test_of_two_of_one_day_the_one_signed_last_counts(clinic: OpenClinic) -> None:
    card = a_patient(clinic)
    _told(clinic, card, Answer.YES, on=_AUTUMN)
    _told(clinic, card, Answer.UNKNOWN, on=_AUTUMN)
    assert _offered(clinic, card) == (_AUTUMN, Answer.UNKNOWN)


def test_a_draft_offers_nothing(clinic: OpenClinic) -> None:
    card = a_patient(clinic)
    save_draft(clinic, answer_question(
        begin_consultation(clinic, patient_id=card.patient_id, visit_on=_AUTUMN), question="diabetes", answer=Answer.YES,
    ))
    assert _offered(clinic, card) is None


def test_a_record_dated_after_this_visit_offers_nothing_and_the_one_before_it_does(clinic: OpenClinic) -> None:
    card = a_patient(clinic)
    _told(clinic, card, Answer.NO, on=_LAST_YEAR)
    _told(clinic, card, Answer.YES, on=_AUTUMN)
    assert _offered(clinic, card, date(2025, 7, 1)) == (_LAST_YEAR, Answer.NO)
    assert _offered(clinic, card, date(2025, 5, 4)) is None


def test_answers_that_hold_no_longer_stay_away_and_older_records_do_not_step_in(clinic: OpenClinic) -> None:
    card = a_patient(clinic)
    _told(clinic, card, Answer.YES, on=_LAST_YEAR)
    assert _offered(clinic, card, date(2026, 5, 5)) == (_LAST_YEAR, Answer.YES)
    assert _offered(clinic, card, date(2026, 5, 6)) is None


def test_one_patient_is_never_offered_what_another_one_said(clinic: OpenClinic) -> None:
    _told(clinic, a_patient(clinic, "One"), Answer.YES, on=_AUTUMN)
    assert _offered(clinic, a_patient(clinic, "Other")) is None


def test_a_record_whose_seal_does_not_hold_offers_nothing(clinic: OpenClinic) -> None:
    card = a_patient(clinic)
    record = _told(clinic, card, Answer.YES, on=_AUTUMN)
    forged = '"question":"diabetes","answer":"no"'
    with clinic.store.write() as session:
        for name in session.scalars(text("SELECT name FROM sqlite_master WHERE type = 'trigger'")).all():
            session.execute(text(f"DROP TRIGGER {name}"))
        session.execute(
            text("UPDATE sealed_document SET document = CAST(replace(CAST(document AS TEXT), :old, :new) AS BLOB)"),
            {"old": forged.replace('"no"', '"yes"'), "new": forged},
        )
    assert not open_record(clinic, record.document.consultation_id).seal_holds
    assert _offered(clinic, card) is None


def test_a_draft_opened_again_is_offered_what_was_signed_meanwhile_and_keeps_its_own_answers(clinic: OpenClinic) -> None:
    card = a_patient(clinic)
    _told(clinic, card, Answer.YES, on=_LAST_YEAR)
    draft = begin_consultation(clinic, patient_id=card.patient_id, visit_on=TODAY)
    draft = confirm_answers(draft, ["takes_medicines"])
    save_draft(clinic, draft)
    _told(clinic, card, Answer.NO, on=_AUTUMN)
    opened = open_draft(clinic, draft.consultation_id)
    assert opened.history.carried is not None
    assert opened.history.carried.visit_on == _AUTUMN
    assert opened.history.answers == draft.history.answers
    assert opened.history.medicines == (_WARFARIN,)


def test_what_was_not_confirmed_is_no_part_of_the_record(clinic: OpenClinic) -> None:
    card = a_patient(clinic)
    _told(clinic, card, Answer.YES, on=_LAST_YEAR)
    document = begin_consultation(clinic, patient_id=card.patient_id, visit_on=_AUTUMN)
    document = replace(confirm_answers(document, ["takes_medicines"]), outcome=Outcome(kind=OutcomeKind.THINKING))
    record = sign_consultation(clinic, document, passphrase=PASSPHRASE)
    assert record.seal_holds
    assert record.document.history.carried is None
    assert [a.question for a in record.document.history.answers] == ["takes_medicines"]


def test_an_allergy_told_once_is_offered_after_a_visit_that_did_not_ask(clinic: OpenClinic) -> None:
    card = a_patient(clinic)
    _told(clinic, card, Answer.YES, on=_AUTUMN)
    between = begin_consultation(clinic, patient_id=card.patient_id, visit_on=date(2025, 12, 1))
    between = replace(confirm_answers(between, ("diabetes",)), outcome=Outcome(kind=OutcomeKind.DECLINED))
    save_draft(clinic, between)
    sign_consultation(clinic, between, passphrase=PASSPHRASE)
    carried = begin_consultation(clinic, patient_id=card.patient_id, visit_on=TODAY).history.carried
    assert carried is not None
    assert (carried.told_on("diabetes"), carried.told_on("takes_medicines")) == (date(2025, 12, 1), _AUTUMN)
    assert carried.medicines == (_WARFARIN,)
