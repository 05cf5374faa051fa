"""The questionnaire, the coded lists and the contraindication rules of the packs."""

from datetime import date
from enum import StrEnum

from msgspec import Struct

from meso_desktop.domain.areas import Aim
from meso_desktop.domain.condition import Condition
from meso_desktop.domain.evidence import Confidence
from meso_desktop.domain.people import Jurisdiction, Sex


class Family(StrEnum):
    """The four families, never mixed."""

    MESO = "meso"
    PCDC = "pcdc"
    DCA = "dca"
    DEVICE = "device"


class RuleOutcome(StrEnum):
    """What a finding asks of the doctor, strictest first."""

    STOP = "stop"
    DEFER = "defer"
    LETTER = "letter"
    REASON = "reason"
    INFORM = "inform"


class RuleScope(StrEnum):
    """What a rule is evaluated for."""

    PATIENT = "patient"
    LINE = "line"


class FamilyOutcomes(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The outcome of a rule for each family; None where the rule does not concern it."""

    meso: RuleOutcome | None = None
    pcdc: RuleOutcome | None = None
    dca: RuleOutcome | None = None
    device: RuleOutcome | None = None


class Rule(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A contraindication rule. Empty scope tuples mean *any*.

    `wait_days` is how long a deferral lasts where a source says so, counted from the visit.
    """

    id: str
    scope: RuleScope
    when: Condition
    outcomes: FamilyOutcomes
    sources: tuple[str, ...]
    confidence: Confidence
    reviewed_on: date
    override_allowed: tuple[Family, ...] = ()
    jurisdictions: tuple[Jurisdiction, ...] = ()
    products: tuple[str, ...] = ()
    ingredients: tuple[str, ...] = ()
    areas: tuple[str, ...] = ()
    aims: tuple[Aim, ...] = ()
    wait_days: int | None = None


class QuestionScope(StrEnum):
    """Whether a question is asked once, or for each target area."""

    PATIENT = "patient"
    AREA = "area"


class Validity(StrEnum):
    """How long an answer holds before it is asked anew."""

    EVERY_VISIT = "every_visit"
    SIX_MONTHS = "six_months"
    YEAR = "year"
    LIFE = "life"


class Question(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A yes/no/not known question.

    It is asked only after `follows` was answered yes, only of the sexes in `asked_of` and, for an area, only of those in
    `areas` (empty: all). `valid` says how long the answer of a signed consultation is offered again.
    """

    id: str
    section: str
    sources: tuple[str, ...]
    confidence: Confidence
    reviewed_on: date
    valid: Validity = Validity.EVERY_VISIT
    scope: QuestionScope = QuestionScope.PATIENT
    follows: str | None = None
    asked_of: tuple[Sex, ...] = ()
    areas: tuple[str, ...] = ()


class Allergen(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A coded allergy with the words people use for it (lower case, any language)."""

    id: str
    words: tuple[str, ...] = ()


class MedicineClass(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A coded class of medicines with brands and substances (lower case)."""

    id: str
    words: tuple[str, ...] = ()
