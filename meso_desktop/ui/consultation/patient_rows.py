"""A patient as a row of a list in the consultation window."""

from meso_desktop.services.summaries import PatientSummary
from meso_desktop.ui.consultation.workplace import Workplace
from meso_desktop.ui.eligible import eligible_tag
from meso_desktop.ui.patient_words import born, name_of
from meso_desktop.ui.rows import Row


def patient_row(patient: PatientSummary, desk: Workplace) -> Row:
    """Return the row of a patient: name, age and birth date, telephone and file number, from when treatment is possible."""
    today = desk.clinic.clock.today()
    detail = born(patient, desk.wording, today=today)
    eligible = eligible_tag(patient.eligible_on, today=today)
    parts = [detail, patient.former_name, patient.telephone]
    return Row(
        value=patient, title=name_of(patient), detail="  ·  ".join(part for part in parts if part), aside=patient.file_number,
        tag=eligible.text, tag_role=eligible.role,
    )
