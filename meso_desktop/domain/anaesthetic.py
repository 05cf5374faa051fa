"""The local anaesthetic of one session against its caps, together with what the preparations themselves contain of it."""

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from typing import Final

from msgspec import Struct

from meso_desktop.domain.assessment import AnaestheticEstimate, LimitCheck, SessionTotal
from meso_desktop.domain.consultation import Consultation
from meso_desktop.domain.exact import floored, to_decimal
from meso_desktop.domain.knowledge import Knowledge
from meso_desktop.domain.message import Message, Term, message
from meso_desktop.domain.plan import Anaesthetic, AnaestheticChoice
from meso_desktop.domain.products import AnaestheticAgent, LimitKind

_PERCENT: Final = 100


class _Given(Struct, frozen=True, kw_only=True):
    """What a session gives of an agent's ingredient, and the cap; None where not known."""

    agent: AnaestheticAgent
    chosen: Anaesthetic | None
    weight_kg: Decimal | None
    infiltrated_mg: Fraction | None
    contained_mg: Decimal | None
    cap_mg: Fraction | None

    @property
    def mg(self) -> Fraction | None:
        """All that is given, exact."""
        if self.infiltrated_mg is None or self.contained_mg is None:
            return None
        return self.infiltrated_mg + Fraction(self.contained_mg)


def estimate_anaesthetic(
    document: Consultation, knowledge: Knowledge, sessions: tuple[SessionTotal, ...],
) -> tuple[AnaestheticEstimate | None, tuple[LimitCheck, ...]]:
    """Return the anaesthetic infiltrated with its cap, and the hard check where both are known.

    What preparations contain counts in with the chosen agent, and by itself it is held against the lowest of its ingredient's
    caps: an agent with adrenaline never raises the cap of what is injected without. An agent without a sourced cap has no check.
    """
    chosen = document.plan.anaesthetic
    is_infiltrated = chosen is not None and chosen.choice is AnaestheticChoice.INFILTRATED and chosen.agent is not None
    agent = knowledge.anaesthetics.get(chosen.agent or "") if chosen is not None and is_infiltrated else None
    reduction = None if chosen is None else chosen.reduction_percent
    given = None if agent is None else _given(agent, document, sessions, chosen=chosen, reduction=reduction)
    alone = _contained_alone(document, knowledge, sessions, without=agent)
    checks = tuple(check for one in (given, *alone) if one is not None for check in _check(one))
    return (None if given is None else _estimate(given)), checks


def cap_of(agent: AnaestheticAgent, *, weight_kg: Decimal | None, reduction_percent: Decimal | None = None) -> Fraction | None:
    """Return the cap in mg that binds, less the doctor's reduction; None without a sourced cap, or without the weight it needs."""
    if agent.cap_mg_per_kg is not None and weight_kg is None:
        return None
    by_weight = None if agent.cap_mg_per_kg is None or weight_kg is None else Fraction(agent.cap_mg_per_kg) * Fraction(weight_kg)
    absolute = None if agent.cap_mg is None else Fraction(agent.cap_mg)
    caps = [cap for cap in (by_weight, absolute) if cap is not None]
    if not caps:
        return None
    kept = _PERCENT - min(Fraction(reduction_percent or 0), Fraction(_PERCENT))
    return min(caps) * kept / _PERCENT


def _given(
    agent: AnaestheticAgent, document: Consultation, sessions: tuple[SessionTotal, ...], *, chosen: Anaesthetic | None,
    reduction: Decimal | None,
) -> _Given:
    weight = document.examination.weight
    weight_kg = None if weight is None else weight.kg
    return _Given(
        agent=agent,
        chosen=chosen,
        weight_kg=weight_kg,
        infiltrated_mg=Fraction(0) if chosen is None else _infiltrated(chosen),
        contained_mg=_contained(agent.ingredient, sessions),
        cap_mg=cap_of(agent, weight_kg=weight_kg, reduction_percent=reduction),
    )


def _contained_alone(
    document: Consultation, knowledge: Knowledge, sessions: tuple[SessionTotal, ...], *, without: AnaestheticAgent | None,
) -> Iterator[_Given]:
    """Yield what preparations contain by themselves; what the doctor takes off the cap of an ingredient is off it here too."""
    chosen = document.plan.anaesthetic
    ingredients = dict.fromkeys(agent.ingredient for agent in knowledge.anaesthetics.values())
    for ingredient in ingredients:
        if _contained(ingredient, sessions) == 0:
            continue
        agents = [agent for agent in knowledge.anaesthetics.values() if agent.ingredient == ingredient]
        reduction = None if without is None or without.ingredient != ingredient or chosen is None else chosen.reduction_percent
        held = [_given(agent, document, sessions, chosen=None, reduction=reduction) for agent in agents]
        capped = [one for one in held if one.cap_mg is not None]
        lowest = min(capped, key=_cap, default=None)
        if lowest is not None and lowest.agent != without:
            yield lowest


def _infiltrated(chosen: Anaesthetic) -> Fraction | None:
    if chosen.strength_mg_per_ml is None or chosen.volume_ml is None:
        return None
    return Fraction(chosen.strength_mg_per_ml) * Fraction(chosen.volume_ml)


def _contained(ingredient: str, sessions: tuple[SessionTotal, ...]) -> Decimal | None:
    """Return the mg in the fullest session; None when a session's is not known."""
    held = [dose.mg for session in sessions for dose in session.doses if dose.ingredient == ingredient]
    known = [mg for mg in held if mg is not None]
    return max(known, default=Decimal(0)) if len(known) == len(held) else None


def _check(given: _Given) -> Iterator[LimitCheck]:
    mg, cap = given.mg, given.cap_mg
    if mg is None or cap is None:
        return
    agent = Term(f"anaesthetic.{given.agent.id}")
    name = "limit.anaesthetic" if given.chosen is not None else "limit.anaesthetic.contained"
    yield LimitCheck(
        limit=f"anaesthetic.{given.agent.id}",
        kind=LimitKind.HARD,
        text=message(name, agent=agent, value=to_decimal(mg), bound=floored(cap)),
        value=to_decimal(mg),
        bound=floored(cap),
        is_upper=True,
        is_crossed=mg > cap,
        sources=given.agent.sources,
        confidence=given.agent.confidence,
    )


def _estimate(given: _Given) -> AnaestheticEstimate:
    return AnaestheticEstimate(
        agent=given.agent.id,
        mg=None if given.mg is None else to_decimal(given.mg),
        cap_mg=None if given.cap_mg is None else floored(given.cap_mg),
        contained_mg=given.contained_mg or Decimal(0),
        workings=tuple(_workings(given)),
        sources=given.agent.sources,
    )


def _workings(given: _Given) -> Iterator[Message]:
    chosen, agent = given.chosen, given.agent
    if chosen is not None and chosen.strength_mg_per_ml is not None and chosen.volume_ml is not None and given.infiltrated_mg is not None:
        mg = to_decimal(given.infiltrated_mg)
        yield message("working.anaesthetic.given", volume=chosen.volume_ml, strength=chosen.strength_mg_per_ml, mg=mg)
    if given.contained_mg is None:
        yield message("working.anaesthetic.contained_unknown", ingredient=Term(f"ingredient.{agent.ingredient}"))
    elif given.contained_mg:
        yield message("working.anaesthetic.contained", mg=given.contained_mg, ingredient=Term(f"ingredient.{agent.ingredient}"))
    if agent.cap_mg_per_kg is not None and given.weight_kg is not None:
        by_weight = floored(Fraction(agent.cap_mg_per_kg) * Fraction(given.weight_kg))
        yield message("working.anaesthetic.by_weight", per_kg=agent.cap_mg_per_kg, weight=given.weight_kg, mg=by_weight)
    if agent.cap_mg is not None:
        yield message("working.anaesthetic.at_most", mg=agent.cap_mg)
    if chosen is not None and chosen.reduction_percent and given.cap_mg is not None:
        yield message("working.anaesthetic.reduced", percent=chosen.reduction_percent, mg=floored(given.cap_mg))
    if agent.cap_mg_per_kg is None and agent.cap_mg is None:
        yield message("working.anaesthetic.no_cap", agent=Term(f"anaesthetic.{agent.id}"))


def _cap(given: _Given) -> Fraction:
    return given.cap_mg or Fraction(0)
