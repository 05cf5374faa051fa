"""What would keep a local anaesthetic within its cap: less of it, a weaker strength, an agent with adrenaline; the doctor chooses."""

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from itertools import chain
from typing import Final

from msgspec.structs import replace

from meso_desktop.domain.anaesthetic_reduction import proposed_reduction
from meso_desktop.domain.assess import Context, assess
from meso_desktop.domain.assessment import AnaestheticEstimate, Assessment, LimitCheck
from meso_desktop.domain.consultation import Consultation
from meso_desktop.domain.edits import set_anaesthetic
from meso_desktop.domain.exact import floored
from meso_desktop.domain.knowledge import Knowledge
from meso_desktop.domain.message import Message, Term, message
from meso_desktop.domain.plan import Anaesthetic, AnaestheticChoice
from meso_desktop.domain.products import LimitKind
from meso_desktop.domain.ways_out import WayOut, WayOutKind

_VOLUME_PLACES: Final = 1
"""mL are proposed in tenths, as a syringe is read, rounded down."""


def anaesthetic_ways(check: LimitCheck, document: Consultation, knowledge: Knowledge) -> tuple[WayOut, ...]:
    """Return the ways in which an infiltration would stay within the cap that it crosses; none that crosses another limit or rule.

    Less: the most mL of the strength chosen, rounded down. Weaker: the strongest of the agent's weaker strengths that holds all the mL,
    or else the weakest with the mL that fit. With adrenaline: the same mL and strength of such an agent of the same ingredient, unless
    a rule speaks against it or cannot be ruled out, or the cap is to be reduced for this patient.
    """
    chosen = document.plan.anaesthetic
    if chosen is None or chosen.choice is not AnaestheticChoice.INFILTRATED or check.limit != f"anaesthetic.{chosen.agent}":
        return ()
    strength, volume = chosen.strength_mg_per_ml, chosen.volume_ml
    if not check.is_crossed or not strength or not volume:
        return ()
    before = _assessed(document, knowledge)
    found = []
    for kind, text, tried in chain(
        _less(chosen, before, strength=strength, volume=volume), _weaker(chosen, before, knowledge, volume=volume),
        _with_adrenaline(chosen, before, document, knowledge),
    ):
        met = _met(tried, check, before, document, knowledge)
        if met is not None:
            found.append(_way(kind, text, met))
    return tuple(found)


def most_volume_ml(estimate: AnaestheticEstimate | None, *, strength_mg_per_ml: Decimal | None) -> Decimal | None:
    """Return the most mL of a strength that the cap leaves beside what the preparations contain, rounded down; None where not known."""
    if estimate is None or estimate.cap_mg is None or not strength_mg_per_ml or estimate.mg is None:
        return None
    left = Fraction(estimate.cap_mg) - Fraction(estimate.contained_mg)
    return floored(max(left, Fraction(0)) / Fraction(strength_mg_per_ml), places=_VOLUME_PLACES)


_Tried = tuple[WayOutKind, Message, Anaesthetic]


def _less(chosen: Anaesthetic, before: Assessment, *, strength: Decimal, volume: Decimal) -> Iterator[_Tried]:
    most = most_volume_ml(before.anaesthetic, strength_mg_per_ml=strength)
    if most and most < volume:
        text = message("way_out.anaesthetic.less", amount=most, was=volume, strength=strength)
        yield WayOutKind.LESS, text, replace(chosen, volume_ml=most)


def _weaker(chosen: Anaesthetic, before: Assessment, knowledge: Knowledge, *, volume: Decimal) -> Iterator[_Tried]:
    agent = knowledge.anaesthetics.get(chosen.agent or "")
    was = chosen.strength_mg_per_ml
    if agent is None or was is None:
        return
    weaker = sorted((one for one in agent.strengths_mg_per_ml if one < was), reverse=True)
    most = {one: most_volume_ml(before.anaesthetic, strength_mg_per_ml=one) or Decimal(0) for one in weaker}
    strength = next((one for one in weaker if most[one] >= volume), weaker[-1] if weaker else None)
    if strength is None or not most[strength]:
        return
    amount = min(volume, most[strength])
    text = message("way_out.anaesthetic.weaker", strength=strength, was=was, amount=amount)
    yield WayOutKind.WEAKER, text, replace(chosen, strength_mg_per_ml=strength, volume_ml=amount)


def _with_adrenaline(chosen: Anaesthetic, before: Assessment, document: Consultation, knowledge: Knowledge) -> Iterator[_Tried]:
    agent = knowledge.anaesthetics.get(chosen.agent or "")
    reduction = proposed_reduction(document, knowledge, before.findings)
    if agent is None or agent.has_adrenaline or (reduction is not None and reduction.is_indicated):
        return
    for other in knowledge.anaesthetics.values():
        if other.ingredient == agent.ingredient and other.has_adrenaline and chosen.strength_mg_per_ml in other.strengths_mg_per_ml:
            text = message("way_out.anaesthetic.adrenaline", agent=Term(f"anaesthetic.{other.id}"))
            yield WayOutKind.ADRENALINE, text, replace(chosen, agent=other.id)
            return


def _met(
    tried: Anaesthetic, check: LimitCheck, before: Assessment, document: Consultation, knowledge: Knowledge,
) -> tuple[Consultation, Decimal | None] | None:
    """Return the consultation with what was tried and the mg that it comes to; None when it crosses a limit or wakes a rule."""
    changed = set_anaesthetic(document, tried)
    after = _assessed(changed, knowledge)
    crossed = {one.limit for one in before.limits if _counts(one)} - {check.limit}
    is_within = all(one.limit in crossed for one in after.limits if _counts(one))
    asked = {finding.key for finding in before.findings}
    wakes = any(finding.key not in asked for finding in after.findings)
    if not is_within or wakes:
        return None
    return changed, None if after.anaesthetic is None else after.anaesthetic.mg


def _counts(check: LimitCheck) -> bool:
    return check.is_crossed and check.kind is not LimitKind.NOTE


def _way(kind: WayOutKind, text: Message, met: tuple[Consultation, Decimal | None]) -> WayOut:
    """Return the way; with another agent the bound is another, so that no value is told against the old one."""
    return WayOut(kind=kind, text=text, document=met[0], value=None if kind is WayOutKind.ADRENALINE else met[1])


def _assessed(document: Consultation, knowledge: Knowledge) -> Assessment:
    return assess(document, knowledge, Context(today=document.visit_on))
