"""The head of the canvas: what is drawn on, what is drawn, and the way back."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from meso_desktop.ui.canvas.mode import Mode
from meso_desktop.ui.consultation.segmented import Segmented
from meso_desktop.ui.elided_label import ElidedLabel
from meso_desktop.ui.icon_button import IconButton
from meso_desktop.ui.theme import SPACE_12, Role


class CanvasHead(QWidget):
    """Emits the mode that was picked, and that the doctor is done."""

    mode_picked = Signal(object)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        """Build the head."""
        super().__init__(parent)
        modes = [
            (Mode.OUTLINE, self.tr("Outline")), (Mode.KEPT_FREE, self.tr("Kept free")), (Mode.GRID, self.tr("Grid")),
            (Mode.POINTS, self.tr("Points")),
        ]
        self._name = ElidedLabel("", Role.HEADING)
        self._side = ElidedLabel("", Role.MUTED)
        self.modes = Segmented(modes, name=self.tr("Draw"), object_name="canvas_mode", may_clear=False)
        self.done = IconButton(self.tr("Done"), "check")
        self.done.setAccessibleName(self.tr("Done drawing"))
        names = QVBoxLayout()
        names.setSpacing(0)
        names.addWidget(self._name)
        names.addWidget(self._side)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(SPACE_12)
        line.addLayout(names, 1)
        line.addWidget(self.modes)
        line.addWidget(self.done)
        self.modes.picked.connect(self.mode_picked)
        self.done.clicked.connect(self.left)

    @property
    def side_words(self) -> str:
        """What stands below the area's name about its side."""
        return self._side.text()

    def show_area(self, name: str, *, side: str) -> None:
        """Show what is drawn on."""
        self._name.setText(name)
        self._side.setText(side)
        self._side.setVisible(bool(side))

    def show_mode(self, mode: Mode, *, why_no_grid: str) -> None:
        """Show what is drawn; grid and points wait while there is a reason."""
        self.modes.show_value(mode)
        for waiting in (Mode.GRID, Mode.POINTS):
            self.modes.button(waiting).setEnabled(not why_no_grid)
            self.modes.button(waiting).setToolTip(why_no_grid)
