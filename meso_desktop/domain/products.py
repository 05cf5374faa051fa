"""Ingredients, products with their limits, preparations, their legal status, local anaesthetics."""

from datetime import date
from decimal import Decimal
from enum import StrEnum

from msgspec import Struct

from meso_desktop.domain.areas import Aim
from meso_desktop.domain.evidence import Confidence
from meso_desktop.domain.people import Jurisdiction
from meso_desktop.domain.rules import Family


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
    """A bound, both ends inclusive; `ingredient` only for ``mg``. Empty `areas` and `jurisdictions` mean any.

    Limits of one `shared` name are one limit: counted once, over the lines of all that bear it, at the strictest bound.
    """

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
    shared: str | None = None


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
    """A product's share of a preparation, in mL; `strengths` stand in place of the product's own where they are given."""

    product: str
    volume_ml: Decimal
    strengths: tuple[Strength, ...] = ()


class Preparation(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a line injects: products of one family mixed by volume; one vial of one product is a preparation of one."""

    id: str
    family: Family
    parts: tuple[Part, ...]
    sources: tuple[str, ...]
    confidence: Confidence
    reviewed_on: date
    aims: tuple[Aim, ...] = ()


class Confirmation(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """That the clinic answers for a legal status: who, when, on what ground."""

    by: str
    on: date
    ground: str


class LegalStatus(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The status of a family, for some aims (empty: all), in one jurisdiction.

    `status` is ``labelled``, ``device``, ``unapproved``, ``prohibited`` or ``not_known``. `confirmation` comes from the clinic,
    never from a shipped pack.
    """

    id: str
    family: Family
    jurisdiction: Jurisdiction
    status: str
    sources: tuple[str, ...]
    confidence: Confidence
    reviewed_on: date
    aims: tuple[Aim, ...] = ()
    confirmation: Confirmation | None = None


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
