"""Which entries of the packs an entry leads to."""

from collections.abc import Iterable, Iterator

from msgspec import Struct
from PySide6.QtCore import QCoreApplication

from meso_desktop.domain.condition import (
    AllergyIn,
    AnaestheticIs,
    AnswerIs,
    AreaIn,
    Condition,
    IngredientIn,
    MedicineIn,
    ProductIn,
    TreatedBefore,
)
from meso_desktop.domain.evaluate import walk
from meso_desktop.domain.knowledge import Knowledge
from meso_desktop.domain.patient_texts import AdviceEntry
from meso_desktop.domain.products import AnaestheticAgent, Ingredient, Limit, Preparation, Product
from meso_desktop.domain.protocols import BodyArea, Protocol, Scale
from meso_desktop.domain.rules import Allergen, MedicineClass, Question, Rule
from meso_desktop.ui.knowledge.topics import EntryRef

Links = Iterator[tuple[str, tuple[EntryRef, ...]]]


def _tr(text: str) -> str:
    return QCoreApplication.translate("knowledge", text)


def related(knowledge: Knowledge, ref: EntryRef) -> Links:  # one case for each kind of entry
    """Yield the entries that this one has to do with, under a name for each kind of bond."""
    entry = getattr(knowledge, ref.topic).get(ref.entry)
    match entry:
        case Rule():
            yield _tr("Looks at"), tuple(dict.fromkeys(looked_at(entry.when)))
            yield _tr("Products"), _refs("products", entry.products)
            yield _tr("Substances"), _refs("ingredients", entry.ingredients)
            yield _tr("Areas"), _refs("areas", entry.areas)
        case Question():
            yield _tr("Follows"), _refs("questions", () if entry.follows is None else (entry.follows,))
            yield _tr("Followed by"), _refs("questions", (q.id for q in knowledge.questions.values() if q.follows == entry.id))
            yield _tr("Areas"), _refs("areas", entry.areas)
            yield _tr("Rules"), _rules_looking_at(knowledge, ref)
        case Allergen():
            yield _tr("Substances"), _refs("ingredients", (i.id for i in knowledge.ingredients.values() if entry.id in i.allergens))
            yield _tr("Rules"), _rules_looking_at(knowledge, ref)
        case MedicineClass():
            yield _tr("Rules"), _rules_looking_at(knowledge, ref)
        case Protocol():
            yield _tr("Areas"), _refs("areas", entry.areas)
            yield _tr("Preparations"), _refs("preparations", entry.preparations)
        case BodyArea():
            yield _tr("Protocols"), _refs("protocols", (p.id for p in knowledge.protocols.values() if entry.id in p.areas))
            yield _tr("Questions"), _refs("questions", (q.id for q in knowledge.questions.values() if entry.id in q.areas))
            yield _tr("Scales"), _refs("scales", (s.id for s in knowledge.scales.values() if entry.id in s.areas))
            yield _tr("Rules"), (*_refs("rules", (r.id for r in knowledge.rules.values() if entry.id in r.areas)),
                                 *_rules_looking_at(knowledge, ref))
        case Scale():
            yield _tr("Areas"), _refs("areas", entry.areas)
        case AdviceEntry():
            yield _tr("Products"), _refs("products", entry.products)
            yield _tr("Areas"), _refs("areas", entry.areas)
            others = (a.id for a in knowledge.advice.values() if entry.choice is not None and a.choice == entry.choice and a.id != entry.id)
            yield _tr("Contradicts"), _refs("advice", others)
        case _:
            yield from _of_what_is_used(knowledge, ref)


def _of_what_is_used(knowledge: Knowledge, ref: EntryRef) -> Links:
    entry = getattr(knowledge, ref.topic).get(ref.entry)
    match entry:
        case Product():
            yield _tr("Substances"), _refs("ingredients", (*(s.ingredient for s in entry.ingredients), *entry.excipients))
            made = [p for p in knowledge.preparations.values() if any(part.product == entry.id for part in p.parts)]
            yield _tr("Preparations"), _refs("preparations", (p.id for p in made))
            names = {p.id for p in made}
            yield _tr("Protocols"), _refs("protocols", (p.id for p in knowledge.protocols.values() if names.intersection(p.preparations)))
            yield _tr("Label covers"), _refs("areas", entry.labelled_areas)
            yield _tr("Rules"), (*_refs("rules", (r.id for r in knowledge.rules.values() if entry.id in r.products)),
                                 *_rules_looking_at(knowledge, ref))
            yield _tr("Legal status"), _refs("legal", (e.id for e in knowledge.legal.values() if e.family is entry.family))
        case Preparation():
            yield _tr("Products"), _refs("products", (part.product for part in entry.parts))
            yield _tr("Protocols"), _refs("protocols", (p.id for p in knowledge.protocols.values() if entry.id in p.preparations))
        case Ingredient():
            held = (p.id for p in knowledge.products.values() if entry.id in {*p.excipients, *(s.ingredient for s in p.ingredients)})
            yield _tr("Products"), _refs("products", held)
            yield _tr("Allergies"), _refs("allergens", entry.allergens)
            yield _tr("Rules"), (*_refs("rules", (r.id for r in knowledge.rules.values() if entry.id in r.ingredients)),
                                 *_rules_looking_at(knowledge, ref))
        case AnaestheticAgent():
            yield _tr("Substance"), _refs("ingredients", (entry.ingredient,))
            yield _tr("Rules"), _rules_looking_at(knowledge, ref)
        case _:
            return


def counted_with(knowledge: Knowledge, ref: EntryRef, limit: Limit) -> tuple[EntryRef, ...]:
    """Return the other entries whose limit is counted as one with `limit` of this one; products that cannot be chosen never are."""
    if limit.shared is None:
        return ()
    others = (entry for entry in getattr(knowledge, ref.topic).values() if entry.id != ref.entry)
    return _refs(ref.topic, (
        entry.id for entry in others
        if getattr(entry, "not_selectable", None) is None
        and any((other.shared, other.kind) == (limit.shared, limit.kind) for other in entry.limits)
    ))


def citing(knowledge: Knowledge, source: str) -> Links:
    """Yield the entries that rest on a source, or have a limit that does, by kind."""
    for topic, name in _kinds():
        yield name, _refs(topic, (entry.id for entry in getattr(knowledge, topic).values() if source in cited_by(entry)))


def cited_by(entry: Struct) -> tuple[str, ...]:
    """Return the ids of the sources that an entry and its limits rest on, each once."""
    of_limits = (source for limit in getattr(entry, "limits", ()) for source in limit.sources)
    return tuple(dict.fromkeys((*getattr(entry, "sources", ()), *of_limits)))


def looked_at(condition: Condition) -> Iterator[EntryRef]:  # one case for each kind of condition that names entries
    """Yield the entries that a condition names, in its order."""
    for part in walk(condition):
        match part:
            case AnswerIs(question=question):
                yield EntryRef("questions", question)
            case AllergyIn(codes=names):
                yield from _refs("allergens", names)
            case MedicineIn(classes=names):
                yield from _refs("medicine_classes", names)
            case AnaestheticIs(agents=names):
                yield from _refs("anaesthetics", names)
            case AreaIn(areas=names):
                yield from _refs("areas", names)
            case ProductIn(products=names) | TreatedBefore(products=names):
                yield from _refs("products", names)
            case IngredientIn(ingredients=names):
                yield from _refs("ingredients", names)
            case _:
                continue


def _kinds() -> tuple[tuple[str, str], ...]:
    return (
        ("rules", _tr("Rules")), ("questions", _tr("Questions")), ("products", _tr("Products")), ("preparations", _tr("Preparations")),
        ("ingredients", _tr("Substances")), ("anaesthetics", _tr("Local anaesthetics")), ("protocols", _tr("Protocols")),
        ("areas", _tr("Areas")), ("sites_not_offered", _tr("No target areas")), ("scales", _tr("Scales")), ("advice", _tr("Advice")),
        ("consent", _tr("Consent")), ("legal", _tr("Legal status")),
    )


def _rules_looking_at(knowledge: Knowledge, ref: EntryRef) -> tuple[EntryRef, ...]:
    return tuple(EntryRef("rules", rule.id) for rule in knowledge.rules.values() if ref in looked_at(rule.when))


def _refs(topic: str, names: Iterable[str]) -> tuple[EntryRef, ...]:
    return tuple(EntryRef(topic, name) for name in dict.fromkeys(names))
