"""Finds what the last signed consultation of a patient offers to a visit."""

from datetime import date

from sqlalchemy import select

from meso_desktop.db.tables import RecordRow
from meso_desktop.domain.carrying import carried_from
from meso_desktop.domain.errors import UserError
from meso_desktop.domain.history import Carried
from meso_desktop.domain.ids import ConsultationId, PatientId
from meso_desktop.services.records import open_record
from meso_desktop.services.session import OpenClinic

__all__ = ["earlier_answers"]


def earlier_answers(clinic: OpenClinic, *, patient_id: PatientId, visit_on: date) -> Carried | None:
    """Return the answers of the patient's last signed consultation by visit date that still hold on the day of this visit.

    A draft offers nothing, nor does a record dated after this visit, or one whose seal does not hold: one key would make a
    forged answer the doctor's own.
    """
    last = (
        select(RecordRow.consultation_id)
        .where(RecordRow.patient_id == patient_id, RecordRow.visit_on <= visit_on)
        .order_by(RecordRow.visit_on.desc(), RecordRow.number.desc())
        .limit(1)
    )
    with clinic.store.read() as session:
        found = session.scalar(last)
    if found is None:
        return None
    try:
        record = open_record(clinic, ConsultationId(found))
    except UserError:
        return None
    return carried_from(record.document, visit_on=visit_on, knowledge=clinic.knowledge) if record.seal_holds else None
