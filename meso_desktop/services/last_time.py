"""Finds what was signed for a patient on the visits before one, each only while its seal holds."""

from datetime import date

from sqlalchemy import select

from meso_desktop.db.tables import RecordRow
from meso_desktop.domain.consultation import Consultation
from meso_desktop.domain.errors import UserError
from meso_desktop.domain.ids import ConsultationId, PatientId
from meso_desktop.services.records import open_record
from meso_desktop.services.session import OpenClinic

__all__ = ["last_signed", "signed_visits"]


def last_signed(clinic: OpenClinic, *, patient_id: PatientId, visit_on: date) -> Consultation | None:
    """Return the patient's latest signed consultation by visit date, not after this visit.

    A draft is none. Where the seal of the latest does not hold there is none either: what was forged is not planned again, nor is an
    older plan offered in its place as if it were the last.
    """
    return next(iter(signed_visits(clinic, patient_id=patient_id, visit_on=visit_on, limit=1)), None)


def signed_visits(clinic: OpenClinic, *, patient_id: PatientId, visit_on: date, limit: int) -> tuple[Consultation | None, ...]:
    """Return the patient's last signed consultations by visit date, the last first; None for one that cannot be read or trusted."""
    last = (
        select(RecordRow.consultation_id)
        .where(RecordRow.patient_id == patient_id, RecordRow.visit_on <= visit_on)
        .order_by(RecordRow.visit_on.desc(), RecordRow.number.desc())
        .limit(limit)
    )
    with clinic.store.read() as session:
        found = session.scalars(last).all()
    return tuple(_sound(clinic, ConsultationId(one)) for one in found)


def _sound(clinic: OpenClinic, consultation_id: ConsultationId) -> Consultation | None:
    try:
        record = open_record(clinic, consultation_id)
    except UserError:
        return None
    return record.document if record.seal_holds else None
