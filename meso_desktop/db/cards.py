"""Turns rows into the cards of the domain, and cards into rows."""

from msgspec.structs import asdict

from meso_desktop.db.tables import ClinicRow, PatientRow, PractitionerRow
from meso_desktop.domain.ids import ClinicId, PatientId, PractitionerId
from meso_desktop.domain.people import ClinicCard, Jurisdiction, Language, Paper, PatientCard, PractitionerCard, Sex, Units

PATIENT_FIELDS = tuple(field for field in PatientCard.__struct_fields__ if field != "patient_id")


def clinic_card(row: ClinicRow) -> ClinicCard:
    """Return the clinic's card."""
    return ClinicCard(
        clinic_id=ClinicId(row.clinic_id), name=row.name, jurisdiction=Jurisdiction(row.jurisdiction), letterhead=row.letterhead,
        address=row.address, telephone=row.telephone, urgent_telephone=row.urgent_telephone, logo_digest=row.logo_digest,
        paper=Paper(row.paper), units=Units(row.units), is_sample=row.is_sample,
        working_days=tuple(int(day) for day in row.working_days.split(",") if day),
    )


def clinic_row(card: ClinicCard) -> ClinicRow:
    """Return the row that keeps the clinic's card."""
    values = asdict(card) | {"working_days": ",".join(str(day) for day in card.working_days)}
    return ClinicRow(id=1, **values)


def practitioner_card(row: PractitionerRow) -> PractitionerCard:
    """Return a practitioner's card."""
    return PractitionerCard(
        practitioner_id=PractitionerId(row.practitioner_id), name=row.name, title=row.title, registration_number=row.registration_number,
    )


def practitioner_row(card: PractitionerCard) -> PractitionerRow:
    """Return the row that keeps a practitioner's card."""
    return PractitionerRow(**asdict(card))


def patient_card(row: PatientRow) -> PatientCard:
    """Return a patient's card."""
    return PatientCard(
        patient_id=PatientId(row.patient_id), family_name=row.family_name, given_name=row.given_name, former_name=row.former_name,
        birth_on=row.birth_on, sex=Sex(row.sex), telephone=row.telephone, email=row.email, address=row.address,
        language=Language(row.language), file_number=row.file_number, family_doctor=row.family_doctor, note=row.note,
    )


def put_patient(row: PatientRow, card: PatientCard) -> None:
    """Write a patient's card into its row."""
    for field in PATIENT_FIELDS:
        setattr(row, field, getattr(card, field))
