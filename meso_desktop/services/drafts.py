"""Begins, saves, opens, moves and discards drafts."""

from datetime import date, datetime
from typing import Final, cast

from msgspec.structs import replace
from sqlalchemy import Table, bindparam, delete, select, update
from sqlalchemy.engine import CursorResult
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from meso_desktop.db.tables import DraftRow, PatientRow, SealedDocumentRow
from meso_desktop.domain.carrying import set_carried
from meso_desktop.domain.codec import decode_consultation, encode_consultation
from meso_desktop.domain.consultation import Consultation, Step
from meso_desktop.domain.errors import UserError
from meso_desktop.domain.history import History
from meso_desktop.domain.ids import ConsultationId, PatientId
from meso_desktop.domain.local_time import offset_text
from meso_desktop.domain.message import message
from meso_desktop.services.carrying import earlier_answers
from meso_desktop.services.patients import card_of, summaries_of
from meso_desktop.services.session import OpenClinic
from meso_desktop.services.summaries import DraftSummary

__all__ = ["DraftSummary", "begin_consultation", "discard_draft", "list_drafts", "open_draft", "save_draft"]

# Made once and on the table itself: this runs at every pause in typing, and the mapper would double its time.
_DRAFTS: Final = cast("Table", DraftRow.__table__)
_COLUMNS: Final = ("patient_id", "visit_on", "saved_at", "step_hint", "document")
_SAVE: Final = (
    update(_DRAFTS).where(_DRAFTS.c.consultation_id == bindparam("saved_id")).values({name: bindparam(name) for name in _COLUMNS})
)


def begin_consultation(clinic: OpenClinic, *, patient_id: PatientId | None, visit_on: date) -> Consultation:
    """Begin a consultation, with what the patient's last record offers, and keep it as a draft at once.

    Raises UserError ``patient.unknown``.
    """
    now = clinic.clock.now()
    carried = None if patient_id is None else earlier_answers(clinic, patient_id=patient_id, visit_on=visit_on)
    with clinic.store.write() as session:
        document = Consultation(
            consultation_id=ConsultationId(clinic.new_id()), visit_on=visit_on, begun_at=now,
            utc_offset=offset_text(clinic.clock.utc_offset()), clinic=clinic.clinic,
            practitioner=clinic.practitioner, patient=None if patient_id is None else card_of(session, patient_id),
            history=History(carried=carried),
        )
        session.add(DraftRow(consultation_id=document.consultation_id, begun_at=now, **_columns(document, now)))
        if patient_id is not None:
            session.execute(update(PatientRow).where(PatientRow.patient_id == patient_id).values(touched_at=now))
    return document


def save_draft(clinic: OpenClinic, document: Consultation) -> datetime:
    """Save a begun draft durably and return when.

    Raises UserError: ``draft.gone``, ``draft.already_signed``, ``patient.unknown``, ``save.disk_full``, ``save.not_written``.
    """
    now = clinic.clock.now()
    values = {"saved_id": document.consultation_id, **_columns(document, now)}
    try:
        with clinic.store.write() as session:
            if _rows(session, _SAVE, values) == 0:
                raise _why_gone(session, document.consultation_id)
    except IntegrityError:
        raise UserError(message("patient.unknown")) from None
    return now


def open_draft(clinic: OpenClinic, consultation_id: ConsultationId) -> Consultation:
    """Return a draft with the present cards of patient and clinic and what the patient's last record offers now.

    Raises UserError: ``draft.gone``, ``draft.already_signed``.
    """
    with clinic.store.read() as session:
        document = with_present_cards(clinic, session, decode_consultation(_row(session, consultation_id).document))
    card = document.patient
    carried = None if card is None else earlier_answers(clinic, patient_id=card.patient_id, visit_on=document.visit_on)
    return set_carried(document, carried)


def list_drafts(clinic: OpenClinic) -> tuple[DraftSummary, ...]:
    """Return all drafts, last saved first."""
    columns = (DraftRow.consultation_id, DraftRow.patient_id, DraftRow.visit_on, DraftRow.begun_at, DraftRow.saved_at, DraftRow.step_hint)
    with clinic.store.read() as session:
        rows = session.execute(select(*columns).order_by(DraftRow.saved_at.desc(), DraftRow.consultation_id)).all()
        people = summaries_of(session, {PatientId(row[1]) for row in rows if row[1] is not None})
    return tuple(
        DraftSummary(
            consultation_id=ConsultationId(consultation_id), patient=None if patient_id is None else people[PatientId(patient_id)],
            visit_on=visit_on, begun_at=begun_at, saved_at=saved_at, step_hint=hint,
        )
        for consultation_id, patient_id, visit_on, begun_at, saved_at, hint in rows
    )


def discard_draft(clinic: OpenClinic, consultation_id: ConsultationId) -> None:
    """Forget a draft. Raises UserError: ``draft.gone``, ``draft.already_signed``."""
    with clinic.store.write() as session:
        remove_draft(session, consultation_id)


def remove_draft(session: Session, consultation_id: ConsultationId) -> None:
    """Delete a draft inside a transaction. Raises UserError: ``draft.gone``, ``draft.already_signed``."""
    if _rows(session, delete(DraftRow).where(DraftRow.consultation_id == consultation_id)) == 0:
        raise _why_gone(session, consultation_id)


def with_present_cards(clinic: OpenClinic, session: Session, document: Consultation) -> Consultation:
    """Return the document with the cards that clinic, practitioner and patient have now."""
    card = document.patient
    present = None if card is None else card_of(session, card.patient_id)
    return replace(document, clinic=clinic.clinic, practitioner=clinic.practitioner, patient=present)


def step_reached(document: Consultation) -> Step:
    """Return the last step that holds something."""
    history, plan = document.history, document.plan
    reached = (
        (Step.REVIEW, document.outcome is not None),
        (Step.ADVICE, document.consent is not None or bool(document.advice.chosen or document.advice.extra)),
        (Step.PLAN, bool(plan.lines) or plan.anaesthetic is not None or plan.first_session_on is not None),
        (Step.AREAS, bool(document.target_areas)),
        (Step.EXAMINATION, document.examination != type(document.examination)()),
        (Step.HISTORY, replace(history, carried=None) != type(history)()),
    )
    return next((step for step, holds in reached if holds), Step.PATIENT)


def _columns(document: Consultation, now: datetime) -> dict[str, object]:
    return {
        "patient_id": None if document.patient is None else document.patient.patient_id,
        "visit_on": document.visit_on, "saved_at": now, "step_hint": step_reached(document).value,
        "document": encode_consultation(document),
    }


def _row(session: Session, consultation_id: ConsultationId) -> DraftRow:
    row = session.get(DraftRow, consultation_id)
    if row is None:
        raise _why_gone(session, consultation_id)
    return row


def _rows(session: Session, statement: object, values: dict[str, object] | None = None) -> int:
    result = session.execute(statement, values)  # type: ignore[call-overload]  # an update or a delete
    assert isinstance(result, CursorResult)  # noqa: S101  # narrows for the type checker
    return result.rowcount


def _why_gone(session: Session, consultation_id: ConsultationId) -> UserError:
    sealed = session.scalar(select(SealedDocumentRow.number).where(SealedDocumentRow.record_id == consultation_id))
    return UserError(message("draft.gone" if sealed is None else "draft.already_signed"))
