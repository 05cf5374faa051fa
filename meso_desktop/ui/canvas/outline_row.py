"""What can be done with the outline beside drawing it by hand."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from meso_desktop.domain.areas import Outline
from meso_desktop.ui.canvas.pen_tool import PenTool
from meso_desktop.ui.theme import SPACE_8, Role, button


class OutlineRow(QWidget):
    """Emits `corners_wanted` for an oval or a rectangle that is to be changed corner by corner; the rest goes to the tool."""

    corners_wanted = Signal()

    def __init__(self, tool: PenTool, parent: QWidget | None = None) -> None:
        """Build the row for the tool that draws the outline."""
        super().__init__(parent)
        self._tool = tool
        self.draw = button(self.tr("Draw a new outline"))
        self.corners = button(self.tr("Change its corners"))
        self.close_it = button(self.tr("Close the outline"))
        self.discard = button(self.tr("Discard the drawing"), Role.QUIET)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(SPACE_8)
        for made in (self.draw, self.corners, self.close_it, self.discard):
            line.addWidget(made)
        line.addStretch(1)
        self.draw.clicked.connect(tool.begin_new)
        self.corners.clicked.connect(self.corners_wanted)
        self.close_it.clicked.connect(tool.close)
        self.discard.clicked.connect(tool.discard)

    def refresh(self) -> None:
        """Show what can be done now."""
        begun, target = self._tool.shape.begun, self._tool.bench.target
        extent = None if target is None else target.extent
        self.draw.setVisible(begun is None and extent is not None)
        self.corners.setVisible(begun is None and extent is not None and extent.outline is Outline.ELLIPSE and not self._tool.is_pen)
        self.close_it.setVisible(begun is not None and not begun.is_closed)
        self.close_it.setEnabled(begun is not None and self._tool.may_close)
        self.discard.setVisible(begun is not None or (self._tool.wants_new and extent is not None))
