"""A number with its unit in a row of a preparation; the row says what is wrong with it, below its whole width."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget
from typing_extensions import override

from meso_desktop.ui.theme import Role, label


class _Line(QLineEdit):
    left = Signal()

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.left.emit()


class PreparationFigure(QWidget):
    """Emits `typed` at every keystroke, `left` and `went_on`; `refusal` is why its text cannot be read."""

    typed = Signal()
    left = Signal()
    went_on = Signal()

    def __init__(self, *, name: str, unit: str, placeholder: str = "", parent: QWidget | None = None) -> None:
        """Build an empty field."""
        super().__init__(parent)
        self._refusal = ""
        self.edit = _Line()
        self.edit.setAccessibleName(f"{name} ({unit})")
        self.edit.setPlaceholderText(placeholder)
        self.edit.setFixedWidth(72)
        self.edit.setMaxLength(40)
        self.setFocusProxy(self.edit)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(8)
        line.addWidget(self.edit)
        line.addWidget(label(unit, Role.MUTED, is_wrapped=False))
        line.addStretch(1)
        self.edit.textEdited.connect(self.typed)
        self.edit.returnPressed.connect(self.went_on)
        self.edit.left.connect(self.left)

    @property
    def text(self) -> str:
        """What stands in the field."""
        return self.edit.text()

    @property
    def refusal(self) -> str:
        """The sentence that refuses it; empty when nothing is wrong."""
        return self._refusal

    def show_text(self, text: str) -> None:
        """Put text into the field."""
        if self.edit.text() != text:
            self.edit.setText(text)

    def set_fixed(self) -> None:
        """Let nothing be typed: what stands behind the field holds."""
        self.edit.setEnabled(False)

    def judge(self, refusal: str) -> None:
        """Take the sentence that refuses the text, or none."""
        if refusal == self._refusal:
            return
        self._refusal = refusal
        self.edit.setProperty("fault", "true" if refusal else None)
        self.edit.setAccessibleDescription(refusal)
        self.edit.style().unpolish(self.edit)
        self.edit.style().polish(self.edit)
