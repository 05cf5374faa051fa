"""One line of words above the paper: what the hand can do, unless there is a fault or a note to say."""

from typing import Final

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget
from typing_extensions import override

from meso_desktop.ui.theme import Role, label

_WIDE: Final = 660


class SaidLine(QWidget):
    """A fault stands where else the hint does, so that the paper below never jumps under the hand."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Say nothing yet."""
        super().__init__(parent)
        self.hint = label("", Role.MUTED)
        self.fault = label("", Role.REFUSAL)
        self.note = label("", Role.OK)
        self._parts = (self.fault, self.note, self.hint)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        for part in self._parts:
            column.addWidget(part)

    def say(self, *, hint: str | None = None, fault: str | None = None, note: str | None = None) -> None:
        """Change what is given and show the most pressing of what there is; an empty text says nothing."""
        for part, text in zip(self._parts, (fault, note, hint), strict=True):
            if text is not None and part.text() != text:
                part.setText(text)
        said = next((part for part in self._parts if part.text()), self.hint)
        for part in self._parts:
            part.setVisible(part is said)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep room for a second line where the pane is narrow."""
        super().resizeEvent(event)
        self.setMinimumHeight((1 if self.width() >= _WIDE else 2) * self.hint.fontMetrics().lineSpacing())
