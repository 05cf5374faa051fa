"""The days of a line's sessions, each typed in its own field beside the day proposed."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from meso_desktop.ui.consultation.date_field import DateField, day_in_words
from meso_desktop.ui.theme import Role, button, label
from meso_desktop.ui.typed_day import DayOrder


class LineDates(QWidget):
    """Emits `typed` with the number of the session from 0 and the text; `restored` when the proposed days are to hold again."""

    typed = Signal(int, str)
    restored = Signal()
    left = Signal()

    def __init__(self, *, day_order: DayOrder, parent: QWidget | None = None) -> None:
        """Begin without days."""
        super().__init__(parent)
        self._day_order = day_order
        self.fields: list[DateField] = []
        self._names: list[QLabel] = []
        self._proposed: list[QLabel] = []
        self.restore = button(self.tr("Back to the proposed days"), Role.QUIET)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(20, 0, 0, 0)
        self._grid.setVerticalSpacing(4)
        self._grid.setColumnStretch(1, 1)
        self.restore.clicked.connect(self.restored)

    def show_days(self, days: Sequence[date], proposed: Sequence[date], *, path: str) -> None:
        """Make room for these days, and show beside each one that differs what is proposed; no proposed ones while they hold."""
        while len(self.fields) < len(days):
            self._add(f"{path}.{len(self.fields)}")
        for number, field in enumerate(self.fields):
            for part in (field, self._names[number]):
                part.setVisible(number < len(days))
            other = proposed[number] if number < min(len(proposed), len(days)) else None
            self._proposed[number].setText(self._apart(other, days[number]) if other is not None and other != days[number] else "")
        self.restore.setVisible(bool(proposed))

    def _apart(self, proposed: date, day: date) -> str:
        later = (day - proposed).days
        apart = f"{'+' if later > 0 else '−'}{abs(later)}"
        return self.tr("proposed %1 · %2 d").replace("%1", day_in_words(proposed)).replace("%2", apart)

    def _add(self, path: str) -> None:
        number = len(self.fields)
        name = self.tr("Session %1").replace("%1", str(number + 1))
        field = DateField(path, name=name, order=self._day_order)
        field.typed.connect(self._on_typed)
        field.left.connect(self.left)
        self.fields.append(field)
        self._names.append(label(name, Role.MUTED))
        self._proposed.append(label("", Role.MUTED))
        self._grid.removeWidget(self.restore)
        for column, part in enumerate((self._names[number], field, self._proposed[number])):
            self._grid.addWidget(part, number, column)
        self._grid.addWidget(self.restore, number + 1, 1, Qt.AlignmentFlag.AlignLeft)

    def _on_typed(self, path: str, text: str) -> None:
        self.typed.emit(int(path.rpartition(".")[2]), text)
