"""What the lists of allergies and medicines say: uncoded text, and a list not asked about, cannot be ruled out."""

from collections.abc import Collection, Mapping
from typing import Final

from msgspec import Struct

from meso_desktop.domain.facts import Facts
from meso_desktop.domain.history import OTHER_CODE, Answer, CodedEntry
from meso_desktop.domain.logic import Truth, Verdict
from meso_desktop.domain.message import Message, Term, message
from meso_desktop.domain.placing import PlacedLine
from meso_desktop.domain.plan import AnaestheticChoice


class _CodedList(Struct, frozen=True, kw_only=True):
    """One of the two coded lists: what it is called, its question and the prefix of its codes."""

    name: str
    question: str
    term: str


_ALLERGIES: Final = _CodedList(name="allergy", question="has_allergies", term="allergen")
_MEDICINES: Final = _CodedList(name="medicine", question="takes_medicines", term="medicine")


def allergy_verdict(facts: Facts, *, codes: Collection[str]) -> Verdict:
    """Look for an allergy coded as one of `codes`."""
    return _listed(_ALLERGIES, facts.document.history.allergies, facts, codes, facts.knowledge.allergens)


def medicine_verdict(facts: Facts, *, classes: Collection[str]) -> Verdict:
    """Look for a medicine of one of `classes`."""
    return _listed(_MEDICINES, facts.document.history.medicines, facts, classes, facts.knowledge.medicine_classes)


def ingredient_allergy_verdict(facts: Facts) -> Verdict:
    """Look for an allergy to anything that the line's preparation holds."""
    if facts.placed is None or facts.placed.preparation is None:
        return Verdict(Truth.UNKNOWN, (), ("preparation:?",))
    return allergy_verdict(facts, codes=allergens_of(facts.placed, facts))


def anaesthetic_allergy_verdict(facts: Facts) -> Verdict:
    """Look for an allergy to the class of the local anaesthetic chosen."""
    chosen = facts.document.plan.anaesthetic
    if chosen is None or not chosen.choice.has_agent:
        return Verdict(Truth.FALSE, (), ("agent:none",))
    if chosen.agent is None:
        return Verdict(Truth.UNKNOWN, (message("because.anaesthetic_missing"),), ("agent:?",))
    agent = facts.knowledge.anaesthetics.get(chosen.agent)
    if agent is None:
        return Verdict(Truth.UNKNOWN, (), (f"agent:{chosen.agent}=?",))
    verdict = allergy_verdict(facts, codes=answering(agent.ingredient, facts))
    told = message("because.anaesthetic", agent=Term(f"anaesthetic.{agent.id}"))
    return Verdict(verdict.truth, (told, *verdict.because), (f"agent:{agent.id}", *verdict.facts))


def anaesthetic_verdict(facts: Facts, *, agents: Collection[str]) -> Verdict:
    """Tell whether the local anaesthetic infiltrated is one of `agents`."""
    chosen = facts.document.plan.anaesthetic
    if chosen is None or chosen.choice is not AnaestheticChoice.INFILTRATED or chosen.agent not in agents:
        return Verdict(Truth.FALSE, (), ("agent:none",))
    return Verdict(Truth.TRUE, (message("because.anaesthetic", agent=Term(f"anaesthetic.{chosen.agent}")),), (f"agent:{chosen.agent}",))


def allergens_of(placed: PlacedLine, facts: Facts) -> frozenset[str]:
    """Return the coded allergies that a line's preparation answers to."""
    return frozenset(code for ingredient in placed.ingredients for code in answering(ingredient, facts))


def is_coded(entry: CodedEntry, codes: Mapping[str, object]) -> bool:
    """Tell whether the entry has a code that the pack knows, or was read and found to be none of them."""
    return entry.code is not None and (entry.code == OTHER_CODE or entry.code in codes)


def answering(ingredient: str, facts: Facts) -> tuple[str, ...]:
    """Return the coded allergies that an ingredient or excipient answers to."""
    entry = facts.knowledge.ingredients.get(ingredient)
    if entry is not None:
        return entry.allergens
    return (ingredient,) if ingredient in facts.knowledge.allergens else ()


def _listed(
    kind: _CodedList, entries: tuple[CodedEntry, ...], facts: Facts, codes: Collection[str], known: Mapping[str, object],
) -> Verdict:
    answer = facts.answers.get(kind.question)
    looked_at = (
        f"{kind.name}:codes={','.join(sorted(codes))}",
        f"answer:{kind.question}={'not_asked' if answer is None else answer.value}",
        *(f"{kind.name}:{e.code}={e.text}" for e in entries if e.code in codes or not is_coded(e, known)),
    )
    met = tuple(e for e in entries if e.code in codes)
    if met:
        return Verdict(Truth.TRUE, tuple(_told(kind, e) for e in met), looked_at)
    uncoded = tuple(e for e in entries if not is_coded(e, known))
    if uncoded:
        return Verdict(Truth.UNKNOWN, tuple(message(f"because.{kind.name}_uncoded", text=e.text) for e in uncoded), looked_at)
    return Verdict(*_by_answer(kind, answer, has_entries=bool(entries)), looked_at)


def _by_answer(kind: _CodedList, answer: Answer | None, *, has_entries: bool) -> tuple[Truth, tuple[Message, ...]]:
    question = Term(f"question.{kind.question}")
    match answer:
        case None:
            return Truth.NOT_ASKED, (message("because.not_asked", question=question),)
        case Answer.UNKNOWN:
            return Truth.UNKNOWN, (message("because.answer", question=question, answer=Term("answer.unknown")),)
        case Answer.YES if not has_entries:
            return Truth.UNKNOWN, (message("because.list_empty", question=question),)
        case _:
            return Truth.FALSE, ()


def _told(kind: _CodedList, entry: CodedEntry) -> Message:
    return message(f"because.{kind.name}", text=entry.text, code=Term(f"{kind.term}.{entry.code}"))
