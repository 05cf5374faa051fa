"""Saves and finds patients."""

from meso_desktop.domain.ids import PatientId
from meso_desktop.domain.people import PatientCard
from meso_desktop.services.session import OpenClinic
from meso_desktop.services.summaries import PatientRecord, PatientSummary

__all__ = ["PatientRecord", "PatientSummary", "find_patients", "patient", "probable_duplicates", "recent_patients", "save_patient"]


def save_patient(clinic: OpenClinic, card: PatientCard) -> PatientCard:
    """Insert or update a patient and return the card as stored. Raises UserError ``patient.*``, with the field as value `field`."""
    raise NotImplementedError


def patient(clinic: OpenClinic, patient_id: PatientId) -> PatientRecord:
    """Return a patient. Raises UserError ``patient.unknown``."""
    raise NotImplementedError


def find_patients(clinic: OpenClinic, text: str, *, limit: int = 50) -> tuple[PatientSummary, ...]:
    """Return patients whose name, birth date, telephone or file number hold every part of `text`, best first."""
    raise NotImplementedError


def probable_duplicates(clinic: OpenClinic, card: PatientCard) -> tuple[PatientSummary, ...]:
    """Return other patients who may be the same person: a name shared and the birth date, or the telephone."""
    raise NotImplementedError


def recent_patients(clinic: OpenClinic, *, limit: int = 8) -> tuple[PatientSummary, ...]:
    """Return the patients seen or changed last, newest first."""
    raise NotImplementedError
