"""What an entry of the packs is called, and which texts it has for the doctor and for the patient."""

from typing import Final

from msgspec import Struct

from meso_desktop.domain.evidence import Source
from meso_desktop.domain.patient_texts import ConsentText
from meso_desktop.domain.products import LegalStatus
from meso_desktop.domain.protocols import BodyArea, Protocol, Scale, SiteNotOffered
from meso_desktop.domain.rules import Family, Rule
from meso_desktop.knowledge.wording import Wording
from meso_desktop.ui.knowledge.topics import EntryRef

_PREFIX: Final = {
    "questions": "question", "areas": "area", "products": "product", "preparations": "preparation", "protocols": "protocol",
    "ingredients": "ingredient", "allergens": "allergen", "medicine_classes": "medicine", "anaesthetics": "anaesthetic",
    "advice": "advice", "consent": "consent", "scales": "scale", "sites_not_offered": "site_not_offered",
}
_TO_THE_PATIENT: Final = frozenset({"advice", "consent"})


def title_of(ref: EntryRef, entry: Struct, wording: Wording) -> str:
    """Return what the entry is called: short, for a list and as the title of its page; its id where the words are gone with it."""
    match entry:
        case Rule():
            return _words(f"rule.{entry.id}.doctor", entry.id, wording).partition(". ")[0].rstrip(".")
        case LegalStatus():
            aims = ", ".join(wording.term(f"aim.{aim}") for aim in entry.aims)
            used = ", ".join(part for part in (wording.term(f"knowledge.family.{entry.family}"), aims) if part)
            return f"{wording.label(f'jurisdiction.{entry.jurisdiction}')}: {used}"
        case Source():
            return entry.citation.rpartition(" — ")[2] or entry.id
        case ConsentText():
            return wording.term(f"consent.{entry.id}").partition(". ")[0].rstrip(".")
        case SiteNotOffered():
            return wording.term(f"site_not_offered.{entry.id}").partition(": ")[0]
        case _:
            words = _words(f"{_PREFIX[ref.topic]}.{ref.entry}", ref.entry, wording)
            return words[:1].upper() + words[1:]


def _words(key: str, otherwise: str, wording: Wording) -> str:
    return wording.term(key) if wording.has(key) else otherwise


def doctor_texts(ref: EntryRef, entry: Struct, wording: Wording) -> tuple[str, ...]:
    """Return the keys of the texts that a doctor reads of the entry, the first its name or main sentence."""
    return tuple(key for key in _doctor_texts(ref, entry) if wording.has(key))


def _doctor_texts(ref: EntryRef, entry: Struct) -> tuple[str, ...]:  # noqa: PLR0911  # one answer for each kind of entry
    match entry:
        case Rule():
            return (f"rule.{entry.id}.doctor",)
        case Protocol():
            return (f"protocol.{entry.id}", f"technique.{entry.technique}")
        case BodyArea():
            return (f"area.{entry.id}", *((f"exclusion.{entry.exclusion}",) if entry.exclusion else ()))
        case Scale():
            return f"scale.{entry.id}", f"scale_note.{entry.id}"
        case LegalStatus():
            return (f"legal_note.{entry.id}",)
        case _ if ref.topic in _TO_THE_PATIENT or ref.topic not in _PREFIX:
            return ()
        case _:
            return (f"{_PREFIX[ref.topic]}.{ref.entry}",)


def patient_texts(ref: EntryRef, entry: Struct, wording: Wording) -> tuple[str, ...]:
    """Return the keys of the texts of the entry that stand on the patient's papers."""
    if isinstance(entry, Rule):
        keys: tuple[str, ...] = (f"rule.{entry.id}.patient",)
    else:
        keys = (f"{_PREFIX[ref.topic]}.{ref.entry}",) if ref.topic in _TO_THE_PATIENT else ()
    return tuple(key for key in keys if wording.has(key))


def families_words(families: tuple[Family, ...], wording: Wording) -> str:
    """Return the families named, or that it is all of them."""
    if not families or len(families) == len(Family):
        return wording.term("knowledge.all_families")
    return ", ".join(wording.term(f"family.{family}") for family in families)
