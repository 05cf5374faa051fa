"""The consultation document: one immutable value that carries everything its assessment needs."""

from datetime import date, datetime
from enum import StrEnum
from typing import Final

from msgspec import Struct

from meso_desktop.domain.areas import TargetArea
from meso_desktop.domain.consent import Consent
from meso_desktop.domain.examination import Examination
from meso_desktop.domain.history import History
from meso_desktop.domain.ids import ConsultationId
from meso_desktop.domain.people import ClinicCard, PatientCard, PractitionerCard
from meso_desktop.domain.plan import FindingResponse, Plan

SCHEMA_VERSION: Final = 3


class Step(StrEnum):
    """The seven steps of a consultation, in order."""

    PATIENT = "patient"
    HISTORY = "history"
    EXAMINATION = "examination"
    AREAS = "areas"
    PLAN = "plan"
    ADVICE = "advice"
    REVIEW = "review"


class OutcomeKind(StrEnum):
    """How a consultation ends."""

    TREAT = "treat"
    DEFER = "defer"
    NOT_TREATED = "not_treated"
    DECLINED = "declined"
    THINKING = "thinking"
    REFERRED = "referred"


class Outcome(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The outcome with its reason; `eligible_on` is the first day a deferred patient may be treated."""

    kind: OutcomeKind
    reason: str = ""
    eligible_on: date | None = None


class StepNote(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A free note on a step."""

    step: Step
    text: str


class RefusedEntry(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What was typed into a field and refused there; kept so that nothing typed is lost.

    `field` is a path such as ``examination.weight`` or ``line.<id>.volume_per_point``.
    """

    field: str
    text: str


class Advice(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What the doctor chose where sources contradict each other, by entry id, and words of the doctor's own."""

    chosen: tuple[str, ...] = ()
    extra: str = ""


class Copied(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What was filled in from an earlier signed consultation; `fields` are the paths not yet accepted, as of a refused entry."""

    consultation_id: ConsultationId
    visit_on: date
    fields: tuple[str, ...]


class Consultation(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One visit: a draft until signed.

    `visit_on` is the day of the visit, which may lie in the past; `begun_at` when the record was begun.
    `utc_offset` is how the clinic's clocks stood to universal time then, such as ``+01:00``, in which its instants are printed;
    empty in what was begun before it was kept.
    """

    schema_version: int = SCHEMA_VERSION
    consultation_id: ConsultationId
    visit_on: date
    begun_at: datetime
    utc_offset: str = ""
    clinic: ClinicCard
    practitioner: PractitionerCard
    patient: PatientCard | None = None
    request: str = ""
    history: History = History()
    examination: Examination = Examination()
    target_areas: tuple[TargetArea, ...] = ()
    plan: Plan = Plan()
    responses: tuple[FindingResponse, ...] = ()
    advice: Advice = Advice()
    consent: Consent | None = None
    outcome: Outcome | None = None
    step_notes: tuple[StepNote, ...] = ()
    note: str = ""
    refused_entries: tuple[RefusedEntry, ...] = ()
    copied: Copied | None = None
