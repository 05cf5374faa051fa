"""What can be done with single points beside working on them by hand."""

from msgspec.structs import replace
from PySide6.QtWidgets import QHBoxLayout, QWidget

from meso_desktop.ui.canvas.points_tool import PointsTool
from meso_desktop.ui.theme import SPACE_8, button


class PointsRow(QWidget):
    """Works on the tool that takes single points."""

    def __init__(self, tool: PointsTool, parent: QWidget | None = None) -> None:
        """Build the row."""
        super().__init__(parent)
        self._tool = tool
        self.remove = button(self.tr("Take the point out"))
        self.plain = button(self.tr("Back to the plain grid"))
        self.plain.setToolTip(self.tr("Points taken out come back, points put in go."))
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(SPACE_8)
        line.addWidget(self.remove)
        line.addWidget(self.plain)
        line.addStretch(1)
        self.remove.clicked.connect(tool.delete)
        self.plain.clicked.connect(self._on_plain)
        tool.bench.moved.connect(self.refresh)

    def refresh(self) -> None:
        """Show what can be done now."""
        line = self._tool.bench.line
        placed = None if line is None else line.placement
        self.remove.setEnabled(self._tool.focus is not None)
        self.plain.setEnabled(placed is not None and bool(placed.removed or placed.added))

    def _on_plain(self) -> None:
        line = self._tool.bench.line
        if line is not None:
            self._tool.bench.lay(replace(line.placement, removed=(), added=()))
