"""Saves and finds patients."""

from collections.abc import Iterable, Sequence

from sqlalchemy import Select, func, or_, select
from sqlalchemy.orm import Session

from meso_desktop.db.cards import patient_card, put_patient
from meso_desktop.db.search import numbers_found, put_in_index
from meso_desktop.db.tables import PatientRow, PatientStateRow
from meso_desktop.domain.errors import UserError
from meso_desktop.domain.ids import PatientId
from meso_desktop.domain.message import message
from meso_desktop.domain.people import PatientCard, Sex
from meso_desktop.domain.text import folded, name_words, phone_core
from meso_desktop.services.cards import checked_patient
from meso_desktop.services.session import OpenClinic
from meso_desktop.services.summaries import PatientRecord, PatientSummary

__all__ = ["PatientRecord", "PatientSummary", "find_patients", "patient", "probable_duplicates", "recent_patients", "save_patient"]

_LEAST_PHONE = 6
_MOST_ALIKE = 20


def save_patient(clinic: OpenClinic, card: PatientCard) -> PatientCard:
    """Insert or update a patient and return the card as stored. Raises UserError ``patient.*``, with the field as value `field`."""
    card = checked_patient(card, today=clinic.clock.today())
    with clinic.store.write() as session:
        _refuse_taken_file_number(session, card)
        row = session.scalars(select(PatientRow).where(PatientRow.patient_id == card.patient_id)).one_or_none()
        if row is None:
            row = PatientRow(patient_id=card.patient_id)
            session.add(row)
        put_patient(row, card)
        row.sort_key = " ".join(folded(name) for name in (card.family_name, card.given_name))
        row.phone_key = phone_core(card.telephone)
        row.touched_at = clinic.clock.now()
        session.flush()
        put_in_index(session, row.number, card)
    return card


def patient(clinic: OpenClinic, patient_id: PatientId) -> PatientRecord:
    """Return a patient. Raises UserError ``patient.unknown``."""
    with clinic.store.read() as session:
        card = card_of(session, patient_id)
        state = session.get(PatientStateRow, patient_id)
        if state is None:
            return PatientRecord(card=card)
        return PatientRecord(card=card, eligible_on=state.eligible_on, eligible_reason=state.eligible_reason)


def find_patients(clinic: OpenClinic, text: str, *, limit: int = 50) -> tuple[PatientSummary, ...]:
    """Return patients whose name, birth date, telephone or file number hold every part of `text`.

    Those where each part begins a word come first, then by name. An empty text finds nobody.
    """
    with clinic.store.read() as session:
        found: list[PatientSummary] = []
        for numbers in numbers_found(session, text, limit=limit):
            if numbers and len(found) < limit:
                some = _selected().where(PatientRow.number.in_(numbers)).order_by(PatientRow.sort_key, PatientRow.birth_on)
                found += _summaries(session, some.limit(limit - len(found)))
    return tuple(found)


def probable_duplicates(clinic: OpenClinic, card: PatientCard) -> tuple[PatientSummary, ...]:
    """Return other patients who may be the same person: a name shared and the birth date, or the telephone."""
    words = _name_set(card.family_name, card.given_name, card.former_name)
    phone = phone_core(card.telephone)
    alike = [PatientRow.birth_on == card.birth_on]
    if len(phone) >= _LEAST_PHONE:
        alike.append(PatientRow.phone_key == phone)
    query = _selected().where(PatientRow.patient_id != card.patient_id, or_(*alike)).order_by(PatientRow.sort_key).limit(1000)
    with clinic.store.read() as session:
        found = _summaries(session, query)
    same = (
        s for s in found
        if (s.birth_on == card.birth_on and words & _name_set(s.family_name, s.given_name, s.former_name))
        or (len(phone) >= _LEAST_PHONE and phone_core(s.telephone) == phone)
    )
    return tuple(same)[:_MOST_ALIKE]


def recent_patients(clinic: OpenClinic, *, limit: int = 8) -> tuple[PatientSummary, ...]:
    """Return the patients seen or changed last, newest first."""
    query = _selected().order_by(PatientRow.touched_at.desc(), PatientRow.number.desc()).limit(limit)
    with clinic.store.read() as session:
        return tuple(_summaries(session, query))


def card_of(session: Session, patient_id: PatientId) -> PatientCard:
    """Return the patient's present card. Raises UserError ``patient.unknown``."""
    row = session.scalars(select(PatientRow).where(PatientRow.patient_id == patient_id)).one_or_none()
    if row is None:
        raise UserError(message("patient.unknown"))
    return patient_card(row)


def summaries_of(session: Session, patient_ids: Iterable[PatientId]) -> dict[PatientId, PatientSummary]:
    """Return the summaries of some patients by id."""
    found = _summaries(session, _selected().where(PatientRow.patient_id.in_(list(patient_ids))))
    return {summary.patient_id: summary for summary in found}


def _selected() -> Select[PatientRow, PatientStateRow]:
    return select(PatientRow, PatientStateRow).outerjoin(PatientStateRow, PatientStateRow.patient_id == PatientRow.patient_id)


def _summaries(session: Session, query: Select[PatientRow, PatientStateRow]) -> Sequence[PatientSummary]:
    return [_summary(row, state) for row, state in session.execute(query)]


def _summary(row: PatientRow, state: PatientStateRow | None) -> PatientSummary:
    return PatientSummary(
        patient_id=PatientId(row.patient_id), family_name=row.family_name, given_name=row.given_name, former_name=row.former_name,
        birth_on=row.birth_on, sex=Sex(row.sex), telephone=row.telephone, file_number=row.file_number,
        last_visit_on=None if state is None else state.last_visit_on, eligible_on=None if state is None else state.eligible_on,
    )


def _name_set(*names: str) -> set[str]:
    return {word for name in names for word in name_words(name) if len(word) > 1 or not word.isascii()}


def _refuse_taken_file_number(session: Session, card: PatientCard) -> None:
    if not card.file_number:
        return
    taken = select(func.count()).where(PatientRow.file_number == card.file_number, PatientRow.patient_id != card.patient_id)
    if session.scalar(taken):
        raise UserError(message("patient.file_number_taken", field="file_number", number=card.file_number))
