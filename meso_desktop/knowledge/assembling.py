"""Puts the topics of a pack together into one value with its canonical bytes and their digest."""

from collections.abc import Mapping
from hashlib import sha256
from typing import Any, Final

import msgspec

from meso_desktop.domain.clinic_changes import Change
from meso_desktop.domain.evidence import Source
from meso_desktop.domain.knowledge import BmiBand, Devine, Knowledge
from meso_desktop.domain.patient_texts import AdviceEntry, ConsentText
from meso_desktop.domain.products import AnaestheticAgent, Ingredient, LegalStatus, Preparation, Product
from meso_desktop.domain.protocols import BodyArea, Protocol, Scale, SiteNotOffered
from meso_desktop.domain.rules import Allergen, MedicineClass, Question, Rule

TOPICS: Final[Mapping[str, tuple[str, type[msgspec.Struct]]]] = {
    "sources": ("sources.toml", Source),
    "questions": ("questionnaire.toml", Question),
    "rules": ("rules.toml", Rule),
    "allergens": ("allergens.toml", Allergen),
    "medicine_classes": ("medicines.toml", MedicineClass),
    "ingredients": ("ingredients.toml", Ingredient),
    "products": ("products.toml", Product),
    "preparations": ("preparations.toml", Preparation),
    "protocols": ("protocols.toml", Protocol),
    "areas": ("areas.toml", BodyArea),
    "legal": ("legal.toml", LegalStatus),
    "anaesthetics": ("anaesthetics.toml", AnaestheticAgent),
    "advice": ("advice.toml", AdviceEntry),
    "consent": ("consent.toml", ConsentText),
    "scales": ("scales.toml", Scale),
    "sites_not_offered": ("sites_not_offered.toml", SiteNotOffered),
}
"""The file and the kind of entry of each topic."""


def assembled(  # noqa: PLR0913  # all that a pack is made of, each named
    *, version: str, consent_version: str, bmi_bands: tuple[BmiBand, ...], devine: Devine, topics: Mapping[str, Mapping[str, Any]],
    changes: tuple[Change, ...] = (),
) -> Knowledge:
    """Return the pack of these entries by topic and id; nothing is checked here."""
    own = {"changes": changes} if changes else {}
    stored = msgspec.json.encode(
        {
            "version": version,
            "consent_version": consent_version,
            "bmi_bands": bmi_bands,
            "devine": devine,
            **{topic: tuple(entries.values()) for topic, entries in topics.items()},
            **own,
        },
        order="deterministic",
    )
    return Knowledge(
        version=version, digest=sha256(stored).hexdigest(), stored=stored, consent_version=consent_version, bmi_bands=bmi_bands,
        devine=devine, changes=changes, **topics,
    )
