"""Which widgets of a card show the values that may have been copied, by the last part of their paths."""

from PySide6.QtWidgets import QWidget

from meso_desktop.ui.consultation.areas.target_card import TargetCard
from meso_desktop.ui.consultation.last_time.copied_marks import Fields
from meso_desktop.ui.consultation.plan.line_card import LineCard


def target_fields(card: TargetCard) -> Fields:
    """Return those of a target area; the place itself is seen with the card."""
    if not card.is_built:
        return {}  # a card that was never open shows none of them
    extent = (card.length, card.width_field, card.outline_choice)
    seen = {"zones": (card.body.measures.kept_free,), "mark": (card.body.spot,)}
    return {"side": (card.side,), "aim": (card.aim,), "extent": extent, "deposit": (card.deposit,), **seen}


def line_fields(card: LineCard) -> Fields:
    """Return those of a plan line; how the grid is laid is seen in its picture."""
    figures: dict[str, tuple[QWidget, ...]] = {name: (quantity,) for name, quantity in card.quantities.items()}
    return {"protocol": (card.protocol,), "preparation": (card.preparation,), "placement": (card.results.picture,), **figures}
