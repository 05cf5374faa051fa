"""What the patient page reads at once: the card, the timeline, and what was last told of allergies."""

from dataclasses import dataclass
from datetime import date

from meso_desktop.domain.history import Answer
from meso_desktop.domain.ids import PatientId
from meso_desktop.services.patients import PatientRecord, patient
from meso_desktop.services.records import RecordSummary, SealedRecord, open_record, patient_timeline
from meso_desktop.services.session import OpenClinic


@dataclass(frozen=True, kw_only=True)
class ToldAllergies:
    """The allergies as told last: the day, the answer and the list."""

    on: date
    answer: Answer
    listed: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class PatientHistory:
    """One patient as the page shows them."""

    patient: PatientRecord
    timeline: tuple[RecordSummary, ...]
    allergies: ToldAllergies | None


def read_history(clinic: OpenClinic, patient_id: PatientId) -> PatientHistory:
    """Read everything about a patient; records are opened only back to the one in which allergies were asked."""
    timeline = patient_timeline(clinic, patient_id)
    return PatientHistory(patient=patient(clinic, patient_id), timeline=timeline, allergies=_told_last(clinic, timeline))


def _told_last(clinic: OpenClinic, timeline: tuple[RecordSummary, ...]) -> ToldAllergies | None:
    """Return the allergies of the newest signed record in which they were asked; a visit without the question hides none."""
    for summary in timeline:
        if not summary.is_draft and (told := _told(open_record(clinic, summary.consultation_id))) is not None:
            return told
    return None


def _told(record: SealedRecord) -> ToldAllergies | None:
    history = record.document.history
    answer = next((a.answer for a in history.answers if a.question == "has_allergies"), None)
    if answer is None:
        return None
    return ToldAllergies(on=record.document.visit_on, answer=answer, listed=tuple(entry.text for entry in history.allergies))
