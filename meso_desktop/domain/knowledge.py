"""The knowledge as values: what the packs hold once read and checked. Every entry names its sources."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from enum import StrEnum

from msgspec import Struct

from meso_desktop.domain.areas import Aim
from meso_desktop.domain.condition import Condition
from meso_desktop.domain.people import Jurisdiction, Sex


class Confidence(StrEnum):
    """How well a figure is supported."""

    L = "L"  # label
    R = "R"  # controlled trial
    O = "O"  # noqa: E741  # observational; the codes are the field's
    G = "G"  # regulator, guideline
    V = "V"  # review
    C = "C"  # clinic, training page
    T = "T"  # tertiary
    U = "U"  # unsourced
    D = "D"  # derived by arithmetic


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


class QuestionScope(StrEnum):
    """Whether a question is asked once, or for each target area."""

    PATIENT = "patient"
    AREA = "area"


class Source(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Where a fact comes from, as a citation a clinician can follow."""

    id: str
    citation: str


class Question(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A yes/no/not known question.

    It is asked only after `follows` was answered yes, only of the sexes in `asked_of` and, for an area, only of those in
    `areas` (empty: all).
    """

    id: str
    section: str
    sources: tuple[str, ...]
    confidence: Confidence
    reviewed_on: date
    scope: QuestionScope = QuestionScope.PATIENT
    follows: str | None = None
    asked_of: tuple[Sex, ...] = ()
    areas: tuple[str, ...] = ()


class FamilyOutcomes(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The outcome of a rule for each family; None where the rule does not concern it."""

    meso: RuleOutcome | None = None
    pcdc: RuleOutcome | None = None
    dca: RuleOutcome | None = None
    device: RuleOutcome | None = None


class Rule(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A contraindication rule. Empty scope tuples mean *any*."""

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


class LimitMeasure(StrEnum):
    """What a limit counts."""

    POINTS = "points"
    VOLUME_ML = "volume_ml"
    MG = "mg"
    SESSIONS = "sessions"
    INTERVAL_DAYS = "interval_days"
    INTERVAL_MONTHS = "interval_months"
    SPACING_CM = "spacing_cm"
    VOLUME_PER_POINT_ML = "volume_per_point_ml"
    DAYS_BETWEEN_AREAS = "days_between_areas"
    AREAS = "areas"


class LimitPer(StrEnum):
    """Over what a limit counts; `SIDE` is one side of one area, `AREA` all sides of it, `SESSION` all lines of one day."""

    POINT = "point"
    SIDE = "side"
    AREA = "area"
    SESSION = "session"
    COURSE = "course"


class LimitKind(StrEnum):
    """Hard: past it the line cannot be signed. Soft: past it a reason. Note: shown for comparison only."""

    HARD = "hard"
    SOFT = "soft"
    NOTE = "note"


class Limit(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A bound, both ends inclusive; `ingredient` only for ``mg``. Empty `areas` and `jurisdictions` mean any."""

    id: str
    kind: LimitKind
    measure: LimitMeasure
    per: LimitPer
    sources: tuple[str, ...]
    confidence: Confidence
    reviewed_on: date
    at_most: Decimal | None = None
    at_least: Decimal | None = None
    ingredient: str | None = None
    areas: tuple[str, ...] = ()
    jurisdictions: tuple[Jurisdiction, ...] = ()


class Allergen(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A coded allergy with the words people use for it (lower case, any language)."""

    id: str
    words: tuple[str, ...] = ()


class MedicineClass(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A coded class of medicines with brands and substances (lower case)."""

    id: str
    words: tuple[str, ...] = ()


class Ingredient(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A substance; `allergens` are the coded allergies that it answers to."""

    id: str
    sources: tuple[str, ...]
    confidence: Confidence
    reviewed_on: date
    allergens: tuple[str, ...] = ()


class Strength(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How much of an ingredient a product holds; None is *not known*, never 0."""

    ingredient: str
    mg_per_ml: Decimal | None = None


class Product(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A product; limits belong to it. `labelled_areas` empty means no label. `not_selectable` names the reason's text."""

    id: str
    family: Family
    ingredients: tuple[Strength, ...]
    sources: tuple[str, ...]
    confidence: Confidence
    reviewed_on: date
    vial_ml: Decimal | None = None
    excipients: tuple[str, ...] = ()
    labelled_areas: tuple[str, ...] = ()
    limits: tuple[Limit, ...] = ()
    not_selectable: str | None = None


class Part(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A product's share of a preparation, in mL."""

    product: str
    volume_ml: Decimal


class Preparation(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a line injects: products of one family mixed by volume; one vial of one product is a preparation of one."""

    id: str
    family: Family
    parts: tuple[Part, ...]
    sources: tuple[str, ...]
    confidence: Confidence
    reviewed_on: date
    aims: tuple[Aim, ...] = ()


class CountedBy(StrEnum):
    """How a technique is counted."""

    POINT = "point"
    VOLUME = "volume"


class Span(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A sourced range, both ends included."""

    low: Decimal
    high: Decimal


class Needle(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The needle as sources give it; gauge such as ``30G``."""

    gauge: str = ""
    length_mm: str = ""


class Protocol(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The way to use preparations of one family on some areas.

    A figure of None is required of the doctor; its sourced range stands in the span beside it. The proposed number
    of sessions comes from `sessions` and the deposit. Its limits add to those of the products.
    """

    id: str
    family: Family
    preparations: tuple[str, ...]
    areas: tuple[str, ...]
    aims: tuple[Aim, ...]
    technique: str
    sources: tuple[str, ...]
    confidence: Confidence
    reviewed_on: date
    counted_by: CountedBy = CountedBy.POINT
    spacing_cm: Decimal | None = None
    spacing_span_cm: Span | None = None
    volume_per_point_ml: Decimal | None = None
    volume_per_point_span_ml: Span | None = None
    volume_span_ml: Span | None = None
    sessions: Span | None = None
    interval_days: int | None = None
    interval_span_days: Span | None = None
    depth_mm: Span | None = None
    needle: Needle = Needle()
    minutes: Span | None = None
    limits: tuple[Limit, ...] = ()


class BodyArea(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A named place on the body; `has_sides` where the body has two; `plausible_cm` bounds length and width."""

    id: str
    has_sides: bool
    aims: tuple[Aim, ...]
    sources: tuple[str, ...]
    confidence: Confidence
    reviewed_on: date
    plausible_cm: Decimal
    exclusion: str | None = None


class LegalStatus(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The status of a family, for some aims (empty: all), in one jurisdiction.

    `status` is ``labelled``, ``device``, ``unapproved``, ``prohibited`` or ``not_known``.
    """

    id: str
    family: Family
    jurisdiction: Jurisdiction
    status: str
    sources: tuple[str, ...]
    confidence: Confidence
    reviewed_on: date
    aims: tuple[Aim, ...] = ()


class AnaestheticAgent(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A local anaesthetic with its caps; None where no source gives one, which then needs a reason.

    `infiltrated` false means a topical agent without dose. `ingredient` ties it to what preparations hold.
    """

    id: str
    ingredient: str
    has_adrenaline: bool
    sources: tuple[str, ...]
    confidence: Confidence
    reviewed_on: date
    cap_mg_per_kg: Decimal | None = None
    cap_mg: Decimal | None = None
    strengths_mg_per_ml: tuple[Decimal, ...] = ()
    proposed_reduction_percent: Decimal | None = None


class AdviceKind(StrEnum):
    """When a sentence of advice applies."""

    PREPARATION = "preparation"
    AFTERCARE = "aftercare"
    EXPECT = "expect"
    SIDE_EFFECT = "side_effect"
    RED_FLAG = "red_flag"


class Urgency(StrEnum):
    """How soon a red flag needs a call."""

    EMERGENCY = "emergency"
    SAME_DAY = "same_day"
    LATER = "later"
    ROUTINE = "routine"


class AdviceEntry(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A sentence for the patient, for some families (empty: all), products and areas.

    Entries of one `choice` contradict each other: none is given unless the doctor chose it. `frequency_percent` is of trials.
    """

    id: str
    kind: AdviceKind
    sources: tuple[str, ...]
    confidence: Confidence
    reviewed_on: date
    families: tuple[Family, ...] = ()
    products: tuple[str, ...] = ()
    areas: tuple[str, ...] = ()
    choice: str | None = None
    urgency: Urgency | None = None
    frequency_percent: Decimal | None = None


class ConsentText(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A paragraph of the consent for some families (empty: all), in order."""

    id: str
    sources: tuple[str, ...]
    confidence: Confidence
    reviewed_on: date
    families: tuple[Family, ...] = ()


class BmiBand(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A band of the body-mass index, from `at_least` up to the next band."""

    id: str
    at_least: Decimal
    sources: tuple[str, ...]
    confidence: Confidence
    reviewed_on: date


class Devine(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Devine's ideal weight: `base` and `per_inch` for each inch over `from_inches`, defined from `low_cm` to `high_cm`."""

    base_male_kg: Decimal
    base_female_kg: Decimal
    per_inch_kg: Decimal
    from_inches: Decimal
    low_cm: Decimal
    high_cm: Decimal
    sources: tuple[str, ...]
    confidence: Confidence
    reviewed_on: date


class Knowledge(Struct, frozen=True, kw_only=True):
    """The effective pack; `digest` is the SHA-256 of `stored`, the pack's canonical bytes."""

    version: str
    digest: str
    stored: bytes
    consent_version: str
    sources: Mapping[str, Source]
    questions: Mapping[str, Question]
    rules: Mapping[str, Rule]
    allergens: Mapping[str, Allergen]
    medicine_classes: Mapping[str, MedicineClass]
    ingredients: Mapping[str, Ingredient]
    products: Mapping[str, Product]
    preparations: Mapping[str, Preparation]
    protocols: Mapping[str, Protocol]
    areas: Mapping[str, BodyArea]
    legal: Mapping[str, LegalStatus]
    anaesthetics: Mapping[str, AnaestheticAgent]
    advice: Mapping[str, AdviceEntry]
    consent: Mapping[str, ConsentText]
    bmi_bands: tuple[BmiBand, ...]
    devine: Devine
