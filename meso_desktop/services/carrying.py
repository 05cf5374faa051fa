"""Finds what the signed consultations of a patient offer to a visit."""

from datetime import date
from typing import Final

from sqlalchemy import select

from meso_desktop.db.tables import RecordRow
from meso_desktop.domain.carrying import carried_over
from meso_desktop.domain.consultation import Consultation
from meso_desktop.domain.errors import UserError
from meso_desktop.domain.history import Carried
from meso_desktop.domain.ids import ConsultationId, PatientId
from meso_desktop.services.records import open_record
from meso_desktop.services.session import OpenClinic

__all__ = ["earlier_answers"]


_LOOKED_AT: Final = 12
"""How many of a patient's last visits are looked at: what none of them asked is asked anew."""


def earlier_answers(clinic: OpenClinic, *, patient_id: PatientId, visit_on: date) -> Carried | None:
    """Return the answers of the patient's last signed consultations by visit date that still hold on the day of this visit.

    Each question as it was answered last. A draft offers nothing, nor does a record dated after this visit, or one whose seal does not
    hold: one key would make a forged answer the doctor's own. Where the last seal does not hold nothing is offered at all.
    """
    last = (
        select(RecordRow.consultation_id)
        .where(RecordRow.patient_id == patient_id, RecordRow.visit_on <= visit_on)
        .order_by(RecordRow.visit_on.desc(), RecordRow.number.desc())
        .limit(_LOOKED_AT)
    )
    with clinic.store.read() as session:
        found = session.scalars(last).all()
    signed = [_sound(clinic, ConsultationId(one)) for one in found]
    if not signed or signed[0] is None:
        return None
    return carried_over((one for one in signed if one is not None), visit_on=visit_on, knowledge=clinic.knowledge)


def _sound(clinic: OpenClinic, consultation_id: ConsultationId) -> Consultation | None:
    try:
        record = open_record(clinic, consultation_id)
    except UserError:
        return None
    return record.document if record.seal_holds else None
