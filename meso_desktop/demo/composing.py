"""Composes a preparation of the clinic's own on the card of a plan line, as a script tells."""

from PySide6.QtWidgets import QComboBox

from meso_desktop.demo import hands
from meso_desktop.demo.script import OwnPreparation
from meso_desktop.ui.consultation.plan.line_card import LineCard
from meso_desktop.ui.consultation.plan.preparation_builder import PreparationBuilder
from meso_desktop.ui.consultation.plan.preparation_choices import COMPOSE


def open_builder(card: LineCard) -> PreparationBuilder:
    """Ask for a preparation to be composed and return where it is."""
    hands.choose_from_list(card.preparation, COMPOSE)
    return hands.need(card.findChild(PreparationBuilder), "the preparation that is composed")


def compose(builder: PreparationBuilder, told: OwnPreparation) -> None:
    """Add each product with its volume and the strengths that the pack does not know, and name it."""
    for part in told.parts:
        hands.bring_into_view(builder.product)
        hands.choose_from_list(builder.product, part.product)
        row = builder.rows[-1]
        hands.type_text(row.volume.edit, part.volume)
        for ingredient, text in part.strengths.items():
            hands.type_text(hands.need(row.strengths.get(ingredient), ingredient).edit, text)
    hands.bring_into_view(builder.name)
    hands.type_text(builder.name, told.name)


def choose_kept(box: QComboBox, name: str) -> None:
    """Choose a preparation of the clinic's own by its name."""
    texts = [box.itemText(place) for place in range(box.count())]
    place = hands.need(next((n for n, text in enumerate(texts) if text.startswith(name)), None), name)
    hands.choose_from_list(box, box.itemData(place))
