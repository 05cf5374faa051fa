"""The line beside the drawn body: what is pointed at, and how near one looks."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from meso_desktop.ui.elided_label import ElidedLabel
from meso_desktop.ui.theme import TARGET_HEIGHT, Role, button


class BodyBar(QWidget):
    """Emits `stepped`: 1 for nearer, -1 for farther, 0 for the whole body."""

    stepped = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        """Show the whole body, and nothing pointed at."""
        super().__init__(parent)
        self.words = ElidedLabel("", Role.MUTED)
        self.farther = self._zoom_button("−", self.tr("Zoom out"), step=-1)
        self.whole = self._zoom_button("100 %", self.tr("Show the whole body"), step=0)
        self.nearer = self._zoom_button("+", self.tr("Zoom in"), step=1)
        self.whole.setFixedWidth(76)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(0)
        line.addWidget(self.words, 1)
        line.addSpacing(8)
        for made in (self.farther, self.whole, self.nearer):
            line.addWidget(made)

    def show_pointed(self, text: str) -> None:
        """Name what is pointed at."""
        self.words.setText(text)

    def show_percent(self, percent: int, *, can_go_nearer: bool, can_go_farther: bool) -> None:
        """Show how near one looks."""
        self.whole.setText(f"{percent} %")
        self.nearer.setEnabled(can_go_nearer)
        self.farther.setEnabled(can_go_farther)

    def _zoom_button(self, text: str, name: str, *, step: int) -> QPushButton:
        made = button(text, Role.QUIET)
        made.setAccessibleName(name)
        made.setToolTip(name)
        made.setFixedWidth(TARGET_HEIGHT)
        made.setFocusPolicy(Qt.FocusPolicy.ClickFocus)  # + − 0 do the same while the body has the focus
        made.setProperty("step", step)
        made.setProperty("zoom", "true")
        made.clicked.connect(self._on_clicked)
        return made

    def _on_clicked(self) -> None:
        sender = self.sender()
        if sender is not None:
            self.stepped.emit(int(sender.property("step")))
