"""Opens the canvas over the step in the middle column, and goes back to where the doctor was."""

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QApplication, QStackedWidget, QWidget
from shiboken6 import isValid

from meso_desktop.domain.ids import TargetId
from meso_desktop.ui.canvas.canvas_pane import CanvasPane
from meso_desktop.ui.canvas.mode import Mode
from meso_desktop.ui.consultation.workplace import Workplace


class CanvasOverStep(QObject):
    """Makes the pane when it is first wanted, in the stack of the steps; leaving it shows the step that it lay over."""

    opened = Signal()

    def __init__(self, desk: Workplace, stack: QStackedWidget) -> None:
        """Lie over the widgets of `stack`."""
        super().__init__(stack)
        self._desk = desk
        self._stack = stack
        self._under: QWidget | None = None
        self._was_at: QWidget | None = None
        self.pane: CanvasPane | None = None

    @property
    def is_open(self) -> bool:
        """Whether the canvas is seen."""
        return self.pane is not None and self._stack.currentWidget() is self.pane

    def open_outline(self, target_id: TargetId) -> None:
        """Draw the outline of a target."""
        self._open(target_id, Mode.OUTLINE)

    def open_grid(self, target_id: TargetId) -> None:
        """Lay the grid of a target's line."""
        self._open(target_id, Mode.GRID)

    def _open(self, target_id: TargetId, mode: Mode) -> None:
        if not self.is_open:
            self._under, self._was_at = self._stack.currentWidget(), QApplication.focusWidget()
        if self.pane is None:
            self.pane = CanvasPane(self._desk, self._stack)
            self._stack.addWidget(self.pane)
            self.pane.left.connect(self._on_left)
        self.pane.open(target_id, mode)  # before it is shown, so that the window never has to make room for what it then hides
        self._stack.setCurrentWidget(self.pane)
        self.pane.canvas.setFocus(Qt.FocusReason.OtherFocusReason)
        self.opened.emit()

    def _on_left(self) -> None:
        if not self.is_open or self._under is None:
            return
        self._stack.setCurrentWidget(self._under)
        was_at = self._was_at
        if was_at is not None and isValid(was_at) and was_at.isVisibleTo(self._under) and self._under.isAncestorOf(was_at):
            was_at.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self._under.setFocus(Qt.FocusReason.OtherFocusReason)
