"""The privacy curtain: F9 hides everything on the window until it is lifted."""

import shiboken6
from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from typing_extensions import override

from meso_desktop.ui.theme import Role, label, set_role


class Curtain(QWidget):
    """Covers its parent wholly and takes every key; Escape, F9 or a click lifts it and gives the cursor back."""

    drawn = Signal()
    lifted = Signal()

    def __init__(self, parent: QWidget) -> None:
        """Hang, lifted, over `parent`."""
        super().__init__(parent)
        self._over = parent
        self._had_focus: QWidget | None = None
        set_role(self, Role.SURFACE)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(self.tr("Privacy curtain"))
        column = QVBoxLayout(self)
        words = label(self.tr("The screen is covered. Press Escape or click to go on."), Role.MUTED)
        words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        column.addStretch(1)
        column.addWidget(words)
        column.addStretch(1)
        parent.installEventFilter(self)
        self.hide()

    def draw(self) -> None:
        """Cover everything."""
        self._had_focus = QApplication.focusWidget()
        self.setGeometry(self._over.rect())
        self.raise_()
        self.show()
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        self.drawn.emit()

    def lift(self) -> None:
        """Show everything again, the cursor where it was."""
        self.hide()
        if self._had_focus is not None and shiboken6.isValid(self._had_focus):
            self._had_focus.setFocus(Qt.FocusReason.OtherFocusReason)
        self._had_focus = None
        self.lifted.emit()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Resize and watched is self._over:
            self.setGeometry(self._over.rect())
        return super().eventFilter(watched, event)

    @override
    def event(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.ShortcutOverride:
            event.accept()  # no shortcut of what lies beneath is answered
            return True
        return super().event(event)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Escape, Qt.Key.Key_F9}:
            self.lift()
        event.accept()

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        event.accept()
        self.lift()

    @override
    def focusNextPrevChild(self, next: bool) -> bool:  # Qt's own name
        return False
