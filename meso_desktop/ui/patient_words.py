"""How a patient is named in lists, banners and questions: family name first, birth date in words."""

from datetime import date

from PySide6.QtCore import QCoreApplication

from meso_desktop.domain.measures import age_on
from meso_desktop.domain.people import PatientCard
from meso_desktop.knowledge.wording import Wording
from meso_desktop.services.summaries import PatientSummary

Named = PatientCard | PatientSummary


def name_of(patient: Named) -> str:
    """Return the family name in capitals, then the given name."""
    return f"{patient.family_name.upper()} {patient.given_name}".strip()


def born(patient: Named, wording: Wording, *, today: date) -> str:
    """Return the age and the birth date."""
    age = QCoreApplication.translate("patient_words", "%n years", "", age_on(patient.birth_on, today))
    told = QCoreApplication.translate("patient_words", "{age}, born {day}")
    return told.format(age=age, day=wording.day(patient.birth_on))


def patient_line(patient: Named, wording: Wording, *, today: date) -> str:
    """Return the line that names whose record this is, for dialogs."""
    return f"{name_of(patient)}, {born(patient, wording, today=today)}"
