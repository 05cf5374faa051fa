"""A card of which a page shows one open at a time; closed it is one line that opens with a click, Enter or Space."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QFrame, QWidget
from typing_extensions import override

from meso_desktop.ui.theme import Role, set_role


class FoldingCard(QFrame):
    """Emits `opened` with its key when it is wanted; the page decides which one is open."""

    opened = Signal(object)

    def __init__(self, key: object, parent: QWidget | None = None) -> None:
        """Make a closed card."""
        super().__init__(parent)
        self._key = key
        self._is_open = False
        set_role(self, Role.CARD)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    @property
    def is_open(self) -> bool:
        """Whether the card shows all that it holds."""
        return self._is_open

    def set_open(self, is_open: bool) -> None:  # noqa: FBT001  # a setter, as Qt's are
        """Let the card take the focus itself while it is closed."""
        self._is_open = is_open
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus if is_open else Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.ArrowCursor if is_open else Qt.CursorShape.PointingHandCursor)

    def ask_to_open(self) -> None:
        """Ask to be the card that is open."""
        self.opened.emit(self._key)

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Open the card where it is clicked."""
        super().mousePressEvent(event)
        if not self._is_open:
            self.opened.emit(self._key)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open the closed card that has the focus."""
        if not self._is_open and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.opened.emit(self._key)
        else:
            super().keyPressEvent(event)
