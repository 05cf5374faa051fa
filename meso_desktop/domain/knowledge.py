"""The knowledge as one value: what the packs hold once read and checked. Every entry names its sources."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from msgspec import Struct

from meso_desktop.domain.clinic_changes import Change
from meso_desktop.domain.evidence import Confidence, Source
from meso_desktop.domain.patient_texts import AdviceEntry, ConsentText
from meso_desktop.domain.products import AnaestheticAgent, Ingredient, LegalStatus, Preparation, Product
from meso_desktop.domain.protocols import BodyArea, Protocol, Scale, SiteNotOffered
from meso_desktop.domain.rules import Allergen, MedicineClass, Question, Rule


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
    """The effective pack: what is shipped, with the clinic's `changes` made; `digest` is the SHA-256 of `stored`, its canonical bytes."""

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
    scales: Mapping[str, Scale]
    sites_not_offered: Mapping[str, SiteNotOffered] = {}
    changes: tuple[Change, ...] = ()
