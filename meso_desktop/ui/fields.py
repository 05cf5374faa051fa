"""The fields of a form: each a label, its editor, a help line and an error line, with typed text never taken away."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Generic, TypeVar

from PySide6.QtCore import QDate, QEvent, QLocale, QObject, Qt, Signal, Slot
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QLabel, QLineEdit, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget
from typing_extensions import override

from meso_desktop.domain.errors import UserError
from meso_desktop.ui.consultation.tinted_icon import TintedIcon
from meso_desktop.ui.painted import ChoiceBox
from meso_desktop.ui.theme import SPACE_4, Role, set_role
from meso_desktop.ui.typed_day import DayOrder, day_as_typed, typed_day

T = TypeVar("T")
_SEGMENTS_AT_MOST = 4


class Field(QWidget):
    """What every field has. `edited` follows each change by the person, `committed` comes when the field is left or Enter pressed."""

    edited = Signal()
    committed = Signal()

    def __init__(self, label: str, editor: QWidget, *, help_text: str = "") -> None:
        """Put label, editor and the line beneath together, and tell assistive tools what is what."""
        super().__init__()
        self.editor = editor
        self.label = QLabel(label)
        self.label.setTextFormat(Qt.TextFormat.PlainText)
        self._help_text = help_text
        self._note = QLabel(help_text)
        self._note.setTextFormat(Qt.TextFormat.PlainText)
        self._mark = TintedIcon()
        self._fault = ""
        self._build()

    @property
    def fault(self) -> str:
        """The sentence that refuses what stands in the field; empty when nothing is wrong."""
        return self._fault

    def show_error(self, sentence: str) -> None:
        """Say under the field why it is refused; what was typed stays."""
        self._fault = sentence
        self._render_note()

    def clear_error(self) -> None:
        """Take the sentence back."""
        if self._fault:
            self.show_error("")

    def set_help(self, help_text: str) -> None:
        """Replace the help line."""
        self._help_text = help_text
        self._render_note()

    def focus(self) -> None:
        """Put the cursor into the field."""
        self.editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def _build(self) -> None:
        set_role(self.label, Role.LABEL)
        self.label.setBuddy(self.editor)
        self.editor.setAccessibleName(self.label.text())
        self.setFocusProxy(self.editor)
        self._note.setWordWrap(True)
        column = self._column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_4)
        column.addWidget(self.label)
        column.addWidget(self.editor)
        beneath = QHBoxLayout()
        beneath.setSpacing(SPACE_4)
        beneath.addWidget(self._mark, 0, Qt.AlignmentFlag.AlignTop)
        beneath.addWidget(self._note, 1)
        column.addLayout(beneath)
        column.addStretch(1)
        # Only once it has its place: a widget made visible before that is a window of its own for a moment.
        self.label.setVisible(bool(self.label.text()))
        self._render_note()

    def _render_note(self) -> None:
        shown = self._fault or self._help_text
        self._note.setText(shown)
        self._note.setVisible(bool(shown))
        self._mark.setVisible(bool(self._fault))
        if self._fault:
            self._mark.show_icon("warn", "stop")
        set_role(self._note, Role.REFUSAL if self._fault else Role.MUTED)
        self.editor.setAccessibleDescription(shown)
        if bool(self.editor.property("fault")) != bool(self._fault):
            self.editor.setProperty("fault", "true" if self._fault else None)
            self.editor.style().unpolish(self.editor)
            self.editor.style().polish(self.editor)


class LineField(Field):
    """One line of text."""

    def __init__(self, label: str, *, help_text: str = "", placeholder: str = "", at_most: int = 200) -> None:
        """Make the field; more than `at_most` characters cannot be typed."""
        self.line = QLineEdit()
        super().__init__(label, self.line, help_text=help_text)
        self.line.setPlaceholderText(placeholder)
        self.line.setMaxLength(at_most)
        self.line.textEdited.connect(self._react)
        self.line.editingFinished.connect(self.committed)

    @property
    def text(self) -> str:
        """What stands in the field, without blanks around it."""
        return self.line.text().strip()

    def set_text(self, text: str) -> None:
        """Show `text`, unless the field shows it already."""
        if self.line.text() != text:
            self.line.setText(text)

    @Slot()
    def _react(self) -> None:
        self.clear_error()
        self.edited.emit()


class DayField(LineField):
    """A day typed as text, read strictly, and said back in words so that day and month cannot be confused."""

    def __init__(self, label: str, *, order: DayOrder, help_text: str = "") -> None:
        """Make the field, which reads day or month first."""
        super().__init__(label, help_text=help_text, at_most=20)
        self._usual_help = help_text
        self.set_order(order)
        self.line.textChanged.connect(self._say_back)

    def set_order(self, order: DayOrder) -> None:
        """Read day or month first from now on."""
        self._order = order
        is_month_first = order is DayOrder.MONTH_FIRST
        self.line.setPlaceholderText(self.tr("mm/dd/yyyy") if is_month_first else self.tr("dd/mm/yyyy"))
        self._say_back()

    def day(self) -> date | None:
        """Return the day, or None when the field is empty; raises UserError when it cannot be read."""
        return typed_day(self.text, order=self._order) if self.text else None

    def set_day(self, day: date | None) -> None:
        """Show the day."""
        self.set_text("" if day is None else day_as_typed(day, order=self._order))

    @Slot()
    def _say_back(self) -> None:
        try:
            day = self.day()
        except UserError:
            day = None
        self.set_help(self._usual_help if day is None else QLocale().toString(QDate(day.year, day.month, day.day), "d MMMM yyyy"))


class TextField(Field):
    """Several lines of text; Tab goes on."""

    def __init__(self, label: str, *, help_text: str = "", rows: int = 3) -> None:
        """Make a field `rows` lines high."""
        self.area = QPlainTextEdit()
        super().__init__(label, self.area, help_text=help_text)
        self.area.setTabChangesFocus(True)
        self.area.setFixedHeight(rows * self.area.fontMetrics().lineSpacing() + 20)
        self.area.textChanged.connect(self._react)
        self.area.installEventFilter(self)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.FocusOut:
            self.committed.emit()
        return super().eventFilter(watched, event)

    @property
    def text(self) -> str:
        """What stands in the field, without blanks around it."""
        return self.area.toPlainText().strip()

    def set_text(self, text: str) -> None:
        """Show `text`, unless the field shows it already."""
        if self.area.toPlainText() != text:
            self.area.setPlainText(text)

    @Slot()
    def _react(self) -> None:
        self.clear_error()
        self.edited.emit()


@dataclass(frozen=True, kw_only=True)
class Option(Generic[T]):
    """One choice: its value and its words."""

    value: T
    text: str


class ChoiceField(Field, Generic[T]):
    """One of several: side by side up to four, a list beyond; None while nothing is chosen."""

    def __init__(self, label: str, options: Sequence[Option[T]], *, help_text: str = "", is_list: bool | None = None) -> None:
        """Make the field; `is_list` forces the one form or the other."""
        self._options = tuple(options)
        self._is_list = len(self._options) > _SEGMENTS_AT_MOST if is_list is None else is_list
        self._buttons = QButtonGroup()
        self._box = ChoiceBox()
        super().__init__(label, self._build_list() if self._is_list else self._build_segments(label), help_text=help_text)
        self._buttons.setParent(self)

    def value(self) -> T | None:
        """Return the value chosen."""
        index = self._box.currentIndex() if self._is_list else self._buttons.checkedId()
        return self._options[index].value if index >= 0 else None

    def set_value(self, value: T | None) -> None:
        """Show the choice of `value`; None shows none."""
        index = next((i for i, option in enumerate(self._options) if option.value == value), -1)
        if self._is_list:
            self._box.setCurrentIndex(index)
            return
        self._buttons.setExclusive(False)
        for number, button in enumerate(self._buttons.buttons()):
            button.setChecked(number == index)
        self._buttons.setExclusive(True)

    def _build_list(self) -> QWidget:
        self._box.setPlaceholderText(self.tr("Choose"))
        for option in self._options:
            self._box.addItem(option.text)
        self._box.setCurrentIndex(-1)
        self._box.activated.connect(self._react)
        return self._box

    def _build_segments(self, label: str) -> QWidget:
        self._box.deleteLater()
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(0)
        last = len(self._options) - 1
        for number, option in enumerate(self._options):
            button = QPushButton(option.text)
            button.setCheckable(True)
            button.setProperty("segment", "true")
            button.setProperty("place", "only" if last == 0 else {0: "first", last: "last"}.get(number, "middle"))
            button.setAccessibleName(self.tr("{label}: {choice}").format(label=label, choice=option.text) if label else option.text)
            self._buttons.addButton(button, number)
            line.addWidget(button)
            if number == 0:
                row.setFocusProxy(button)
        line.addStretch(1)
        self._buttons.idClicked.connect(self._react)
        return row

    @Slot()
    def _react(self) -> None:
        self.clear_error()
        self.edited.emit()
        self.committed.emit()
