"""Chooses the next product of a preparation: a list that opens by itself when it is reached with Enter, and empties again."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QStandardItemModel
from typing_extensions import override

from meso_desktop.ui.consultation.plan.line_choosers import Choice
from meso_desktop.ui.painted import ChoiceBox

_OPENING: Final = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space, Qt.Key.Key_Up, Qt.Key.Key_Down)


class ProductChooser(ChoiceBox):
    """Emits `chosen` with the product; nothing stays chosen in it."""

    chosen = Signal(str)

    def __init__(self) -> None:
        """Make it empty."""
        super().__init__()
        self._shown: tuple[Choice, ...] | None = None
        self.setObjectName("preparation_product")
        self.setAccessibleName(self.tr("Add a product"))
        self.setPlaceholderText(self.tr("Add a product…"))
        self.setMinimumContentsLength(10)
        self.view().setMinimumWidth(420)
        self.activated.connect(self._on_activated)

    def show_choices(self, choices: Sequence[Choice]) -> None:
        """Show the products that can be added; what cannot be is there, disabled, with its reason."""
        if tuple(choices) == self._shown:
            return
        self._shown = tuple(choices)
        self.clear()
        for choice in choices:
            self.addItem(f"{choice.text}  ·  {choice.why_not}" if choice.why_not else choice.text, choice.key)
            model = self.model()
            if choice.why_not and isinstance(model, QStandardItemModel):
                model.item(self.count() - 1).setEnabled(False)
        self.setCurrentIndex(-1)

    @override
    def keyPressEvent(self, e: QKeyEvent) -> None:
        """Open the list with Enter, Space, the arrow keys or the first letter; a closed list would choose at each of them."""
        if e.key() in _OPENING and not e.modifiers():
            self.showPopup()
        elif e.text().strip() and not e.modifiers() & ~Qt.KeyboardModifier.ShiftModifier:
            self.showPopup()
            self.view().keyboardSearch(e.text())
        else:
            super().keyPressEvent(e)

    def _on_activated(self, place: int) -> None:
        key = str(self.itemData(place))
        self.setCurrentIndex(-1)
        self.chosen.emit(key)
