"""What the knowledge page lists under which heading, and how an entry is named in it."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from msgspec import Struct

from meso_desktop.domain.knowledge import Knowledge


class Topic(StrEnum):
    """A heading of the knowledge page, in the order listed."""

    ALL = "all"
    RULES = "rules"
    QUESTIONS = "questions"
    CODES = "codes"
    PRODUCTS = "products"
    PROTOCOLS = "protocols"
    AREAS = "areas"
    SCALES = "scales"
    ADVICE = "advice"
    LEGAL = "legal"
    SOURCES = "sources"
    CHANGED = "changed"
    TO_DECIDE = "to_decide"


TOPIC_OF: Final = {
    "rules": Topic.RULES, "questions": Topic.QUESTIONS, "allergens": Topic.CODES, "medicine_classes": Topic.CODES,
    "products": Topic.PRODUCTS, "preparations": Topic.PRODUCTS, "ingredients": Topic.PRODUCTS, "anaesthetics": Topic.PRODUCTS,
    "protocols": Topic.PROTOCOLS, "areas": Topic.AREAS, "sites_not_offered": Topic.AREAS,
    "scales": Topic.SCALES, "advice": Topic.ADVICE, "consent": Topic.ADVICE,
    "legal": Topic.LEGAL, "sources": Topic.SOURCES,
}
"""Where the entries of each topic of the packs are listed."""


@dataclass(frozen=True, order=True)
class EntryRef:
    """One entry: its topic in the packs and its id."""

    topic: str
    entry: str


def entry_in(knowledge: Knowledge, ref: EntryRef) -> Struct | None:
    """Return the entry that `ref` names, None when the pack has none."""
    found: Struct | None = getattr(knowledge, ref.topic, {}).get(ref.entry)
    return found


def holder_of(knowledge: Knowledge, rule: str) -> EntryRef | None:
    """Return the entry behind a finding: its rule, or the product, protocol or local anaesthetic whose limit was crossed."""
    if rule in knowledge.rules:
        return EntryRef("rules", rule)
    for topic in ("products", "protocols"):
        for entry in getattr(knowledge, topic).values():
            if any(rule in {limit.id, limit.shared} for limit in entry.limits):
                return EntryRef(topic, entry.id)
    owner, _, rest = rule.partition(".")
    if owner in knowledge.protocols:
        return EntryRef("protocols", owner)
    return EntryRef("anaesthetics", rest) if owner == "anaesthetic" and rest in knowledge.anaesthetics else None
