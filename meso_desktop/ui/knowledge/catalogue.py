"""Every entry of the packs in one list that can be narrowed to a heading and searched."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from msgspec import Struct

from meso_desktop.domain.clinic_changes import CONFIRMATION, IS_ON, Conflict
from meso_desktop.domain.evidence import Source
from meso_desktop.domain.knowledge import Knowledge
from meso_desktop.domain.patient_texts import AdviceEntry, ConsentText
from meso_desktop.domain.products import LegalStatus, Preparation, Product
from meso_desktop.domain.protocols import BodyArea, Protocol, Scale
from meso_desktop.domain.rules import Allergen, Family, MedicineClass, Question, Rule, RuleOutcome
from meso_desktop.domain.text import tokens
from meso_desktop.knowledge.condition_words import condition_lines, line_text
from meso_desktop.knowledge.wording import Wording
from meso_desktop.ui.knowledge.entry_words import doctor_texts, families_words, patient_texts, title_of
from meso_desktop.ui.knowledge.related import cited_by
from meso_desktop.ui.knowledge.topics import TOPIC_OF, EntryRef, Topic

OUTCOME_ROLES: Final = {
    RuleOutcome.STOP: "stop", RuleOutcome.DEFER: "defer", RuleOutcome.LETTER: "warn", RuleOutcome.REASON: "warn",
    RuleOutcome.INFORM: "muted",
}
"""The colour of each outcome, beside its word."""

_LEGAL_ROLES: Final = {"prohibited": "stop", "unapproved": "warn", "not_known": "warn", "labelled": "ok", "device": "ok"}
_SHORT = 3
"""A word of the query with fewer letters is looked for at the beginning of words only."""


@dataclass(frozen=True, kw_only=True)
class Listed:
    """One entry as the list shows it; `words` are what it is found by, folded."""

    ref: EntryRef
    topic: Topic
    title: str
    detail: str
    role: str
    mark: str
    words: str
    is_changed: bool = False


@dataclass(frozen=True, kw_only=True)
class Catalogue:
    """All entries in the order of the headings; `to_decide` are those with a conflict."""

    entries: tuple[Listed, ...] = ()
    to_decide: frozenset[EntryRef] = field(default_factory=frozenset)

    def found(self, query: str, topic: Topic = Topic.ALL) -> tuple[Listed, ...]:
        """Return the entries under `topic` that hold every word of `query`, those that hold them in their title first."""
        wanted = tokens(query)
        hits = [entry for entry in self.entries if self._is_under(entry, topic) and _holds(entry.words, wanted)]
        if not wanted:
            return tuple(hits)
        titles = {id(entry): " ".join(tokens(entry.title)) for entry in hits}
        return tuple(sorted(hits, key=lambda entry: not _holds(titles[id(entry)], wanted)))

    def counts(self, query: str = "") -> Mapping[Topic, int]:
        """Return how many entries stand under each heading, of those that `query` finds."""
        found = self.found(query)
        counted = Counter(entry.topic for entry in found)
        counted[Topic.ALL] = len(found)
        counted[Topic.CHANGED] = sum(entry.is_changed for entry in found)
        counted[Topic.TO_DECIDE] = sum(entry.ref in self.to_decide for entry in found)
        return counted

    def get(self, ref: EntryRef) -> Listed | None:
        """Return one entry, None when there is none."""
        return next((entry for entry in self.entries if entry.ref == ref), None)

    def _is_under(self, entry: Listed, topic: Topic) -> bool:
        match topic:
            case Topic.ALL:
                return True
            case Topic.CHANGED:
                return entry.is_changed
            case Topic.TO_DECIDE:
                return entry.ref in self.to_decide
            case _:
                return entry.topic is topic


def catalogue(effective: Knowledge, shipped: Knowledge, wording: Wording, *, conflicts: Iterable[Conflict] = ()) -> Catalogue:
    """Return the list of what is shipped and of what the clinic made of it; what the clinic switched off stays listed."""
    changed = {EntryRef(change.topic, change.entry): change.field for change in effective.changes}
    to_decide = frozenset(EntryRef(conflict.change.topic, conflict.change.entry) for conflict in conflicts)
    listed = []
    for topic in Topic:
        for name in (name for name, under in TOPIC_OF.items() if under is topic):
            own, given = getattr(effective, name), getattr(shipped, name)
            for entry_id in dict.fromkeys((*given, *own)):
                ref = EntryRef(name, entry_id)
                entry = own[entry_id] if entry_id in own else given[entry_id]
                listed.append(_listed(ref, entry, effective, wording, is_changed=ref in changed))
    return Catalogue(entries=tuple(listed), to_decide=to_decide)


def _listed(ref: EntryRef, entry: Struct, effective: Knowledge, wording: Wording, *, is_changed: bool) -> Listed:
    detail, role = _detail(ref, entry, wording)
    return Listed(
        ref=ref, topic=TOPIC_OF[ref.topic], title=title_of(ref, entry, wording), detail=detail, role=role,
        mark=_mark(ref, effective, wording) if is_changed else "", is_changed=is_changed,
        words=" ".join(tokens(" ".join(_words(ref, entry, effective, wording)))),
    )


def _mark(ref: EntryRef, effective: Knowledge, wording: Wording) -> str:
    fields = {change.field for change in effective.changes if (change.topic, change.entry) == (ref.topic, ref.entry)}
    if IS_ON in fields:
        return wording.term("knowledge.off")
    return wording.term("knowledge.confirmed" if fields == {CONFIRMATION} else "knowledge.changed")


def _detail(ref: EntryRef, entry: Struct, wording: Wording) -> tuple[str, str]:  # noqa: C901, PLR0911  # one line for each kind of entry
    match entry:
        case Rule():
            return _rule_detail(entry, wording)
        case Question():
            return wording.label(f"section.{entry.section}"), "muted"
        case Product() if entry.not_selectable is not None:
            return f"{wording.label(f'knowledge.family.{entry.family}')} · {wording.term('knowledge.not_selectable')}", "warn"
        case Product():
            return _product_detail(entry, wording), "muted"
        case Protocol():
            return wording.label(f"knowledge.family.{entry.family}"), "muted"
        case Preparation():
            return f"{wording.term('knowledge.kind.preparations')} · {wording.term(f'knowledge.family.{entry.family}')}", "muted"
        case AdviceEntry():
            return f"{wording.label(f'advice_kind.{entry.kind}')} · {families_words(entry.families, wording)}", "muted"
        case ConsentText():
            return f"{wording.term('knowledge.kind.consent')} · {families_words(entry.families, wording)}", "muted"
        case BodyArea() | Scale():
            return ", ".join(wording.term(f"aim.{aim}") for aim in entry.aims), "muted"
        case LegalStatus():
            return wording.label(f"legal.{entry.status}"), _LEGAL_ROLES.get(entry.status, "muted")
        case Source():
            return f"{entry.id} · {entry.citation}", "muted"
        case _:
            return wording.term(f"knowledge.kind.{ref.topic}"), "muted"


def _product_detail(product: Product, wording: Wording) -> str:
    strengths = [wording.number(f"{s.mg_per_ml:f}") for s in product.ingredients if s.mg_per_ml is not None]
    family = wording.label(f"knowledge.family.{product.family}")
    return f"{family} · {' + '.join(strengths)} mg/mL" if strengths else family


def _rule_detail(rule: Rule, wording: Wording) -> tuple[str, str]:
    by_outcome = {
        outcome: families for outcome in RuleOutcome
        if (families := tuple(family for family in Family if getattr(rule.outcomes, family.value) is outcome))
    }
    told = [f"{wording.term(f'rule_outcome.{outcome}')}: {_short(families, wording)}" for outcome, families in by_outcome.items()]
    return " · ".join(told), OUTCOME_ROLES[next(iter(by_outcome))]


def _short(families: tuple[Family, ...], wording: Wording) -> str:
    if len(families) == len(Family):
        return wording.term("knowledge.all_families")
    return ", ".join(wording.term(f"knowledge.family.{family}") for family in families)


def _words(ref: EntryRef, entry: Struct, effective: Knowledge, wording: Wording) -> Iterator[str]:
    yield ref.entry
    yield title_of(ref, entry, wording)
    for key in (*doctor_texts(ref, entry, wording), *patient_texts(ref, entry, wording)):
        yield wording.term(key)
    for source in cited_by(entry):
        yield source
        if source in effective.sources:
            yield effective.sources[source].citation
    yield from _own_words(entry, wording)


def _own_words(entry: Struct, wording: Wording) -> Iterator[str]:
    match entry:
        case Source():
            yield entry.citation
        case Allergen() | MedicineClass():
            yield from entry.words
        case Rule():
            yield from (line_text(line, wording) for line in condition_lines(entry.when))
        case Product():
            yield from (wording.term(f"ingredient.{strength.ingredient}") for strength in entry.ingredients)
            yield from (limit.id for limit in entry.limits)
        case Protocol():
            yield from (wording.term(f"area.{area}") for area in entry.areas)
            yield from (limit.id for limit in entry.limits)
        case Question():
            yield wording.term(f"section.{entry.section}")
        case LegalStatus():
            yield wording.term(f"legal.{entry.status}")
            yield entry.jurisdiction.value
        case _:
            return


def _holds(words: str, wanted: tuple[str, ...]) -> bool:
    return all(token in words if len(token) >= _SHORT else f" {token}" in f" {words}" for token in wanted)
