"""What the patient page reads at once: the card, the timeline, and what was last told of allergies."""

from dataclasses import dataclass
from datetime import date

from meso_desktop.domain.history import Answer
from meso_desktop.domain.ids import PatientId
from meso_desktop.services.patients import PatientRecord, patient
from meso_desktop.services.records import RecordSummary, SealedRecord, latest_signed, patient_timeline
from meso_desktop.services.session import OpenClinic


@dataclass(frozen=True, kw_only=True)
class ToldAllergies:
    """The allergies of the latest signed record: its day, the answer (None: not asked) and the list."""

    on: date
    answer: Answer | None
    listed: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class PatientHistory:
    """One patient as the page shows them."""

    patient: PatientRecord
    timeline: tuple[RecordSummary, ...]
    allergies: ToldAllergies | None


def read_history(clinic: OpenClinic, patient_id: PatientId) -> PatientHistory:
    """Read everything about a patient; only one record is opened, however many there are."""
    latest = latest_signed(clinic, patient_id)
    return PatientHistory(
        patient=patient(clinic, patient_id), timeline=patient_timeline(clinic, patient_id),
        allergies=_told(latest) if latest is not None else None,
    )


def _told(record: SealedRecord) -> ToldAllergies:
    history = record.document.history
    answer = next((a.answer for a in history.answers if a.question == "has_allergies"), None)
    return ToldAllergies(on=record.document.visit_on, answer=answer, listed=tuple(entry.text for entry in history.allergies))
