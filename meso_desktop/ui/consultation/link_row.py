"""A sentence that leads somewhere when it is clicked or Enter is pressed on it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget
from typing_extensions import override

from meso_desktop.ui.consultation.clamped_label import ClampedLabel
from meso_desktop.ui.consultation.tinted_icon import TintedIcon
from meso_desktop.ui.elided_label import plain_tip
from meso_desktop.ui.theme import set_role


class LinkRow(QFrame):
    """Shows one sentence with its icon and emits `followed`."""

    followed = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        """Make an empty row."""
        super().__init__(parent)
        self._target: object = None
        self._look: tuple[str, str] = ("", "")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setMinimumHeight(32)
        set_role(self, "link_row")
        self._icon = TintedIcon()
        self._text = ClampedLabel(most_lines=3)
        line = QHBoxLayout(self)
        line.setContentsMargins(6, 6, 6, 6)
        line.setSpacing(8)
        line.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(self._text, 1)

    def show_link(self, text: str, *, icon: str, role: str, target: object) -> None:
        """Show `text`; following it emits `target`."""
        self._target = target
        if self._text.text() != text:
            self._text.setText(text)
            self._text.updateGeometry()
            self.setToolTip(plain_tip(text))
            self.setAccessibleName(text)
        if self._look != (icon, str(role)):
            self._look = (icon, str(role))
            self._icon.show_icon(icon, role)

    @property
    def text(self) -> str:
        """The sentence."""
        return self._text.text()

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Follow where it leads."""
        if self.rect().contains(event.position().toPoint()):
            self.followed.emit(self._target)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Follow with Enter or Space."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.followed.emit(self._target)
        else:
            super().keyPressEvent(event)
