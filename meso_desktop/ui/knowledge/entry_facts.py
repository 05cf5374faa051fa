"""What stands on an entry's page that no clinic changes: for whom, where, of what sort."""

from collections.abc import Iterator
from decimal import Decimal

from msgspec import Struct
from PySide6.QtCore import QCoreApplication

from meso_desktop.domain.patient_texts import AdviceEntry, ConsentText
from meso_desktop.domain.products import AnaestheticAgent, LegalStatus, Preparation, Product
from meso_desktop.domain.protocols import BodyArea, Protocol, Scale, Span
from meso_desktop.domain.rules import Allergen, MedicineClass, Question, Rule, RuleScope
from meso_desktop.knowledge.wording import Wording
from meso_desktop.ui.knowledge.entry_words import families_words
from meso_desktop.ui.knowledge.value_words import amount

Facts = Iterator[tuple[str, str]]


def _tr(text: str) -> str:
    return QCoreApplication.translate("knowledge", text)


def entry_facts(entry: Struct, wording: Wording) -> Facts:
    """Yield names and what they hold, in reading order; one that holds nothing is not shown."""
    match entry:
        case Rule():
            is_of_line = entry.scope is RuleScope.LINE
            yield _tr("Looked at for"), _tr("each plan line by itself") if is_of_line else _tr("the patient as a whole")
            yield _tr("Where"), _terms(wording, "jurisdiction", entry.jurisdictions) or _tr("everywhere")
            yield _tr("Aims"), _terms(wording, "aim", entry.aims)
        case Question():
            yield _tr("Section"), wording.label(f"section.{entry.section}")
            yield _tr("Asked of"), _terms(wording, "sex", entry.asked_of)
        case Allergen() | MedicineClass():
            yield _tr("Found by"), ", ".join(entry.words)
        case BodyArea():
            yield _tr("Aims"), _terms(wording, "aim", entry.aims)
            yield _tr("Kept free"), _span(entry.exclusion_margin_cm, "cm", wording)
        case Scale():
            yield _tr("Judged by"), _tr("the patient") if entry.is_of_patient else _tr("the doctor")
            yield _tr("Aims"), _terms(wording, "aim", entry.aims)
        case LegalStatus():
            yield _tr("Family"), wording.term(f"family.{entry.family}")
            yield _tr("Aims"), _terms(wording, "aim", entry.aims) or _tr("all aims without an entry of their own")
        case _:
            yield from _of_what_is_used(entry, wording)


def _of_what_is_used(entry: Struct, wording: Wording) -> Facts:
    match entry:
        case Product():
            yield _tr("Family"), wording.term(f"family.{entry.family}")
            if entry.not_selectable is not None:
                yield _tr("Cannot be chosen"), wording.term(f"not_selectable.{entry.not_selectable}")
        case Preparation():
            yield _tr("Family"), wording.term(f"family.{entry.family}")
            parts = (f"{wording.term(f'product.{p.product}')}: {amount(p.volume_ml, 'mL', wording)}" for p in entry.parts)
            yield _tr("Made of"), "\n".join(parts)
            yield _tr("Aims"), _terms(wording, "aim", entry.aims)
        case Protocol():
            yield _tr("Family"), wording.term(f"family.{entry.family}")
            yield _tr("Aims"), _terms(wording, "aim", entry.aims)
        case AnaestheticAgent():
            yield _tr("Adrenaline"), _tr("with adrenaline") if entry.has_adrenaline else _tr("without adrenaline")
            strengths = ", ".join(amount(strength, "mg/mL", wording) for strength in entry.strengths_mg_per_ml)
            yield _tr("Strengths"), strengths or _tr("topical, without a dose")
        case AdviceEntry():
            yield _tr("Said"), wording.label(f"advice_kind.{entry.kind}")
            yield _tr("Families"), families_words(entry.families, wording)
            yield _tr("Call"), "" if entry.urgency is None else wording.label(f"urgency.{entry.urgency}")
            yield _tr("Frequency"), "" if entry.frequency_percent is None else amount(entry.frequency_percent, "%", wording)
            yield _tr("Given"), "" if entry.choice is None else _tr("only where the doctor chooses it: sources contradict each other")
        case ConsentText():
            yield _tr("Families"), families_words(entry.families, wording)
        case _:
            return


def scale_rows(scale: Scale, wording: Wording) -> tuple[tuple[str, str], ...]:
    """Return the grades of a scale with their words, then its items and the bands of their sum."""
    grades = tuple((str(grade), wording.term(f"grade.{scale.id}_{grade}")) for grade in scale.grades)
    items = tuple((_tr("Item"), wording.term(f"scale_item.{scale.id}_{item}")) for item in scale.items)
    bands = tuple(
        (_tr("Sum from %1").replace("%1", str(band.at_least)), wording.term(f"scale_band.{scale.id}_{band.id}")) for band in scale.bands
    )
    return (*grades, *items, *bands)


def _terms(wording: Wording, kind: str, names: tuple[object, ...]) -> str:
    return ", ".join(wording.term(f"{kind}.{name}") for name in names)


def _span(span: Span | None, unit: str, wording: Wording) -> str:
    if span is None:
        return ""
    high = amount(span.high, unit, wording)
    return high if span.low == span.high else f"{wording.number(_plain(span.low))} – {high}"


def _plain(value: Decimal) -> str:
    return f"{value.normalize():f}"
