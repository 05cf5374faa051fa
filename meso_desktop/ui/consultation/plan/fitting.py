"""Which protocols and preparations are offered for a target area, with family and legal status."""

from meso_desktop.domain.areas import TargetArea
from meso_desktop.domain.knowledge import Knowledge
from meso_desktop.domain.people import Jurisdiction
from meso_desktop.domain.products import Preparation
from meso_desktop.domain.protocols import Protocol
from meso_desktop.knowledge.wording import Wording
from meso_desktop.ui.consultation.plan.line_choosers import Choice


def fitting_protocols(target: TargetArea, knowledge: Knowledge) -> tuple[Protocol, ...]:
    """Return the protocols for this area and aim; without an aim, those for the area."""
    return tuple(
        p for p in knowledge.protocols.values()
        if target.area in p.areas and (target.aim is None or not p.aims or target.aim in p.aims)
    )


def protocol_choice(
    protocol: Protocol, target: TargetArea, jurisdiction: Jurisdiction, *, knowledge: Knowledge, wording: Wording,
) -> Choice:
    """Return a protocol as an entry of the chooser."""
    entries = [e for e in knowledge.legal.values() if e.family is protocol.family and e.jurisdiction is jurisdiction]
    entry = next((e for e in entries if target.aim in e.aims), next((e for e in entries if not e.aims), None))
    legal = wording.term(f"legal.{entry.status if entry else 'not_known'}")
    family = wording.term(f"family.{protocol.family}")
    name = wording.term(f"protocol.{protocol.id}")
    return Choice(key=protocol.id, text=f"{name}  ·  {family}, {legal}", name=name)


def preparation_choices(protocol: Protocol, *, knowledge: Knowledge, wording: Wording) -> list[Choice]:
    """Return the preparations of a protocol, and those of its family that cannot be chosen with the reason."""
    named = [knowledge.preparations[p] for p in protocol.preparations if p in knowledge.preparations]
    return [Choice(key=p.id, text=wording.term(f"preparation.{p.id}"), why_not=_why_not(p, knowledge, wording)) for p in named] + [
        Choice(key=product.id, text=wording.term(f"product.{product.id}"), why_not=wording.term(f"not_selectable.{product.not_selectable}"))
        for product in knowledge.products.values()
        if product.not_selectable and product.family is protocol.family
    ]


def _why_not(preparation: Preparation, knowledge: Knowledge, wording: Wording) -> str:
    reasons = [knowledge.products[part.product].not_selectable for part in preparation.parts if part.product in knowledge.products]
    found = next((reason for reason in reasons if reason), None)
    return wording.term(f"not_selectable.{found}") if found else ""
