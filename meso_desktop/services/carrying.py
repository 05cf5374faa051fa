"""Finds what the signed consultations of a patient offer to a visit."""

from datetime import date
from typing import Final

from meso_desktop.domain.carrying import carried_over
from meso_desktop.domain.history import Carried
from meso_desktop.domain.ids import PatientId
from meso_desktop.services.last_time import signed_visits
from meso_desktop.services.session import OpenClinic

__all__ = ["earlier_answers"]


_LOOKED_AT: Final = 12
"""How many of a patient's last visits are looked at: what none of them asked is asked anew."""


def earlier_answers(clinic: OpenClinic, *, patient_id: PatientId, visit_on: date) -> Carried | None:
    """Return the answers of the patient's last signed consultations by visit date that still hold on the day of this visit.

    Each question as it was answered last. A draft offers nothing, nor does a record dated after this visit, or one whose seal does not
    hold: one key would make a forged answer the doctor's own. Where the last seal does not hold nothing is offered at all.
    """
    signed = signed_visits(clinic, patient_id=patient_id, visit_on=visit_on, limit=_LOOKED_AT)
    if not signed or signed[0] is None:
        return None
    return carried_over((one for one in signed if one is not None), visit_on=visit_on, knowledge=clinic.knowledge)
