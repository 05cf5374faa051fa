"""The form builder: the one place where rows of fields are put together, so that each has label, name, help and error line."""

from collections.abc import Sequence
from typing import TypeVar

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QLineEdit, QVBoxLayout, QWidget
from typing_extensions import override

from meso_desktop.ui.choice_field import ChoiceField, Option
from meso_desktop.ui.day_field import DayField
from meso_desktop.ui.fields import Field, LineField, TextField
from meso_desktop.ui.painted import TickBox
from meso_desktop.ui.theme import SPACE_8, SPACE_12, SPACE_16, Role, label
from meso_desktop.ui.typed_day import DayOrder

T = TypeVar("T")
FieldT = TypeVar("FieldT", bound=Field)
_COLUMNS = 12


class Form(QWidget):
    """A column of rows on twelve columns; Enter goes on to the next field, and from the last it emits `completed`."""

    completed = Signal()
    edited = Signal()

    def __init__(self) -> None:
        """Make an empty form."""
        super().__init__()
        self._fields: list[Field] = []
        self._rows = QVBoxLayout(self)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(SPACE_12)

    @property
    def fields(self) -> tuple[Field, ...]:
        """The fields in reading order."""
        return tuple(self._fields)

    def line(self, label: str, *, help_text: str = "", placeholder: str = "", at_most: int = 200) -> LineField:
        """Return a new line of text, not yet in a row."""
        return self._known(LineField(label, help_text=help_text, placeholder=placeholder, at_most=at_most))

    def day(self, label: str, *, order: DayOrder, help_text: str = "") -> DayField:
        """Return a new day, not yet in a row."""
        return self._known(DayField(label, order=order, help_text=help_text))

    def text(self, label: str, *, help_text: str = "", rows: int = 3) -> TextField:
        """Return a new text of several lines, not yet in a row."""
        return self._known(TextField(label, help_text=help_text, rows=rows))

    def choice(self, label: str, options: Sequence[Option[T]], *, help_text: str = "", is_list: bool | None = None) -> ChoiceField[T]:
        """Return a new choice, not yet in a row."""
        return self._known(ChoiceField(label, options, help_text=help_text, is_list=is_list))

    def tick(self, text: str) -> TickBox:
        """Put a box to tick into a row of its own and return it."""
        box = TickBox(text)
        self._rows.addWidget(box)
        return box

    def heading(self, text: str) -> None:
        """Put a heading above the next row."""
        self._rows.addSpacing(SPACE_8)
        self._rows.addWidget(label(text, Role.STRONG))

    def row(self, *parts: QWidget, spans: Sequence[int] = ()) -> None:
        """Put widgets side by side; `spans` of twelve columns each, equal shares when not given."""
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(SPACE_16)
        column = 0
        for part, span in zip(parts, spans or [_COLUMNS // len(parts)] * len(parts), strict=True):
            grid.addWidget(part, 0, column, 1, span)
            column += span
        for number in range(_COLUMNS):
            grid.setColumnStretch(number, 1)
        self._rows.addLayout(grid)

    def add(self, widget: QWidget) -> None:
        """Put any widget into a row of its own."""
        self._rows.addWidget(widget)

    def clear_errors(self) -> None:
        """Take all error sentences back."""
        for field in self._fields:
            field.clear_error()

    def focus_first_error(self) -> bool:
        """Put the cursor into the first refused field; False when there is none."""
        for field in self._fields:
            if field.fault:
                field.focus()
                return True
        return False

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress and event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            is_line = isinstance(watched, QLineEdit)
            if is_line and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                self._go_on(watched)
                return True
        return super().eventFilter(watched, event)

    def _known(self, field: FieldT) -> FieldT:
        self._fields.append(field)
        field.edited.connect(self.edited)
        if isinstance(field.editor, QLineEdit):
            field.editor.installEventFilter(self)
        return field

    def _go_on(self, watched: QObject) -> None:
        shown = [field for field in self._fields if not field.isHidden() and field.isEnabled()]
        here = next((i for i, field in enumerate(shown) if field.editor is watched), len(shown))
        if here + 1 < len(shown):
            shown[here + 1].focus()
        else:
            self.completed.emit()


__all__ = ["ChoiceField", "DayField", "Field", "Form", "LineField", "Option", "TextField", "TickBox"]
