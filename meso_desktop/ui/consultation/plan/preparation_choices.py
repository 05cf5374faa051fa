"""What the choosers offer of the clinic's own preparations, and which products one may be composed of."""

from collections.abc import Iterator
from typing import Final

from PySide6.QtCore import QCoreApplication

from meso_desktop.domain.begun_preparation import TypedPreparation
from meso_desktop.domain.consultation import Consultation
from meso_desktop.domain.knowledge import Knowledge
from meso_desktop.domain.own_preparations import LONGEST_NAME, as_preparation, is_taken_by, own_preparation, products_taken
from meso_desktop.domain.plan import OwnPreparation, PlanLine
from meso_desktop.domain.protocols import Protocol
from meso_desktop.domain.usable import faults_of
from meso_desktop.knowledge.wording import Wording
from meso_desktop.ui.consultation.plan.line_choosers import Choice
from meso_desktop.ui.preparation_words import short_name

COMPOSE: Final = "+compose"
EDIT: Final = "+edit"
KEPT: Final = "kept:"
"""What the key of a preparation begins with that is kept in the vault and not in the document."""


def own_choices(  # noqa: PLR0913  # whose line, and where preparations can come from
    protocol: Protocol, *, line: PlanLine | None, document: Consultation, kept: tuple[OwnPreparation, ...], knowledge: Knowledge,
    wording: Wording,
) -> list[Choice]:
    """Return the clinic's own that fit the protocol, those of this consultation first, and the ways to compose and to edit."""
    held = [own for own in document.plan.preparations if own.id not in knowledge.preparations]
    choices = [_choice(own, own.id, knowledge, wording) for own in held if is_taken_by(protocol, as_preparation(own), knowledge)]
    choices += [
        _choice(own, KEPT + own.id, knowledge, wording)
        for own in kept
        if own not in held and is_taken_by(protocol, as_preparation(own), knowledge)
    ]
    used = None if line is None else own_preparation(line.preparation, document, knowledge)
    if used is not None:
        text = QCoreApplication.translate("preparation_choices", "Edit “%1”…").replace("%1", used.name)
        choices.append(Choice(key=EDIT, text=text, name=text))
    compose = QCoreApplication.translate("preparation_choices", "Compose a preparation…")
    return [*choices, Choice(key=COMPOSE, text=compose, name=compose)]


def product_choices(protocol: Protocol, *, knowledge: Knowledge, wording: Wording) -> list[Choice]:
    """Return the products that a preparation for the protocol may hold, and those of its family that cannot be chosen with the reason."""
    taken = products_taken(protocol, knowledge)
    return [
        Choice(
            key=product.id, text=wording.term(f"product.{product.id}"),
            why_not=wording.term(f"not_selectable.{product.not_selectable}") if product.not_selectable else "",
        )
        for product in knowledge.products.values()
        if product.id in taken or (product.not_selectable and product.family is protocol.family)
    ]


def proposed_name(typed: TypedPreparation, wording: Wording) -> str:
    """Return the name of a preparation that has none: its products in short, or how many they are."""
    names = list(_short_names(typed, wording))
    joined = ", ".join(names)
    if len(joined) > LONGEST_NAME:
        joined = QCoreApplication.translate("preparation_choices", "Mixture of %n products", "", len(names))
    return joined[:1].upper() + joined[1:]


def _short_names(typed: TypedPreparation, wording: Wording) -> Iterator[str]:
    for part in typed.parts:
        yield short_name(part.product, wording)


def _choice(own: OwnPreparation, key: str, knowledge: Knowledge, wording: Wording) -> Choice:
    fault = next(faults_of(as_preparation(own), knowledge), None)
    why_not = "" if fault is None else wording.text(fault)
    return Choice(key=key, text=f"{own.name}  ·  {_in_short(own, wording)}", why_not=why_not, name=own.name)


def _in_short(own: OwnPreparation, wording: Wording) -> str:
    volume = QCoreApplication.translate("preparation_choices", "%1 %2 mL")
    return ", ".join(
        volume.replace("%1", short_name(part.product, wording)).replace("%2", wording.number(f"{part.volume_ml:f}")) for part in own.parts
    )
