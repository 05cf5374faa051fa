"""What is kept free: the kind of zone, drawing one, the strip that the area proposes, taking one away."""

from collections.abc import Callable

from PySide6.QtWidgets import QHBoxLayout, QWidget

from meso_desktop.domain.drawing.keeping_free import proposed_strip, zone_kinds
from meso_desktop.ui.canvas.pen_tool import PenTool
from meso_desktop.ui.painted import ChoiceBox
from meso_desktop.ui.theme import SPACE_8, Role, button


class ZonesRow(QWidget):
    """Works on the tool that draws zones."""

    def __init__(
        self, tool: PenTool, *, name_of: Callable[[str], str], number: Callable[[str], str], parent: QWidget | None = None,
    ) -> None:
        """Build the row; `name_of` names a kind of zone, `number` writes a figure."""
        super().__init__(parent)
        self._tool = tool
        self._name_of = name_of
        self._number = number
        self._kinds: tuple[str, ...] = ()
        self.kind = ChoiceBox()
        self.kind.setAccessibleName(self.tr("What is kept free"))
        self.kind.setMinimumContentsLength(14)
        self.draw = button(self.tr("Draw a zone"))
        self.strip = button("")
        self.close_it = button(self.tr("Close the zone"))
        self.remove = button(self.tr("Remove"), Role.QUIET)
        self.remove.setAccessibleName(self.tr("Remove this zone"))
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(SPACE_8)
        line.addWidget(self.kind, 1)
        for made in (self.draw, self.close_it, self.strip, self.remove):
            line.addWidget(made)
        line.addStretch(1)
        self.kind.activated.connect(self._on_kind)
        self.draw.clicked.connect(tool.begin_new)
        self.close_it.clicked.connect(tool.close)
        self.strip.clicked.connect(self._on_strip)
        self.remove.clicked.connect(tool.shape.remove)

    def refresh(self) -> None:
        """Show what can be done now."""
        shape, bench = self._tool.shape, self._tool.bench
        target = bench.target
        self._fill(tuple(dict.fromkeys((*zone_kinds(bench.area), *(zone.kind for zone in shape.zones)))))
        begun = shape.begun
        chosen = shape.zones[shape.chosen] if shape.chosen is not None and shape.chosen < len(shape.zones) else None
        held = begun.kind if begun is not None else chosen.kind if chosen is not None else shape.kind
        if held not in self._kinds:
            held = self._kinds[0]
        if begun is None and chosen is None:
            shape.kind = held
        self.kind.setCurrentIndex(self._kinds.index(held))
        strip = None if target is None else proposed_strip(bench.area, target.extent)
        is_there = strip is not None and target is not None and strip in target.zones
        self.strip.setVisible(strip is not None and not is_there and begun is None)
        if bench.area is not None and bench.area.exclusion_margin_cm is not None:
            width = self._number(f"{bench.area.exclusion_margin_cm.high:f}")
            self.strip.setText(self.tr("Set the strip of %1 cm").replace("%1", width))
            self.strip.setAccessibleName(self.strip.text())
        self.draw.setVisible(begun is None)
        self.draw.setEnabled(target is not None and target.extent is not None)
        self.close_it.setVisible(begun is not None and not begun.is_closed)
        self.close_it.setEnabled(self._tool.may_close)
        self.remove.setVisible(begun is not None or chosen is not None)

    def _fill(self, kinds: tuple[str, ...]) -> None:
        if kinds != self._kinds:
            self._kinds = kinds
            self.kind.clear()
            for kind in kinds:
                self.kind.addItem(self._name_of(kind), kind)

    def _on_kind(self) -> None:
        self._tool.shape.rename(str(self.kind.currentData()))

    def _on_strip(self) -> None:
        target = self._tool.bench.target
        strip = None if target is None else proposed_strip(self._tool.bench.area, target.extent)
        if strip is not None:
            self._tool.shape.add(strip)
