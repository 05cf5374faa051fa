"""A field for one number with its unit, which keeps what it refuses and says why below."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget
from typing_extensions import override

from meso_desktop.ui.theme import Role, set_role


class _Line(QLineEdit):
    left = Signal()

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.left.emit()


class QuantityField(QWidget):
    """Shows a number as typed, its unit behind it, and the sentence that refuses it below.

    `typed` carries the field's path and the text at every keystroke; the sentence shows once the field is left, so that
    "1" on the way to "170" is not scolded.
    """

    typed = Signal(str, str)
    left = Signal()
    went_on = Signal()

    def __init__(self, path: str, *, name: str, unit: str, width: int = 96, parent: QWidget | None = None) -> None:
        """Build the field whose refused text is kept under `path`."""
        super().__init__(parent)
        self.path = path
        self._refusal = ""
        self._build(name, unit, width)
        self.edit.textEdited.connect(self._on_typed)
        self.edit.returnPressed.connect(self._on_return)
        self.edit.left.connect(self._on_left)

    def show_value(self, text: str, *, refusal: str = "") -> None:
        """Show `text`, and `refusal` when it was refused."""
        if self.edit.text() != text:
            self.edit.setText(text)
        self._refusal = refusal
        if not refusal or not self.edit.hasFocus():
            self._show_refusal()

    def set_placeholder(self, text: str) -> None:
        """Show what holds while the field is empty."""
        if self.edit.placeholderText() != text:
            self.edit.setPlaceholderText(text)

    def set_hint(self, text: str) -> None:
        """Show a quiet word behind the unit: a range, a required mark."""
        self._hint.setText(text)
        self._hint.setVisible(bool(text))

    @property
    def refusal(self) -> str:
        """The sentence that stands below the field."""
        return self._refusal

    def _build(self, name: str, unit: str, width: int) -> None:
        self.edit = _Line()
        self.edit.setObjectName(self.path)
        self.edit.setAccessibleName(f"{name} ({unit})" if unit else name)
        self.edit.setFixedWidth(width)
        self.setFocusProxy(self.edit)
        self._hint = QLabel()
        self._hint.setTextFormat(Qt.TextFormat.PlainText)
        set_role(self._hint, Role.MUTED)
        self._hint.hide()
        behind = QLabel(unit)
        behind.setTextFormat(Qt.TextFormat.PlainText)
        set_role(behind, Role.MUTED)
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(self.edit)
        line.addWidget(behind)
        line.addWidget(self._hint)
        line.addStretch(1)
        self._sentence = QLabel()
        self._sentence.setTextFormat(Qt.TextFormat.PlainText)
        self._sentence.setWordWrap(True)
        set_role(self._sentence, Role.STOP)
        self._sentence.hide()
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(4)
        whole.addLayout(line)
        whole.addWidget(self._sentence)

    def _show_refusal(self) -> None:
        if self._sentence.text() == self._refusal and self._sentence.isVisibleTo(self) == bool(self._refusal):
            return
        self._sentence.setText(self._refusal)
        self._sentence.setVisible(bool(self._refusal))
        self.edit.setProperty("fault", "true" if self._refusal else None)
        self.edit.setAccessibleDescription(self._refusal)
        self.edit.style().unpolish(self.edit)
        self.edit.style().polish(self.edit)

    def _on_typed(self, text: str) -> None:
        self.typed.emit(self.path, text)

    def _on_return(self) -> None:
        self._show_refusal()
        self.went_on.emit()

    def _on_left(self) -> None:
        self._show_refusal()
        self.left.emit()
