"""What lists show of the signed records, written with each seal and rebuilt from the sealed documents at any time."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from uuid import UUID

import msgspec
from msgspec import Struct
from sqlalchemy import ColumnElement, delete, func, select, update
from sqlalchemy.orm import Session

from meso_desktop.db.tables import PatientStateRow, PlannedSessionRow, RecordRow, SealedDocumentRow
from meso_desktop.domain.assessment import Assessment
from meso_desktop.domain.codec import decode_consultation
from meso_desktop.domain.consultation import Consultation, OutcomeKind
from meso_desktop.domain.errors import UserError
from meso_desktop.domain.seal import SealedKind, decode_envelope

_BATCH = 50


class Shown(Struct, frozen=True, kw_only=True):
    """What lists show of one sealed consultation."""

    record: dict[str, object]
    sessions: tuple[tuple[int, date], ...]


def shown(row: SealedDocumentRow) -> Shown | None:
    """Return what lists show of a sealed consultation, None when its bytes cannot be read."""
    envelope = decode_envelope(row.envelope)
    try:
        document, assessment = decode_consultation(row.document), decode_assessment(row.assessment)
    except UserError:
        return None
    if envelope is None or assessment is None or document.patient is None or document.outcome is None:
        return None
    is_deferred = document.outcome.kind is OutcomeKind.DEFER
    is_treated = document.outcome.kind is OutcomeKind.TREAT
    record: dict[str, object] = {
        "consultation_id": row.consultation_id, "number": row.number, "patient_id": document.patient.patient_id,
        "visit_on": document.visit_on, "signed_at": envelope.signed_at, "signed_by": _signed_by(document),
        "outcome": document.outcome.kind.value,
        "eligible_on": assessment.eligible_on,
        "eligible_reason": document.outcome.reason if is_deferred or assessment.eligible_on else "",
        "areas": " ".join(dict.fromkeys(target.area for target in document.target_areas)),
        "families": " ".join(dict.fromkeys(line.family.value for line in assessment.lines if line.family)),
    }
    return Shown(record=record, sessions=tuple((s.number, s.on) for s in assessment.sessions) if is_treated else ())


def decode_assessment(data: bytes) -> Assessment | None:
    """Return the stored assessment, None when the bytes cannot be read."""
    try:
        return msgspec.json.decode(data, type=Assessment)
    except (msgspec.MsgspecError, ValueError):
        return None


def project(session: Session, row: SealedDocumentRow) -> None:
    """Write what lists show of a row that was just sealed."""
    if row.kind == SealedKind.ADDENDUM.value:
        record = RecordRow.consultation_id == row.consultation_id
        session.execute(update(RecordRow).where(record).values(addenda=RecordRow.addenda + 1))
        return
    what = shown(row)
    if what is None:
        return
    session.add(RecordRow(**what.record, addenda=0))
    session.flush()
    for number, day in what.sessions:
        session.add(PlannedSessionRow(consultation_id=row.consultation_id, number=number, planned_on=day))
    patient_id = what.record["patient_id"]
    assert isinstance(patient_id, UUID)  # noqa: S101  # narrows for the type checker
    put_state(session, patient_id)


def put_state(session: Session, patient_id: UUID) -> None:
    """Write what the signed records say of a patient now: last visit, and the deferral that still stands."""
    session.flush()
    records = _newest_first(session, RecordRow.patient_id == patient_id)
    session.execute(delete(PatientStateRow).where(PatientStateRow.patient_id == patient_id))
    if not records:
        return
    standing = _standing(records) or records[0]
    session.add(PatientStateRow(
        patient_id=patient_id, consultation_id=standing.consultation_id, last_visit_on=records[0].visit_on,
        eligible_on=standing.eligible_on, eligible_reason=standing.eligible_reason,
    ))
    session.flush()


def eligible_before(session: Session, consultation_id: UUID) -> date | None:
    """Return the day from which the patient of a sealed consultation might be treated, as the records sealed before it had it."""
    own = session.get(RecordRow, consultation_id)
    if own is None:
        return None
    standing = _standing(_newest_first(session, RecordRow.patient_id == own.patient_id, RecordRow.number < own.number))
    return None if standing is None else standing.eligible_on


def rebuild(session: Session) -> None:
    """Make every projection anew from the sealed documents, which proves that lists hold nothing of their own.

    The program itself calls it nowhere: it is for a migration that changes what lists show.
    """
    for table in (PlannedSessionRow, PatientStateRow, RecordRow):
        session.execute(delete(table))
    session.expunge_all()
    for row in sealed_rows(session):
        project(session, row)


def differs(session: Session, row: SealedDocumentRow) -> bool:
    """Tell whether the lists show something else than the sealed consultation."""
    expected = shown(row)
    try:
        stored = session.get(RecordRow, row.consultation_id)
    except ValueError:  # a value that no column of its type may hold
        return True
    if expected is None or stored is None:
        return True
    addenda = session.scalar(select(func.count()).where(
        SealedDocumentRow.consultation_id == row.consultation_id, SealedDocumentRow.kind == SealedKind.ADDENDUM.value,
    ))
    own = PlannedSessionRow.consultation_id == row.consultation_id
    planned = session.scalars(select(PlannedSessionRow).where(own).order_by(PlannedSessionRow.number)).all()
    return (
        any(getattr(stored, field) != value for field, value in expected.record.items())
        or stored.addenda != addenda
        or tuple((p.number, p.planned_on) for p in planned) != expected.sessions
    )


def sealed_rows(session: Session) -> Iterator[SealedDocumentRow]:
    """Give every sealed row in the order of the chain, a few at a time."""
    after = 0
    while True:
        some = select(SealedDocumentRow).where(SealedDocumentRow.number > after).order_by(SealedDocumentRow.number).limit(_BATCH)
        rows = session.scalars(some).all()
        yield from rows
        if len(rows) < _BATCH:
            return
        after = rows[-1].number


def _newest_first(session: Session, *which: ColumnElement[bool]) -> Sequence[RecordRow]:
    newest = (RecordRow.visit_on.desc(), RecordRow.number.desc())
    return session.scalars(select(RecordRow).where(*which).order_by(*newest)).all()


def _standing(records: Iterable[RecordRow]) -> RecordRow | None:
    """Return the newest record that treats or sets a day; what only postpones, declines or refers leaves an earlier day standing."""
    return next((r for r in records if r.outcome == OutcomeKind.TREAT.value or r.eligible_on is not None), None)


def _signed_by(document: Consultation) -> str:
    return " ".join(part for part in (document.practitioner.title, document.practitioner.name) if part)
