"""The spot of an area marked on the body: marked with one click there, said in words, cleared with one press."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from meso_desktop.domain.areas import BodyMark
from meso_desktop.ui.icon_button import IconButton
from meso_desktop.ui.judged import mark_words
from meso_desktop.ui.theme import Role, button


class SpotRow(QWidget):
    """Emits `wanted` when the next click on the body is to mark the spot, and `cleared`."""

    wanted = Signal()
    cleared = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        """Show that nothing is marked."""
        super().__init__(parent)
        self.mark = IconButton(self.tr("Mark the spot"), "spot", Role.QUIET)
        self.mark.setProperty("small", "true")
        self.clear = button(self.tr("Clear"), Role.QUIET)
        self.clear.setProperty("small", "true")
        self.clear.setAccessibleName(self.tr("Clear the spot marked"))
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(8)
        line.addWidget(self.mark)
        line.addWidget(self.clear)
        self.mark.clicked.connect(self.wanted)
        self.clear.clicked.connect(self.cleared)

    def show_mark(self, mark: BodyMark | None) -> None:
        """Say on which view the spot lies."""
        text = self.tr("Mark the spot") if mark is None else self.tr("Spot: %1").replace("%1", mark_words(mark))
        self.mark.setText(text)
        self.mark.setAccessibleName(text)
        self.mark.setToolTip(self.tr("The next click on the body marks the spot"))
        self.clear.setVisible(mark is not None)
