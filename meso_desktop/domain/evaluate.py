"""Evaluates the condition of a rule over facts."""

from collections.abc import Collection, Iterator, Mapping
from typing import Final

from meso_desktop.domain.areas import Deposit
from meso_desktop.domain.condition import (
    AimIs,
    AllergyIn,
    AllOf,
    AnaestheticAllergy,
    AnaestheticIs,
    AnswerIs,
    AnyOf,
    AreaIn,
    Condition,
    DepositIs,
    FigureBetween,
    IngredientAllergy,
    IngredientIn,
    LegalStatusIs,
    MedicineIn,
    Mixture,
    NotThat,
    OffLabel,
    ProductIn,
    TreatedBefore,
)
from meso_desktop.domain.facts import Facts, answer_verdict, figure_verdict
from meso_desktop.domain.listed import (
    allergy_verdict,
    anaesthetic_allergy_verdict,
    anaesthetic_verdict,
    ingredient_allergy_verdict,
    medicine_verdict,
)
from meso_desktop.domain.logic import Truth, Verdict, all_of, any_of, negated
from meso_desktop.domain.message import Term, message
from meso_desktop.domain.own_preparations import preparation_term
from meso_desktop.domain.people import Jurisdiction
from meso_desktop.domain.placing import PlacedLine, named
from meso_desktop.domain.products import LegalStatus
from meso_desktop.domain.treated import treated_verdict

CONFIRMABLE: Final = frozenset({"unapproved", "not_known"})
"""The legal statuses that a clinic may once answer for; a prohibition never."""

_LOST = Verdict(Truth.UNKNOWN, (), ("line:?",))


def evaluate(condition: Condition, facts: Facts) -> Verdict:  # noqa: C901, PLR0911, PLR0912  # one case for each kind of condition
    """Return what the condition comes to, with its grounds and the facts looked at."""
    match condition:
        case AllOf(of=parts):
            return all_of(evaluate(part, facts) for part in parts)
        case AnyOf(of=parts):
            return any_of(evaluate(part, facts) for part in parts)
        case NotThat(that=part):
            return negated(evaluate(part, facts))
        case AnswerIs(question=question, answer=answer):
            return answer_verdict(facts, question_id=question, wanted=answer)
        case FigureBetween(figure=figure, at_least=at_least, above=above, below=below):
            return figure_verdict(facts, figure=figure, at_least=at_least, above=above, below=below)
        case AllergyIn(codes=codes):
            return allergy_verdict(facts, codes=codes)
        case IngredientAllergy():
            return ingredient_allergy_verdict(facts)
        case MedicineIn(classes=classes):
            return medicine_verdict(facts, classes=classes)
        case AnaestheticAllergy():
            return anaesthetic_allergy_verdict(facts)
        case AnaestheticIs(agents=agents):
            return anaesthetic_verdict(facts, agents=agents)
        case TreatedBefore():
            return treated_verdict(condition, facts)
    placed = facts.placed
    if placed is None or placed.target is None:
        return _LOST
    match condition:
        case DepositIs(size=size):
            return _deposit(placed, facts, size)
        case AimIs(aim=aim):
            return _aim(placed, facts, is_met=placed.aim is aim)
        case LegalStatusIs(status=status):
            return _legal(placed, facts, status)
        case OffLabel():
            return _off_label(placed, facts)
        case Mixture():
            return _mixture(placed, facts)
        case AreaIn(areas=areas):
            return _area(placed, facts, areas)
        case ProductIn(products=products):
            return _held(placed, {p.id: f"product.{p.id}" for p in placed.products}, products)
        case IngredientIn(ingredients=ingredients):
            return _held(placed, {name: f"ingredient.{name}" for name in sorted(placed.ingredients)}, ingredients)


def walk(condition: Condition) -> Iterator[Condition]:
    """Yield the condition and every condition inside it."""
    yield condition
    match condition:
        case AllOf(of=parts) | AnyOf(of=parts):
            for part in parts:
                yield from walk(part)
        case NotThat(that=part):
            yield from walk(part)
        case _:
            return


def legal_statuses(placed: PlacedLine, jurisdiction: Jurisdiction, facts: Facts) -> frozenset[str]:
    """Return what the status of the line's family can be; more than one only while the aim is not chosen.

    A status that the clinic has confirmed reads ``confirmed``: it asks for no reason any more.
    """
    if placed.aim is None:
        own = [e for e in facts.knowledge.legal.values() if e.family is placed.family and e.jurisdiction is jurisdiction]
        general = {_status(e) for e in own if not e.aims} or {"not_known"}
        return frozenset({_status(e) for e in own if e.aims} | general)
    return frozenset(_status(e) for e in legal_entries(placed, facts)) or frozenset({"not_known"})


def legal_entries(placed: PlacedLine, facts: Facts) -> tuple[LegalStatus, ...]:
    """Return the entries that speak of a line's family and aim here: those for the aim, or else those for any."""
    jurisdiction = facts.document.clinic.jurisdiction
    own = [e for e in facts.knowledge.legal.values() if e.family is placed.family and e.jurisdiction is jurisdiction]
    return tuple(e for e in own if placed.aim in e.aims) or tuple(e for e in own if not e.aims)


def _status(entry: LegalStatus) -> str:
    return "confirmed" if entry.confirmation is not None and entry.status in CONFIRMABLE else entry.status


def _legal(placed: PlacedLine, facts: Facts, status: tuple[str, ...]) -> Verdict:
    jurisdiction = facts.document.clinic.jurisdiction
    looked_at = (f"legal:{jurisdiction.value}/{placed.family}/{placed.aim}",)
    if placed.family is None:
        return Verdict(Truth.UNKNOWN, (), looked_at)
    possible = legal_statuses(placed, jurisdiction, facts)
    if not possible.intersection(status):
        return Verdict(Truth.FALSE, (), looked_at)
    if not possible.issubset(status):
        return Verdict(Truth.UNKNOWN, _aim(placed, facts, is_met=False).because, looked_at)
    found = sorted(possible.intersection(status))
    told = tuple(
        message(
            "because.legal", family=Term(f"family.{placed.family.value}"), status=Term(f"legal.{s}"),
            jurisdiction=Term(f"jurisdiction.{jurisdiction.value}"),
        )
        for s in found
    )
    return Verdict(Truth.TRUE, told, (*looked_at, f"status:{','.join(found)}"))


def _off_label(placed: PlacedLine, facts: Facts) -> Verdict:
    if placed.preparation is None:
        return _LOST
    outside = [p for p in placed.products if p.labelled_areas and placed.area not in p.labelled_areas]
    looked_at = (f"area:{placed.area}", *(f"label:{p.id}={','.join(sorted(p.labelled_areas))}" for p in outside))
    area = named("area", placed.area, facts.knowledge.areas)
    told = tuple(message("because.off_label", product=Term(f"product.{p.id}"), area=area) for p in outside)
    return Verdict(Truth.TRUE if outside else Truth.FALSE, told, looked_at)


def _mixture(placed: PlacedLine, facts: Facts) -> Verdict:
    if placed.preparation is None:
        return _LOST
    is_mixed = len({part.product for part in placed.preparation.parts}) > 1
    term = preparation_term(placed.preparation.id, facts.document, facts.knowledge)
    told = (message("because.mixture", preparation=term),) if is_mixed else ()
    return Verdict(Truth.TRUE if is_mixed else Truth.FALSE, told, (f"mixture:{placed.preparation.id}={is_mixed}",))


def _area(placed: PlacedLine, facts: Facts, areas: Collection[str]) -> Verdict:
    told = (message("because.area", area=named("area", placed.area, facts.knowledge.areas)),)
    return Verdict(Truth.TRUE if placed.area in areas else Truth.FALSE, told, (f"area:{placed.area}",))


def _held(placed: PlacedLine, terms: Mapping[str, str], wanted: Collection[str]) -> Verdict:
    """Look for one of `wanted` in what the line's preparation holds; `terms` names all that it holds."""
    if placed.preparation is None:
        return _LOST
    told = tuple(message("because.holds", what=Term(term)) for name, term in terms.items() if name in wanted)
    return Verdict(Truth.TRUE if told else Truth.FALSE, told, tuple(f"holds:{name}" for name in terms))


def _deposit(placed: PlacedLine, facts: Facts, size: Deposit) -> Verdict:
    deposit = None if placed.target is None else placed.target.deposit
    area = named("area", placed.area, facts.knowledge.areas)
    if deposit is None:
        return Verdict(Truth.UNKNOWN, (message("because.deposit_missing", area=area),), (f"deposit:{placed.area}=?",))
    told = message("because.deposit", area=area, deposit=Term(f"deposit.{deposit.value}"))
    return Verdict(Truth.TRUE if deposit is size else Truth.FALSE, (told,), (f"deposit:{placed.area}={deposit.value}",))


def _aim(placed: PlacedLine, facts: Facts, *, is_met: bool) -> Verdict:
    area = named("area", placed.area, facts.knowledge.areas)
    if placed.aim is None:
        return Verdict(Truth.UNKNOWN, (message("because.aim_missing", area=area),), (f"aim:{placed.area}=?",))
    told = message("because.aim", area=area, aim=Term(f"aim.{placed.aim.value}"))
    return Verdict(Truth.TRUE if is_met else Truth.FALSE, (told,), (f"aim:{placed.area}={placed.aim.value}",))
