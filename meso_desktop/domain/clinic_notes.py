"""What the clinic changed in the packs and bears on this consultation: shown on screen, in the record and on paper."""

from collections.abc import Iterator
from functools import lru_cache
from typing import Final

import msgspec
from msgspec.structs import replace

from meso_desktop.domain.changeable import changeable_field
from meso_desktop.domain.clinic_changes import CONFIRMATION, IS_ON, Change, ClinicNote, ClinicNoteKind, Value
from meso_desktop.domain.evaluate import evaluate, legal_entries
from meso_desktop.domain.facts import Facts
from meso_desktop.domain.findings import is_in_scope
from meso_desktop.domain.ids import LineId
from meso_desktop.domain.local_time import clinic_time
from meso_desktop.domain.logic import Truth
from meso_desktop.domain.loosening import is_loosening
from meso_desktop.domain.message import Message, Term, message
from meso_desktop.domain.placing import PlacedLine
from meso_desktop.domain.products import AnaestheticAgent, LegalStatus, Product
from meso_desktop.domain.protocols import Protocol
from meso_desktop.domain.rules import Family, Rule, RuleScope

CHANGED: Final = {
    "rules": Rule, "products": Product, "protocols": Protocol, "legal": LegalStatus, "anaesthetics": AnaestheticAgent,
}
"""The kinds of entry whose change can loosen something."""

_TERMS: Final = {
    "rules": "rule.{}.doctor", "products": "product.{}", "protocols": "protocol.{}", "anaesthetics": "anaesthetic.{}",
    "questions": "question.{}", "areas": "area.{}", "advice": "advice.{}",
}


def clinic_notes(facts: Facts, placed: tuple[PlacedLine, ...]) -> tuple[ClinicNote, ...]:
    """Return a note for each loosened stop or limit that would have borne on this consultation, and each status confirmed that does."""
    return tuple(_notes(facts, placed))


def is_loosened(change: Change) -> bool:
    """Tell whether a change loosens its entry as the present pack ships it."""
    entry = shipped_entry(change)
    if entry is None or change.field == CONFIRMATION:
        return False
    return is_loosening(entry, change.field, shipped=shipped_value(change), own=change.own)


@lru_cache(maxsize=512)
def shipped_entry(change: Change) -> msgspec.Struct | None:
    """Return the entry as it is shipped now, or as the clinic knew it where it is gone; None for a kind that can loosen nothing."""
    kind = CHANGED.get(change.topic)
    return None if kind is None else msgspec.json.decode(change.now or change.base, type=kind)


def shipped_value(change: Change) -> Value:
    """Return the value that is shipped now where the change was made; None also where the entry has no such value any more."""
    entry = shipped_entry(change) if change.now and change.field != CONFIRMATION else None
    if entry is None:
        return change.shipped
    found = changeable_field(entry, change.field)
    return None if found is None else found.value


def told(change: Change) -> Message:
    """Return a change as a sentence: which entry, what stands there now, and what was shipped."""
    name = _named(change)
    if change.field == CONFIRMATION:
        return message("clinic_change.confirmed", entry=name, status=Term(f"legal.{change.shipped}"))
    what = _field_term(change.field)
    if change.field.endswith(IS_ON):
        return message("clinic_change.off" if change.field == IS_ON else "clinic_change.limit_off", entry=name, what=what)
    own, shipped = _shown(change, change.own), _shown(change, shipped_value(change))
    return message("clinic_change.value", entry=name, what=what, own=own, shipped=shipped)


def _notes(facts: Facts, placed: tuple[PlacedLine, ...]) -> Iterator[ClinicNote]:
    for change in facts.knowledge.changes:
        lines = _concerned(change, facts, placed)
        if lines is not None:
            kind = ClinicNoteKind.CONFIRMED if change.field == CONFIRMATION else ClinicNoteKind.LOOSENED
            # The ground of a confirmation is its reason.
            reason = str(change.own) if change.field == CONFIRMATION else change.reason
            on = clinic_time(change.at, utc_offset=facts.document.utc_offset).date()
            yield ClinicNote(kind=kind, text=told(change), reason=reason, by=change.by_name, on=on, lines=lines)


def _concerned(  # noqa: PLR0911  # one answer for each kind of entry
    change: Change, facts: Facts, placed: tuple[PlacedLine, ...],
) -> tuple[LineId, ...] | None:
    """Return the lines that a change bears on, none of them where it is the patient's; None where it does not bear at all."""
    if change.field == CONFIRMATION:
        return _lines(p for p in placed if change.entry in {e.id for e in legal_entries(p, facts) if e.confirmation is not None})
    if not is_loosened(change):
        return None
    match shipped_entry(change):
        case Rule() as rule:
            return _of_rule(rule, change, facts, placed)
        case Product(id=entry_id):
            return _lines(p for p in placed if entry_id in {product.id for product in p.products})
        case Protocol(id=entry_id):
            return _lines(p for p in placed if p.line.protocol == entry_id)
        case LegalStatus():
            return _lines(p for p in placed if change.entry in {e.id for e in legal_entries(p, facts)})
        case AnaestheticAgent(id=entry_id):
            chosen = facts.document.plan.anaesthetic
            return () if chosen is not None and chosen.agent == entry_id else None
        case _:
            return None


def _of_rule(rule: Rule, change: Change, facts: Facts, placed: tuple[PlacedLine, ...]) -> tuple[LineId, ...] | None:
    """Return where the rule as shipped would speak: it was written for this law and families, and is not ruled out."""
    if rule.jurisdictions and facts.document.clinic.jurisdiction not in rule.jurisdictions:
        return None
    families = _families(rule, change)
    concerned = tuple(p for p in placed if p.family in families and is_in_scope(rule, p))
    if rule.scope is RuleScope.LINE:
        return _lines(p for p in concerned if evaluate(rule.when, replace(facts, placed=p)).truth is not Truth.FALSE)
    if (placed and not concerned) or evaluate(rule.when, facts).truth is Truth.FALSE:
        return None
    return _lines(concerned) or ()


def _families(rule: Rule, change: Change) -> frozenset[Family]:
    name = change.field.removeprefix("outcomes.")
    own = (Family(name),) if change.field.startswith("outcomes.") else tuple(Family)
    return frozenset(family for family in own if getattr(rule.outcomes, family.value) is not None)


def _lines(placed: Iterator[PlacedLine] | tuple[PlacedLine, ...]) -> tuple[LineId, ...] | None:
    return tuple(p.line_id for p in placed) or None


def _named(change: Change) -> Term | str:
    if change.topic == "legal":
        entry = shipped_entry(change)
        family = entry.family.value if isinstance(entry, LegalStatus) else change.entry
        return Term(f"family.{family}")
    pattern = _TERMS.get(change.topic)
    return change.entry if pattern is None else Term(pattern.format(change.entry))


def _field_term(field: str) -> Term:
    first, _, rest = field.partition(".")
    if first == "outcomes":
        return Term(f"family.{rest}")
    last = field.rpartition(".")[2]
    return Term(f"changed_field.{first}_{last}" if last in {"low", "high"} else f"changed_field.{last}")


def _shown(change: Change, value: Value) -> Term | str:  # noqa: PLR0911  # one answer for each kind of value
    if value is None or value == ():
        return Term("changed_value.none")
    if isinstance(value, tuple):
        return ", ".join(value)
    if change.field.startswith("outcomes."):
        return Term(f"rule_outcome.{value}")
    if change.topic == "legal":
        return Term(f"legal.{value}")
    if change.field.endswith(".kind"):
        return Term(f"limit_kind.{value}")
    if change.topic == "questions":
        return Term(f"validity.{value}")
    return str(value)
