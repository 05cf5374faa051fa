"""A field for a day, typed in figures, which shows in words how it was read."""

from datetime import date

from PySide6.QtCore import QDate, QLocale, Qt, Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QWidget
from typing_extensions import override

from meso_desktop.domain.errors import UserError
from meso_desktop.ui.theme import Role, set_role
from meso_desktop.ui.typed_day import DayOrder, day_as_typed, typed_day


def day_in_words(day: date) -> str:
    """Return the day with its weekday and month spelled out."""
    return QLocale().toString(QDate(day.year, day.month, day.day), "ddd d MMM yyyy")


class _Line(QLineEdit):
    left = Signal()

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.left.emit()


class DateField(QWidget):
    """Emits `typed` with its path and text at each keystroke; whoever listens reads it with `typed_day`."""

    typed = Signal(str, str)
    went_on = Signal()
    left = Signal()

    def __init__(self, path: str, *, name: str, order: DayOrder, parent: QWidget | None = None) -> None:
        """Build the field whose refused text is kept under `path`."""
        super().__init__(parent)
        self.path = path
        self._order = order
        self._refusal = ""
        self._in_words = ""
        self.edit = _Line()
        self.edit.setObjectName(path)
        self.edit.setAccessibleName(name)
        self.edit.setFixedWidth(120)
        self.edit.setPlaceholderText(self.tr("mm/dd/yyyy") if order is DayOrder.MONTH_FIRST else self.tr("dd/mm/yyyy"))
        self.setFocusProxy(self.edit)
        self.words = QLabel()
        self.words.setTextFormat(Qt.TextFormat.PlainText)
        self.words.setWordWrap(True)
        set_role(self.words, Role.MUTED)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(12)
        line.addWidget(self.edit)
        line.addWidget(self.words, 1)
        self.edit.textEdited.connect(self._on_typed)
        self.edit.returnPressed.connect(self.went_on)
        self.edit.left.connect(self._on_left)

    def show_day(self, day: date | None, *, refused: str = "", refusal: str = "", proposed: date | None = None) -> None:
        """Show the day, or what was refused with the sentence that refuses it, or behind an empty field what is proposed."""
        text = refused or (day_as_typed(day, order=self._order) if day else "")
        if self.edit.text() != text and not (day is not None and _read(self.edit.text(), self._order) == day):
            self.edit.setText(text)
        self._refusal = refusal
        if day is not None:
            self._in_words = day_in_words(day)
        elif proposed is not None and not refused:
            self._in_words = self.tr("%1, proposed").replace("%1", day_in_words(proposed))
        else:
            self._in_words = ""
        self._show_words()

    def _show_words(self) -> None:
        is_refused = bool(self._refusal) and not self.edit.hasFocus()
        self.words.setText(self._refusal if is_refused else self._in_words)
        role = Role.REFUSAL if is_refused else Role.MUTED
        if self.words.property("role") != role.value:
            set_role(self.words, role)

    def _on_typed(self, text: str) -> None:
        self.typed.emit(self.path, text)

    def _on_left(self) -> None:
        self._show_words()
        self.left.emit()


def _read(text: str, order: DayOrder) -> date | None:
    try:
        return typed_day(text, order=order)
    except UserError:
        return None
