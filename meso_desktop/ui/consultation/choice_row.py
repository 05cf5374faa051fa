"""One of several sentences that contradict each other: chosen or not."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget
from typing_extensions import override

from meso_desktop.ui.consultation.tinted_icon import TintedIcon
from meso_desktop.ui.theme import Role, label, set_role


class ChoiceRow(QFrame):
    """Emits `toggled` with its value when it is clicked or Space or Enter is pressed."""

    toggled = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        """Make an empty row."""
        super().__init__(parent)
        self._value = ""
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setMinimumHeight(32)
        set_role(self, "link_row")
        self._icon = TintedIcon()
        self._text = label("", Role.SMALL)
        line = QHBoxLayout(self)
        line.setContentsMargins(6, 4, 6, 4)
        line.setSpacing(8)
        line.addWidget(self._icon)
        line.addWidget(self._text, 1)

    def show_choice(self, text: str, *, is_chosen: bool, value: str) -> None:
        """Show the sentence and whether it is the one chosen."""
        self._value = value
        self.setObjectName(f"choice_{value}")
        self._text.setText(text)
        self._icon.show_icon("ok" if is_chosen else "open", "text" if is_chosen else "muted")
        said = self.tr("chosen") if is_chosen else self.tr("not chosen")
        self.setAccessibleName(f"{text} ({said})")

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Toggle."""
        if self.rect().contains(event.position().toPoint()):
            self.toggled.emit(self._value)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Toggle with Space or Enter."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.toggled.emit(self._value)
        else:
            super().keyPressEvent(event)
