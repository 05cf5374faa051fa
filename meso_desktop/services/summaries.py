"""What services give back: frozen rows for lists, and the sealed record. Loads no database library."""

from datetime import date, datetime
from enum import StrEnum

from msgspec import Struct

from meso_desktop.domain.assessment import Assessment
from meso_desktop.domain.consultation import Consultation, OutcomeKind
from meso_desktop.domain.ids import AddendumId, ConsultationId, PatientId
from meso_desktop.domain.message import Message
from meso_desktop.domain.people import PatientCard, PractitionerCard, Sex
from meso_desktop.domain.seal import Envelope


class PatientSummary(Struct, frozen=True, kw_only=True):
    """A patient as a row of a list."""

    patient_id: PatientId
    family_name: str
    given_name: str
    former_name: str
    birth_on: date
    sex: Sex
    telephone: str
    file_number: str
    last_visit_on: date | None = None
    eligible_on: date | None = None


class PatientRecord(Struct, frozen=True, kw_only=True):
    """A patient's card with what their records say of them: the first day they may be treated, and why not before."""

    card: PatientCard
    eligible_on: date | None = None
    eligible_reason: str = ""


class DraftSummary(Struct, frozen=True, kw_only=True):
    """A draft as a row of a list; `step_hint` is the last step that holds something, as a `Step` value."""

    consultation_id: ConsultationId
    patient: PatientSummary | None
    visit_on: date
    begun_at: datetime
    saved_at: datetime
    step_hint: str


class RecordSummary(Struct, frozen=True, kw_only=True):
    """A consultation in a timeline: signed, or a draft (`signed_at` None). `areas` are area ids, `families` family values."""

    consultation_id: ConsultationId
    patient_id: PatientId
    patient_name: str
    visit_on: date
    is_draft: bool
    signed_at: datetime | None = None
    saved_at: datetime | None = None
    outcome: OutcomeKind | None = None
    eligible_on: date | None = None
    signed_by: str = ""
    areas: tuple[str, ...] = ()
    families: tuple[str, ...] = ()
    addenda: int = 0


class Addendum(Struct, frozen=True, kw_only=True):
    """Something added to a signed record, sealed in the same chain; `seal_holds` is what verification says now."""

    addendum_id: AddendumId
    text: str
    reason: str
    by: PractitionerCard
    at: datetime
    seal_holds: bool


class SealedRecord(Struct, frozen=True, kw_only=True):
    """A signed consultation with its stored assessment and what verification says of it now.

    `head` is the record's own seal (SHA-256, hex), which stands for everything sealed up to it.
    """

    document: Consultation
    assessment: Assessment
    envelope: Envelope
    seal_holds: bool
    faults: tuple[Message, ...]
    addenda: tuple[Addendum, ...]
    head: str


class DueReason(StrEnum):
    """Why a patient stands in the list of what is due."""

    ELIGIBLE = "eligible"
    SESSION = "session"


class DuePatient(Struct, frozen=True, kw_only=True):
    """A patient who may be treated from `on`, or who has a planned session then."""

    patient: PatientSummary
    reason: DueReason
    on: date
    consultation_id: ConsultationId
    session_number: int | None = None


class VerificationReport(Struct, frozen=True, kw_only=True):
    """How many sealed entries were checked (records and addenda), and every fault found, in the order of the chain."""

    records: int
    faults: tuple[Message, ...]
