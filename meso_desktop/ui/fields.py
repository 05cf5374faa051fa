"""The fields of a form: each a label, its editor, a help line and an error line, with typed text never taken away."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget
from typing_extensions import override

from meso_desktop.ui.consultation.tinted_icon import TintedIcon
from meso_desktop.ui.theme import SPACE_4, Role, set_role


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
