"""The clinic's own preparations beside those of the pack: found by id, named, and read as what a line injects."""

from datetime import date
from typing import Final

from meso_desktop.domain.consultation import Consultation
from meso_desktop.domain.contents import products_of
from meso_desktop.domain.errors import UserError
from meso_desktop.domain.evidence import Confidence
from meso_desktop.domain.knowledge import Knowledge
from meso_desktop.domain.message import Term, message
from meso_desktop.domain.plan import OwnPreparation
from meso_desktop.domain.products import Part, Preparation, Strength
from meso_desktop.domain.protocols import Protocol
from meso_desktop.domain.remembered import remembered
from meso_desktop.domain.text import one_line

LONGEST_NAME: Final = 40
"""How many characters the name of a preparation may have; with longer ones the patient's leaf would not hold two areas."""


@remembered
def as_preparation(own: OwnPreparation) -> Preparation:
    """Return what a line injects of the clinic's own preparation; the same object for the same value. No source stands for it."""
    parts = tuple(
        Part(
            product=part.product, volume_ml=part.volume_ml,
            strengths=tuple(Strength(ingredient=s.ingredient, mg_per_ml=s.mg_per_ml) for s in part.strengths),
        )
        for part in own.parts
    )
    return Preparation(id=own.id, family=own.family, parts=parts, sources=(), confidence=Confidence.U, reviewed_on=date.min)


def checked_name(text: str) -> str:
    """Return the name of a preparation as it is kept: plain text of one line.

    Raises UserError ``own_preparation.name_missing``, ``own_preparation.name_long``.
    """
    name = one_line(text)
    if not name:
        raise UserError(message("own_preparation.name_missing"))
    if len(name) > LONGEST_NAME:
        raise UserError(message("own_preparation.name_long", limit=LONGEST_NAME, length=len(name)))
    return name


def own_preparation(name: str, document: Consultation, knowledge: Knowledge) -> OwnPreparation | None:
    """Return the clinic's own preparation that a line names; None where the pack has one of that id, which goes first."""
    if name in knowledge.preparations:
        return None
    return next((own for own in document.plan.preparations if own.id == name), None)


def preparation_of(name: str, document: Consultation, knowledge: Knowledge) -> Preparation | None:
    """Return the preparation that a line names, of the pack or of the document; None where neither holds it."""
    own = own_preparation(name, document, knowledge)
    return knowledge.preparations.get(name) if own is None else as_preparation(own)


def preparation_term(name: str, document: Consultation, knowledge: Knowledge) -> Term | str:
    """Return how a preparation is called: the pack's word, the clinic's own name, or the id as it was written."""
    if name in knowledge.preparations:
        return Term(f"preparation.{name}")
    own = own_preparation(name, document, knowledge)
    return name if own is None else own.name


def is_taken_by(protocol: Protocol, preparation: Preparation, knowledge: Knowledge) -> bool:
    """Tell whether a protocol takes a preparation: one that it names, or one of its family made of products that it names.

    A protocol is written for the products of its preparations: what sources say of spacing, volume and interval holds for these alone.
    """
    if knowledge.preparations.get(preparation.id) is preparation:
        return preparation.id in protocol.preparations
    products = products_of(preparation)
    return preparation.family is protocol.family and bool(products) and set(products) <= products_taken(protocol, knowledge)


@remembered
def products_taken(protocol: Protocol, knowledge: Knowledge) -> frozenset[str]:
    """Return the products that stand in a preparation that the protocol names."""
    named = (knowledge.preparations[name] for name in protocol.preparations if name in knowledge.preparations)
    return frozenset(part.product for preparation in named for part in preparation.parts)
