"""Opens real encrypted clinics for tests, with a clock that stands and ids that count."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Final
from uuid import UUID

from msgspec.structs import replace

from meso_desktop.db.header import KeyCost
from meso_desktop.domain.consultation import Consultation, Outcome, OutcomeKind
from meso_desktop.domain.ids import ClinicId, PatientId, PractitionerId
from meso_desktop.domain.people import ClinicCard, Jurisdiction, PatientCard, PractitionerCard
from meso_desktop.services.drafts import begin_consultation, save_draft
from meso_desktop.services.patients import save_patient
from meso_desktop.services.session import OpenClinic
from meso_desktop.services.signing import sign_consultation
from meso_desktop.services.summaries import SealedRecord
from meso_desktop.services.vaults import ClinicSetup, CreatedClinic, create_clinic, open_clinic
from tests.domain.small_knowledge import small_knowledge

PASSPHRASE: Final = "quiet river stone"
CHEAP: Final = KeyCost(memory_kib=64, time_cost=1, parallelism=1)
DOCTOR: Final = PractitionerCard(practitioner_id=PractitionerId(UUID(int=501)), name="Ada Invented", title="Dr", registration_number="R-1")
CLINIC: Final = ClinicCard(clinic_id=ClinicId(UUID(int=500)), name="Invented clinic", jurisdiction=Jurisdiction.GB)
TODAY: Final = date(2026, 3, 2)


class StandingClock:
    """Stands at an instant until moved, and ticks a second each time it is asked."""

    def __init__(self, day: date = TODAY) -> None:
        self._now = datetime(day.year, day.month, day.day, 9, tzinfo=UTC)

    def now(self) -> datetime:
        self._now += timedelta(seconds=1)
        return self._now

    def today(self) -> date:
        return self._now.date()

    def utc_offset(self) -> timedelta:
        return timedelta()


class Counting:
    """Gives ids that count."""

    def __init__(self, first: int = 1_000) -> None:
        self._last = first

    def __call__(self) -> UUID:
        self._last += 1
        return UUID(int=self._last)


def create(path: Path, *, clinic: ClinicCard = CLINIC, new_id: Counting | None = None) -> CreatedClinic:
    """Make a clinic with a cheap key."""
    return create_clinic(
        path, setup=ClinicSetup(clinic=clinic, practitioner=DOCTOR), passphrase=PASSPHRASE, knowledge=small_knowledge(),
        clock=StandingClock(), new_id=new_id or Counting(), cost=CHEAP,
    )


def reopen(path: Path, *, passphrase: str = PASSPHRASE, day: date = TODAY) -> OpenClinic:
    """Open a clinic that was closed."""
    return open_clinic(
        path, practitioner_id=None, passphrase=passphrase, knowledge=small_knowledge(), clock=StandingClock(day), new_id=Counting(900_000),
    )


@contextmanager
def opened(path: Path) -> Iterator[OpenClinic]:
    """Give the clinic, open, and close it."""
    clinic = reopen(path)
    try:
        yield clinic
    finally:
        clinic.close()


def a_patient(
    clinic: OpenClinic, family: str = "Martin", given: str = "Ève", *, birth_on: date = date(1984, 3, 7), **more: str,
) -> PatientCard:
    """Save an invented patient."""
    card = PatientCard(patient_id=PatientId(clinic.new_id()), family_name=family, given_name=given, birth_on=birth_on)
    return save_patient(clinic, replace(card, **more))


def a_draft(
    clinic: OpenClinic, card: PatientCard, *, kind: OutcomeKind | None = OutcomeKind.NOT_TREATED, visit_on: date = TODAY,
) -> Consultation:
    """Begin a consultation and save it with an outcome."""
    document = begin_consultation(clinic, patient_id=card.patient_id, visit_on=visit_on)
    if kind is not None:
        eligible = date(2026, 3, 20) if kind is OutcomeKind.DEFER else None
        document = replace(document, outcome=Outcome(kind=kind, reason="as told", eligible_on=eligible))
        save_draft(clinic, document)
    return document


def a_record(clinic: OpenClinic, card: PatientCard, *, kind: OutcomeKind = OutcomeKind.NOT_TREATED, visit_on: date = TODAY) -> SealedRecord:
    """Sign a consultation that ended without treatment."""
    return sign_consultation(clinic, a_draft(clinic, card, kind=kind, visit_on=visit_on), passphrase=PASSPHRASE)
