"""A few choices side by side, of which one holds or none."""

from collections.abc import Sequence
from enum import Enum

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from meso_desktop.ui.consultation.reading_order import stop_once
from meso_desktop.ui.fonts import TypeSize, font

_AIR = 28
_COMPACT_AIR = 18


class Segmented(QWidget):
    """Emits `picked` with the value clicked, or None when the one that held is clicked again."""

    picked = Signal(object)

    def __init__(  # noqa: PLR0913  # one argument a thing that differs
        self, options: Sequence[tuple[Enum | int, str]], *, name: str, object_name: str, may_clear: bool = True, is_compact: bool = False,
        within: int = 0, parent: QWidget | None = None,
    ) -> None:
        """Build one button for each value with its words, with less air around them where `is_compact`.

        Words that are together wider than `within` have less air too, and stand in two rows where they are still too wide; 0 is as wide
        as they are.
        """
        super().__init__(parent)
        self._may_clear = may_clear
        self._held: Enum | int | None = None
        self._group = QButtonGroup(self)
        self._buttons: dict[Enum | int, QPushButton] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        bare = [QFontMetrics(font(TypeSize.SMALL)).horizontalAdvance(text) for _, text in options]
        is_compact = is_compact or 0 < within < sum(bare) + _AIR * len(bare)
        widths = [width + (_COMPACT_AIR if is_compact else _AIR) for width in bare]
        for row in _rows(widths, within=within):
            line = QHBoxLayout()
            line.setSpacing(0)
            column.addLayout(line)
            last = len(row) - 1
            for place, number in enumerate(row):
                value, text = options[number]
                button = QPushButton(text)
                button.setCheckable(True)
                button.setObjectName(f"{object_name}_{value.value if isinstance(value, Enum) else value}")
                button.setAccessibleName(f"{name}: {text}")
                button.setProperty("segment", "true")
                button.setProperty("place", "only" if last == 0 else {0: "first", last: "last"}.get(place, "middle"))
                if is_compact:
                    button.setProperty("compact", "true")
                button.setMinimumWidth(widths[number])
                self._group.addButton(button, number)
                self._buttons[value] = button
                line.addWidget(button)
            line.addStretch(1)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._stop()
        self._group.buttonClicked.connect(self._on_clicked)

    def button(self, value: Enum | int) -> QPushButton:
        """Return the button of a value."""
        return self._buttons[value]

    def show_value(self, value: Enum | int | None) -> None:
        """Show which value holds."""
        self._held = value
        self._group.setExclusive(False)
        for held, button in self._buttons.items():
            button.setChecked(held == value)
        self._group.setExclusive(True)
        self._stop()

    def _stop(self) -> None:
        """Let Tab come to what is chosen or, before that, to the first."""
        first = next(iter(self._buttons.values()))
        at = first if self._held is None else self._buttons.get(self._held, first)
        stop_once(self._buttons.values(), at=at)
        self.setFocusProxy(at)

    def _on_clicked(self, button: QPushButton) -> None:
        value = next(held for held, shown in self._buttons.items() if shown is button)
        if value == self._held:
            if self._may_clear:
                self.picked.emit(None)
            return
        self.picked.emit(value)


def _rows(widths: Sequence[int], *, within: int) -> list[list[int]]:
    """Return which buttons stand in each row."""
    rows: list[list[int]] = []
    room = 0
    for number, width in enumerate(widths):
        if not rows or (within and width > room):
            rows.append([])
            room = within
        rows[-1].append(number)
        room -= width
    return rows
