"""Reads a pack back from the canonical bytes that a vault keeps with the records signed under it."""

from hashlib import sha256
from typing import Any

import msgspec
from msgspec import Struct

from meso_desktop.domain.clinic_changes import Change
from meso_desktop.domain.errors import UserError
from meso_desktop.domain.evidence import Source
from meso_desktop.domain.knowledge import BmiBand, Devine, Knowledge
from meso_desktop.domain.message import message
from meso_desktop.domain.patient_texts import AdviceEntry, ConsentText
from meso_desktop.domain.products import AnaestheticAgent, Ingredient, LegalStatus, Preparation, Product
from meso_desktop.domain.protocols import BodyArea, Protocol, Scale, SiteNotOffered
from meso_desktop.domain.rules import Allergen, MedicineClass, Question, Rule


class _Stored(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    version: str
    consent_version: str
    bmi_bands: tuple[BmiBand, ...]
    devine: Devine
    sources: tuple[Source, ...]
    questions: tuple[Question, ...]
    rules: tuple[Rule, ...]
    allergens: tuple[Allergen, ...]
    medicine_classes: tuple[MedicineClass, ...]
    ingredients: tuple[Ingredient, ...]
    products: tuple[Product, ...]
    preparations: tuple[Preparation, ...]
    protocols: tuple[Protocol, ...]
    areas: tuple[BodyArea, ...]
    legal: tuple[LegalStatus, ...]
    anaesthetics: tuple[AnaestheticAgent, ...]
    advice: tuple[AdviceEntry, ...]
    consent: tuple[ConsentText, ...]
    scales: tuple[Scale, ...] = ()
    sites_not_offered: tuple[SiteNotOffered, ...] = ()
    changes: tuple[Change, ...] = ()


_WHOLE = frozenset({"version", "consent_version", "bmi_bands", "devine", "changes"})


def knowledge_from(stored: bytes) -> Knowledge:
    """Return the pack whose canonical bytes these are; raises UserError ``pack.unreadable`` naming what is wrong."""
    try:
        pack = msgspec.json.decode(stored, type=_Stored)
    except msgspec.MsgspecError as fault:
        raise UserError(message("pack.unreadable", fault=str(fault))) from fault
    parts: dict[str, Any] = {
        name: getattr(pack, name) if name in _WHOLE else {entry.id: entry for entry in getattr(pack, name)}
        for name in pack.__struct_fields__
    }
    return Knowledge(digest=sha256(stored).hexdigest(), stored=stored, **parts)
