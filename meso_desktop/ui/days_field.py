"""The working days of the week, as seven buttons to press."""

from PySide6.QtCore import QLocale, Slot
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from meso_desktop.ui.fields import Field

_DAYS = 7


class DaysField(Field):
    """Any of Monday (1) to Sunday (7)."""

    def __init__(self, label: str, *, help_text: str = "") -> None:
        """Make the seven buttons."""
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(0)
        self._buttons: list[QPushButton] = []
        for number in range(1, _DAYS + 1):
            pressed = QPushButton(QLocale().dayName(number, QLocale.FormatType.ShortFormat))
            pressed.setCheckable(True)
            pressed.setProperty("segment", "true")
            pressed.setProperty("place", {1: "first", _DAYS: "last"}.get(number, "middle"))
            pressed.setAccessibleName(QLocale().dayName(number))
            self._buttons.append(pressed)
            line.addWidget(pressed)
        line.addStretch(1)
        super().__init__(label, row, help_text=help_text)
        row.setFocusProxy(self._buttons[0])
        for pressed in self._buttons:
            pressed.clicked.connect(self._react)

    def days(self) -> tuple[int, ...]:
        """Return the days pressed, as ISO weekdays."""
        return tuple(number for number, pressed in enumerate(self._buttons, start=1) if pressed.isChecked())

    def set_days(self, days: tuple[int, ...]) -> None:
        """Show these days pressed."""
        for number, pressed in enumerate(self._buttons, start=1):
            pressed.setChecked(number in days)

    @Slot()
    def _react(self) -> None:
        self.clear_error()
        self.edited.emit()
        self.committed.emit()
