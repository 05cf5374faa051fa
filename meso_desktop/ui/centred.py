"""A calm page: one column in the middle of the window, which scrolls only when the window is too small for it."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from meso_desktop.ui.theme import SPACE_16, SPACE_24, Role, set_role


class CentredPage(QScrollArea):
    """Holds a column of at most `width` pixels; pages add to `column`."""

    def __init__(self, width: int) -> None:
        """Make the empty column."""
        super().__init__()
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        ground = set_role(QWidget(), Role.SURFACE)
        sheet = QWidget()
        sheet.setMaximumWidth(width)
        self.column = QVBoxLayout(sheet)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(SPACE_16)
        across = QHBoxLayout()
        across.addStretch(1)
        across.addWidget(sheet, 1000)
        across.addStretch(1)
        down = QVBoxLayout(ground)
        down.setContentsMargins(SPACE_24, SPACE_24, SPACE_24, SPACE_24)
        down.addStretch(2)
        down.addLayout(across)
        down.addStretch(3)
        self.setWidget(ground)
