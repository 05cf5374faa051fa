"""The strengths that an agent comes in, side by side; another one is typed into the field beside them."""

from collections.abc import Callable, Sequence
from decimal import Decimal
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget


class StrengthChoice(QWidget):
    """Emits `picked` with the mg/mL of the button pressed."""

    picked = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        """Begin without strengths."""
        super().__init__(parent)
        self._shown: tuple[Decimal, ...] = ()
        self._buttons: dict[Decimal, QPushButton] = {}
        self._line = QHBoxLayout(self)
        self._line.setContentsMargins(0, 0, 0, 0)
        self._line.setSpacing(0)

    def button(self, strength: Decimal) -> QPushButton | None:
        """Return the button of a strength."""
        return self._buttons.get(strength)

    def show_strengths(self, strengths: Sequence[Decimal], *, chosen: Decimal | None, number: Callable[[str], str]) -> None:
        """Show a button for each strength, the chosen one pressed."""
        if tuple(strengths) != self._shown:
            self._shown = tuple(strengths)
            self._make(number)
        for strength, button in self._buttons.items():
            button.setChecked(strength == chosen)
        self.setVisible(bool(self._buttons))

    def _make(self, number: Callable[[str], str]) -> None:
        for old in self._buttons.values():
            self._line.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._buttons = {}
        last = len(self._shown) - 1
        for place, strength in enumerate(self._shown):
            button = QPushButton(number(f"{strength:f}"))
            button.setCheckable(True)
            button.setAutoDefault(True)
            button.setAccessibleName(self.tr("Strength %1 mg/mL").replace("%1", button.text()))
            button.setProperty("segment", "true")
            button.setProperty("place", "only" if last == 0 else {0: "first", last: "last"}.get(place, "middle"))
            button.setObjectName(f"strength_{strength:f}")
            button.clicked.connect(partial(self._on_clicked, strength))
            self._buttons[strength] = button
            self._line.addWidget(button)

    def _on_clicked(self, strength: Decimal) -> None:
        self._buttons[strength].setChecked(True)  # pressed again it stays chosen
        self.picked.emit(strength)
