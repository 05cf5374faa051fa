"""Signing: once, by the practitioner's own passphrase, only what may be signed; additions are sealed the same way."""

from datetime import timedelta
from uuid import UUID

import pytest
from msgspec.structs import replace
from sqlalchemy import func, select, text
from sqlalchemy.exc import DBAPIError

from meso_desktop.db.tables import SealedDocumentRow
from meso_desktop.domain.codec import encode_consultation
from meso_desktop.domain.consultation import Outcome, OutcomeKind
from meso_desktop.domain.edits import refuse_entry, set_note, set_outcome
from meso_desktop.domain.errors import UserError
from meso_desktop.domain.ids import ConsultationId
from meso_desktop.domain.seal import digest
from meso_desktop.services.drafts import list_drafts, open_draft
from meso_desktop.services.patients import save_patient
from meso_desktop.services.records import open_record, patient_timeline, recent_records
from meso_desktop.services.session import OpenClinic
from meso_desktop.services.signing import add_addendum, sign_consultation
from meso_desktop.services.verification import verify_clinic
from tests.services.opening import DOCTOR, PASSPHRASE, TODAY, a_draft, a_patient, a_record

_COPIED = "SELECT number, kind, record_id, consultation_id, x'00', assessment, envelope, signature, link FROM sealed_document"


def _sealed(clinic: OpenClinic) -> int:
    with clinic.store.read() as session:
        return session.scalar(select(func.count()).select_from(SealedDocumentRow)) or 0


def test_a_signed_record_is_the_document_its_assessment_and_a_seal_that_holds(clinic: OpenClinic) -> None:
    document = set_note(a_draft(clinic, a_patient(clinic)), "last words")
    record = sign_consultation(clinic, document, passphrase=PASSPHRASE)
    assert (record.document, record.seal_holds, record.faults, record.addenda) == (document, True, (), ())
    assert record.assessment.may_sign
    assert record.envelope.document_digest == digest(encode_consultation(document))
    assert (record.envelope.signer, record.envelope.number) == (DOCTOR.practitioner_id, 1)
    assert open_record(clinic, document.consultation_id) == record


def test_signing_takes_the_draft_away_in_the_same_step(clinic: OpenClinic) -> None:
    a_record(clinic, a_patient(clinic))
    assert list_drafts(clinic) == ()


def test_signing_twice_seals_once(clinic: OpenClinic) -> None:
    document = a_draft(clinic, a_patient(clinic))
    sign_consultation(clinic, document, passphrase=PASSPHRASE)
    with pytest.raises(UserError, match=r"sign\.already_signed"):
        sign_consultation(clinic, document, passphrase=PASSPHRASE)
    assert _sealed(clinic) == 1


def test_a_wrong_passphrase_signs_nothing_and_the_right_one_works_next(clinic: OpenClinic) -> None:
    document = a_draft(clinic, a_patient(clinic))
    with pytest.raises(UserError, match=r"sign\.wrong_passphrase"):
        sign_consultation(clinic, document, passphrase="not the passphrase")
    assert _sealed(clinic) == 0
    assert sign_consultation(clinic, document, passphrase=PASSPHRASE).seal_holds


@pytest.mark.parametrize("is_treated", [True, False])
def test_what_may_not_be_signed_is_not_and_stays_a_draft(clinic: OpenClinic, is_treated: bool) -> None:  # noqa: FBT001  # a column
    document = a_draft(clinic, a_patient(clinic))
    if is_treated:
        document = set_outcome(document, Outcome(kind=OutcomeKind.TREAT))
    else:
        document = refuse_entry(document, field="examination.weight", text="900")
    with pytest.raises(UserError, match=r"sign\.not_ready"):
        sign_consultation(clinic, document, passphrase=PASSPHRASE)
    assert _sealed(clinic) == 0
    open_draft(clinic, document.consultation_id)


def test_a_visit_in_the_future_is_not_signed_and_one_in_the_past_keeps_both_dates(clinic: OpenClinic) -> None:
    card = a_patient(clinic)
    with pytest.raises(UserError, match=r"sign\.visit_in_future"):
        a_record(clinic, card, visit_on=TODAY + timedelta(days=1))
    record = a_record(clinic, card, visit_on=TODAY - timedelta(days=90))
    assert (record.document.visit_on, record.envelope.signed_at.date()) == (TODAY - timedelta(days=90), TODAY)


def test_a_discarded_draft_is_not_signed(clinic: OpenClinic) -> None:
    document = replace(a_draft(clinic, a_patient(clinic)), consultation_id=ConsultationId(UUID(int=3)))
    with pytest.raises(UserError, match=r"draft\.gone"):
        sign_consultation(clinic, document, passphrase=PASSPHRASE)
    assert _sealed(clinic) == 0


def test_the_patients_card_freezes_as_it_is_at_signing(clinic: OpenClinic) -> None:
    card = a_patient(clinic)
    document = a_draft(clinic, card)
    married = save_patient(clinic, replace(card, family_name="Married"))
    record = sign_consultation(clinic, document, passphrase=PASSPHRASE)
    save_patient(clinic, replace(card, family_name="Later"))
    assert open_record(clinic, document.consultation_id).document.patient == married == record.document.patient


def test_a_full_disk_at_signing_signs_nothing_and_keeps_the_draft(clinic: OpenClinic) -> None:
    document = set_note(a_draft(clinic, a_patient(clinic)), "long " * 20_000)
    with clinic.store.engine.connect() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
        connection.exec_driver_sql(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(UserError, match=r"save\.disk_full"):
        sign_consultation(clinic, document, passphrase=PASSPHRASE)
    with clinic.store.engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA max_page_count = 1000000")
    assert _sealed(clinic) == 0
    assert sign_consultation(clinic, document, passphrase=PASSPHRASE).seal_holds


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE sealed_document SET document = x'00'", "DELETE FROM sealed_document",
        "INSERT OR REPLACE INTO sealed_document SELECT * FROM sealed_document WHERE number = 1",
        f"REPLACE INTO sealed_document {_COPIED}",
        "UPDATE knowledge_pack SET data = x'00'", "DELETE FROM signing_key", "DELETE FROM seal_head",
        f"INSERT INTO sealed_document {_COPIED} WHERE true ON CONFLICT DO UPDATE SET document = x'00'",
    ],
)
def test_no_statement_changes_what_is_sealed(clinic: OpenClinic, statement: str) -> None:
    a_record(clinic, a_patient(clinic))
    with pytest.raises(DBAPIError, match=r"insert-only|is kept"), clinic.store.write() as session:
        session.execute(text(statement))
    assert verify_clinic(clinic).faults == ()


def test_an_addendum_is_sealed_and_stands_with_its_record(clinic: OpenClinic) -> None:
    record = a_record(clinic, a_patient(clinic))
    own = record.document.consultation_id
    added = add_addendum(clinic, own, text="Called: no bruises.", reason="the patient called", passphrase=PASSPHRASE)
    assert (added.text, added.reason, added.by, added.seal_holds) == ("Called: no bruises.", "the patient called", DOCTOR, True)
    again = open_record(clinic, own)
    assert again.addenda == (added,)
    assert (again.document, again.head) == (record.document, record.head)
    assert verify_clinic(clinic).records == 2


@pytest.mark.parametrize(
    ("words", "reason", "passphrase", "problem"),
    [
        ("", "called", PASSPHRASE, "addendum.text_missing"), ("text", " \n", PASSPHRASE, "addendum.reason_missing"),
        ("text", "called", "wrong one", "sign.wrong_passphrase"), ("x" * 20_001, "called", PASSPHRASE, "addendum.too_long"),
    ],
)
def test_an_incomplete_addendum_is_refused(clinic: OpenClinic, words: str, reason: str, passphrase: str, problem: str) -> None:
    own = a_record(clinic, a_patient(clinic)).document.consultation_id
    with pytest.raises(UserError) as refused:
        add_addendum(clinic, own, text=words, reason=reason, passphrase=passphrase)
    assert refused.value.message.id == problem
    assert open_record(clinic, own).addenda == ()


def test_a_draft_takes_no_addendum(clinic: OpenClinic) -> None:
    document = a_draft(clinic, a_patient(clinic))
    with pytest.raises(UserError, match=r"record\.unknown"):
        add_addendum(clinic, document.consultation_id, text="text", reason="called", passphrase=PASSPHRASE)


def test_the_timeline_goes_by_visit_and_marks_drafts(clinic: OpenClinic) -> None:
    card, other = a_patient(clinic), a_patient(clinic, "Other")
    newest = a_record(clinic, card, visit_on=TODAY - timedelta(days=10))
    oldest = a_record(clinic, card, visit_on=TODAY - timedelta(days=100))
    draft = a_draft(clinic, card)
    a_record(clinic, other)
    seen = [(r.consultation_id, r.is_draft) for r in patient_timeline(clinic, card.patient_id)]
    assert seen == [
        (draft.consultation_id, True), (newest.document.consultation_id, False), (oldest.document.consultation_id, False),
    ]
    assert [r.patient_name for r in recent_records(clinic, limit=2)] == ["Other, Ève", "Martin, Ève"]


def test_a_record_that_is_not_there_is_told(clinic: OpenClinic) -> None:
    with pytest.raises(UserError, match=r"record\.unknown"):
        open_record(clinic, ConsultationId(UUID(int=5)))
