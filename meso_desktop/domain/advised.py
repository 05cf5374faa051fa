"""Which advice and which paragraphs of the consent belong to a consultation."""

from meso_desktop.domain.consultation import Consultation
from meso_desktop.domain.knowledge import Knowledge
from meso_desktop.domain.patient_texts import AdviceEntry, AdviceKind, ConsentText
from meso_desktop.domain.placing import placed_lines
from meso_desktop.domain.rules import Family


def planned_families(document: Consultation, knowledge: Knowledge) -> tuple[Family, ...]:
    """Return the families of the plan's lines, in the order of the families."""
    planned = {placed.family for placed in placed_lines(document, knowledge)}
    return tuple(family for family in Family if family in planned)


def applying(document: Consultation, knowledge: Knowledge, kind: AdviceKind) -> tuple[AdviceEntry, ...]:
    """Return the entries of a kind for the families, products and areas planned, contradicting ones included."""
    placed = placed_lines(document, knowledge)
    families = {p.family for p in placed if p.family is not None}
    areas = {p.area for p in placed}
    products = {product.id for p in placed for product in p.products}
    return tuple(
        entry
        for entry in knowledge.advice.values()
        if entry.kind is kind
        and (not entry.families or families.intersection(entry.families))
        and (not entry.areas or areas.intersection(entry.areas))
        and (not entry.products or products.intersection(entry.products))
    )


def advised(document: Consultation, knowledge: Knowledge, kind: AdviceKind) -> tuple[AdviceEntry, ...]:
    """Return what is told: of entries that contradict each other only those the doctor chose."""
    return tuple(e for e in applying(document, knowledge, kind) if e.choice is None or e.id in document.advice.chosen)


def consent_paragraphs(document: Consultation, knowledge: Knowledge) -> tuple[ConsentText, ...]:
    """Return the paragraphs of the consent for the families planned, in order."""
    families = set(planned_families(document, knowledge))
    return tuple(text for text in knowledge.consent.values() if not text.families or families.intersection(text.families))
