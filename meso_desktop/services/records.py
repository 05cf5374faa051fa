"""Finds and opens signed records, each verified as it is shown."""

from datetime import date

from meso_desktop.domain.ids import ConsultationId, PatientId
from meso_desktop.services.session import OpenClinic
from meso_desktop.services.summaries import Addendum, DuePatient, DueReason, RecordSummary, SealedRecord

__all__ = [
    "Addendum", "DuePatient", "DueReason", "RecordSummary", "SealedRecord",
    "due_patients", "latest_signed", "open_record", "patient_timeline", "recent_records",
]


def patient_timeline(clinic: OpenClinic, patient_id: PatientId) -> tuple[RecordSummary, ...]:
    """Return a patient's records and drafts, newest visit first."""
    raise NotImplementedError


def open_record(clinic: OpenClinic, consultation_id: ConsultationId) -> SealedRecord:
    """Return a signed record with what verification says of it now. Raises UserError: ``record.unknown``, ``record.unreadable``."""
    raise NotImplementedError


def recent_records(clinic: OpenClinic, *, limit: int = 8) -> tuple[RecordSummary, ...]:
    """Return the records signed last."""
    raise NotImplementedError


def latest_signed(clinic: OpenClinic, patient_id: PatientId) -> SealedRecord | None:
    """Return the patient's latest signed record by visit date, None when there is none."""
    raise NotImplementedError


def due_patients(clinic: OpenClinic, *, today: date) -> tuple[DuePatient, ...]:
    """Return deferred patients who may be treated now or within 30 days, and sessions planned in the next 14 days."""
    raise NotImplementedError
