"""The people and the clinic as the consultation document carries them."""

from datetime import date
from enum import StrEnum

from msgspec import Struct

from meso_desktop.domain.ids import ClinicId, PatientId, PractitionerId


class Sex(StrEnum):
    """Sex for formulas; it chooses Devine's line and which questions are asked, nothing else."""

    FEMALE = "female"
    MALE = "male"
    NOT_STATED = "not_stated"


class Language(StrEnum):
    """A language of the interface or of a patient's papers."""

    ENGLISH = "en"
    FRENCH = "fr"
    SPANISH = "es"
    PORTUGUESE = "pt_BR"


class Jurisdiction(StrEnum):
    """Whose law the clinic works under; asked at set-up, never assumed."""

    FR = "FR"
    US = "US"
    GB = "GB"
    EU = "EU"
    BR = "BR"
    OTHER = "other"


class Paper(StrEnum):
    """The sheet that the clinic prints on."""

    A4 = "a4"
    LETTER = "letter"


class Units(StrEnum):
    """The units a doctor types in."""

    METRIC = "metric"
    IMPERIAL = "imperial"


class PatientCard(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A patient's identity; a draft follows the card in the vault, a signed document keeps its copy."""

    patient_id: PatientId
    family_name: str
    given_name: str
    birth_on: date
    former_name: str = ""
    sex: Sex = Sex.NOT_STATED
    telephone: str = ""
    email: str = ""
    address: str = ""
    language: Language = Language.ENGLISH
    file_number: str = ""
    family_doctor: str = ""
    note: str = ""


class PractitionerCard(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The doctor who consults and signs."""

    practitioner_id: PractitionerId
    name: str
    title: str = ""
    registration_number: str = ""


class ClinicCard(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The clinic as papers and assessment need it; `working_days` are ISO weekdays, Monday 1.

    The logo is kept in the vault under its digest, not in the document.
    """

    clinic_id: ClinicId
    name: str
    jurisdiction: Jurisdiction
    letterhead: str = ""
    address: str = ""
    telephone: str = ""
    urgent_telephone: str = ""
    logo_digest: str = ""
    paper: Paper = Paper.A4
    units: Units = Units.METRIC
    working_days: tuple[int, ...] = (1, 2, 3, 4, 5)
    is_sample: bool = False
