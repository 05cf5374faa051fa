"""Finds and opens signed records, each verified as it is shown."""

from datetime import date, datetime, timedelta
from typing import Final

from sqlalchemy import ColumnElement, exists, select
from sqlalchemy.orm import Session, aliased

from meso_desktop.db.projections import decode_assessment
from meso_desktop.db.seal_checks import Trusted, row_faults, trusted
from meso_desktop.db.tables import DraftRow, PatientRow, PatientStateRow, PlannedSessionRow, RecordRow, SealedDocumentRow
from meso_desktop.domain.addendum import decode_addendum
from meso_desktop.domain.codec import decode_consultation
from meso_desktop.domain.consultation import OutcomeKind
from meso_desktop.domain.errors import UserError
from meso_desktop.domain.ids import ConsultationId, PatientId
from meso_desktop.domain.message import Message, message
from meso_desktop.domain.seal import SealedKind, decode_envelope, seal_of
from meso_desktop.domain.waiting import JUST_COME_DAYS
from meso_desktop.services.patients import card_of, summaries_of
from meso_desktop.services.session import OpenClinic
from meso_desktop.services.summaries import Addendum, DuePatient, DueReason, RecordSummary, SealedRecord

__all__ = [
    "Addendum", "DuePatient", "DueReason", "RecordSummary", "SealedRecord",
    "due_patients", "open_record", "patient_timeline", "recent_records", "sealed_bytes",
]

_ELIGIBLE_WITHIN: Final = timedelta(days=30)
_JUST_COME: Final = timedelta(days=JUST_COME_DAYS)
_SESSIONS_WITHIN: Final = timedelta(days=14)


def patient_timeline(clinic: OpenClinic, patient_id: PatientId) -> tuple[RecordSummary, ...]:
    """Return a patient's records and drafts, newest visit first. Raises UserError ``patient.unknown``."""
    with clinic.store.read() as session:
        card = card_of(session, patient_id)
        name = _name(card.family_name, card.given_name)
        rows = session.scalars(select(RecordRow).where(RecordRow.patient_id == patient_id)).all()
        columns = (DraftRow.consultation_id, DraftRow.visit_on, DraftRow.saved_at)
        drafts = session.execute(select(*columns).where(DraftRow.patient_id == patient_id)).all()
    found = [_summary(row, name) for row in rows]
    found += [
        RecordSummary(
            consultation_id=ConsultationId(own_id), patient_id=patient_id, patient_name=name, visit_on=day, is_draft=True,
            saved_at=saved_at,
        )
        for own_id, day, saved_at in drafts
    ]
    return tuple(sorted(found, key=_age, reverse=True))


def open_record(clinic: OpenClinic, consultation_id: ConsultationId) -> SealedRecord:
    """Return a signed record with what verification says of it now. Raises UserError: ``record.unknown``, ``record.unreadable``."""
    with clinic.store.read() as session:
        order = SealedDocumentRow.number
        rows = session.scalars(select(SealedDocumentRow).where(SealedDocumentRow.consultation_id == consultation_id).order_by(order)).all()
        own = next((row for row in rows if row.kind == SealedKind.CONSULTATION.value), None)
        if own is None:
            raise UserError(message("record.unknown"))
        against = trusted(session, chain_key=clinic.store.chain_key)
        addenda = tuple(_addendum(session, row, against) for row in rows if row is not own)
        faults = row_faults(own, _before(session, own), against)
        return _opened(own, faults, addenda)


def sealed_bytes(clinic: OpenClinic, consultation_id: ConsultationId) -> bytes:
    """Return a signed document as it is stored, which is what its seal covers. Raises UserError ``record.unknown``."""
    own = (SealedDocumentRow.record_id == consultation_id, SealedDocumentRow.kind == SealedKind.CONSULTATION.value)
    with clinic.store.read() as session:
        stored = session.scalar(select(SealedDocumentRow.document).where(*own))
    if stored is None:
        raise UserError(message("record.unknown"))
    return stored


def recent_records(clinic: OpenClinic, *, limit: int = 8) -> tuple[RecordSummary, ...]:
    """Return the records signed last, newest first."""
    query = (
        select(RecordRow, PatientRow.family_name, PatientRow.given_name)
        .join(PatientRow, PatientRow.patient_id == RecordRow.patient_id)
        .order_by(RecordRow.signed_at.desc(), RecordRow.number.desc())
        .limit(limit)
    )
    with clinic.store.read() as session:
        return tuple(_summary(row, _name(family, given)) for row, family, given in session.execute(query))


def due_patients(clinic: OpenClinic, *, today: date) -> tuple[DuePatient, ...]:
    """Return deferred patients who may be treated soon or just now, and sessions planned in the next 14 days; soonest first.

    A deferral stands here from 30 days before the day it ends until `JUST_COME_DAYS` after.
    Sessions count only of a patient's latest signed plan.
    """
    with clinic.store.read() as session:
        waiting = session.scalars(
            select(PatientStateRow).where(PatientStateRow.eligible_on.between(today - _JUST_COME, today + _ELIGIBLE_WITHIN))
        ).all()
        planned = session.execute(
            select(PlannedSessionRow, RecordRow.patient_id)
            .join(RecordRow, RecordRow.consultation_id == PlannedSessionRow.consultation_id)
            .where(PlannedSessionRow.planned_on.between(today, today + _SESSIONS_WITHIN), ~_has_later_plan()),
        ).all()
        people = summaries_of(session, {PatientId(w.patient_id) for w in waiting} | {PatientId(p) for _, p in planned})
    due = [
        DuePatient(
            patient=people[PatientId(w.patient_id)], reason=DueReason.ELIGIBLE, on=w.eligible_on,
            consultation_id=ConsultationId(w.consultation_id),
        )
        for w in waiting if w.eligible_on is not None
    ]
    due += [
        DuePatient(
            patient=people[PatientId(patient_id)], reason=DueReason.SESSION, on=row.planned_on,
            consultation_id=ConsultationId(row.consultation_id), session_number=row.number,
        )
        for row, patient_id in planned
    ]
    return tuple(sorted(due, key=lambda d: (d.on, d.patient.family_name, d.patient.given_name)))


def _has_later_plan() -> ColumnElement[bool]:
    later = aliased(RecordRow)
    return exists().where(
        later.patient_id == RecordRow.patient_id, later.outcome == OutcomeKind.TREAT.value,
        (later.visit_on > RecordRow.visit_on) | ((later.visit_on == RecordRow.visit_on) & (later.number > RecordRow.number)),
    )


def _opened(row: SealedDocumentRow, faults: tuple[Message, ...], addenda: tuple[Addendum, ...]) -> SealedRecord:
    envelope, assessment = decode_envelope(row.envelope), decode_assessment(row.assessment)
    try:
        document = decode_consultation(row.document)
    except UserError as error:
        raise UserError(message("record.unreadable", number=row.number)) from error
    if envelope is None or assessment is None:
        raise UserError(message("record.unreadable", number=row.number))
    return SealedRecord(
        document=document, assessment=assessment, envelope=envelope, seal_holds=not faults, faults=faults, addenda=addenda,
        head=seal_of(row.envelope, row.signature),
    )


def _addendum(session: Session, row: SealedDocumentRow, against: Trusted) -> Addendum:
    try:
        document = decode_addendum(row.document)
    except UserError as error:
        raise UserError(message("record.unreadable", number=row.number)) from error
    return Addendum(
        addendum_id=document.addendum_id, text=document.text, reason=document.reason, by=document.by, at=document.at,
        seal_holds=not row_faults(row, _before(session, row), against),
    )


def _before(session: Session, row: SealedDocumentRow) -> SealedDocumentRow | None:
    earlier = select(SealedDocumentRow).where(SealedDocumentRow.number < row.number)
    return session.scalars(earlier.order_by(SealedDocumentRow.number.desc()).limit(1)).one_or_none()


def _summary(row: RecordRow, name: str) -> RecordSummary:
    return RecordSummary(
        consultation_id=ConsultationId(row.consultation_id), patient_id=PatientId(row.patient_id), patient_name=name, visit_on=row.visit_on,
        is_draft=False, signed_at=row.signed_at, outcome=OutcomeKind(row.outcome), eligible_on=row.eligible_on, signed_by=row.signed_by,
        areas=tuple(row.areas.split()), families=tuple(row.families.split()), addenda=row.addenda,
    )


def _age(summary: RecordSummary) -> tuple[date, bool, datetime | None]:
    return summary.visit_on, summary.is_draft, summary.signed_at or summary.saved_at


def _name(family: str, given: str) -> str:
    return ", ".join(part for part in (family, given) if part)
