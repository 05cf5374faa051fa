"""Below the paper: the net that corners snap to, the mirror, and how near one looks."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from meso_desktop.domain.areas import Side
from meso_desktop.ui.canvas.mode import Snap
from meso_desktop.ui.consultation.segmented import Segmented
from meso_desktop.ui.theme import SPACE_4, SPACE_8, Role, button, label


class FootBar(QWidget):
    """Emits what was asked for; `zoomed` carries whether nearer."""

    snap_picked = Signal(object)
    mirror_wanted = Signal()
    zoomed = Signal(bool)
    fit_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        """Build the bar."""
        super().__init__(parent)
        options = [(Snap.CM, self.tr("1 cm")), (Snap.HALF, self.tr("0.5 cm")), (Snap.MM, self.tr("0.1 cm")), (Snap.OFF, self.tr("off"))]
        self.snap_label: QLabel = label(self.tr("Snap to"), Role.MUTED, is_wrapped=False)
        self.snap = Segmented(options, name=self.tr("Snap to"), object_name="canvas_snap", may_clear=False)
        self.mirror = button("")
        self.nearer, self.farther = button("+", Role.PLAIN), button("−", Role.PLAIN)
        self.nearer.setAccessibleName(self.tr("Nearer"))
        self.farther.setAccessibleName(self.tr("Farther"))
        self.fit = button(self.tr("Fit"), Role.PLAIN)
        self.fit.setAccessibleName(self.tr("Show all that is drawn"))
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(SPACE_8)
        line.addWidget(self.snap_label)
        line.addWidget(self.snap)
        line.addStretch(1)
        line.addWidget(self.mirror)
        line.addSpacing(SPACE_8)
        for made in (self.farther, self.nearer):
            made.setFixedWidth(40)
        line.addWidget(self.farther)
        line.addSpacing(SPACE_4 - SPACE_8)
        line.addWidget(self.nearer)
        line.addSpacing(SPACE_4 - SPACE_8)
        line.addWidget(self.fit)
        self.snap.picked.connect(self.snap_picked)
        self.mirror.clicked.connect(self.mirror_wanted)
        self.nearer.clicked.connect(self._on_nearer)
        self.farther.clicked.connect(self._on_farther)
        self.fit.clicked.connect(self.fit_wanted)

    def show_mirror(self, side: Side, *, is_drawn: bool) -> None:
        """Offer the mirror where the area lies on one side; it needs something drawn."""
        words = {Side.LEFT: self.tr("Mirror to the right"), Side.RIGHT: self.tr("Mirror to the left")}.get(side, "")
        self.mirror.setText(words)
        self.mirror.setAccessibleName(words)
        self.mirror.setVisible(bool(words))
        self.mirror.setEnabled(is_drawn)

    def show_snap(self, snap: Snap, *, is_used: bool) -> None:
        """Show the net; hidden where nothing snaps."""
        self.snap.show_value(snap)
        self.snap.setVisible(is_used)
        self.snap_label.setVisible(is_used)

    def _on_nearer(self) -> None:
        self.zoomed.emit(True)

    def _on_farther(self) -> None:
        self.zoomed.emit(False)
