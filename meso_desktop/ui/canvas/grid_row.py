"""How the grid is laid, in figures: its turn, its shift, and the way back to straight."""

from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from meso_desktop.domain.areas import Point
from meso_desktop.domain.errors import UserError
from meso_desktop.domain.plan import Placement
from meso_desktop.knowledge.wording import Wording
from meso_desktop.ui.canvas.grid_tool import GridTool
from meso_desktop.ui.canvas.laid_figures import read_shift, read_turn, turn_in_words
from meso_desktop.ui.consultation.quantity_field import QuantityField
from meso_desktop.ui.theme import SPACE_8, Role, button, label


class GridRow(QWidget):
    """Shows the placement as the hand has it, and takes one that is typed."""

    def __init__(self, tool: GridTool, *, wording: Wording, parent: QWidget | None = None) -> None:
        """Build the row for the tool that lays the grid."""
        super().__init__(parent)
        self._tool = tool
        self._wording = wording
        self._last = Placement()
        self._is_typing = False
        self._laid_before = Placement()
        self.turn = self._field("turn", self.tr("Turn"), "°", width=60)
        self.across = self._field("across", self.tr("Shift across"), "", width=66)
        self.up = self._field("up", self.tr("Shift up"), self.tr("cm"), width=66)
        self.straight = button(self.tr("Straight"))
        self.straight.setAccessibleName(self.tr("Lay the grid straight and in the middle"))
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(SPACE_8)
        line.addWidget(self._caption(self.tr("Turn"), self.turn))
        line.addWidget(self.turn)
        line.addSpacing(SPACE_8)
        line.addWidget(self._caption(self.tr("Shift →"), self.across))
        line.addWidget(self.across)
        line.addWidget(self._caption("↑", self.up))
        line.addWidget(self.up)
        line.addSpacing(SPACE_8)
        line.addWidget(self.straight)
        line.addStretch(1)
        self.straight.clicked.connect(self._on_straight)

    def refresh(self) -> None:
        """Show how the grid is laid now; a field keeps what was typed and refused until the grid is laid anew."""
        placement = self._tool.bench.placement_shown or self._tool.placement
        is_new, self._last = placement != self._last, placement
        for field in (self.turn, self.across, self.up):
            if is_new and not field.edit.hasFocus():
                field.show_value("")
        self._show(self.turn, turn_in_words(placement.turn_degrees), is_same=_reads(self.turn.edit.text(), placement))
        for field, steps in ((self.across, placement.shift.x), (self.up, placement.shift.y)):
            text = self._wording.number(f"{steps / 100:.2f}".rstrip("0").rstrip(".")).replace("-", "−")
            self._show(field, "0" if text == "−0" else text, is_same=_is_shift(field.edit.text(), steps))
        self.straight.setEnabled(placement.turn_degrees != 0 or placement.shift != Point(0, 0))

    def _show(self, field: QuantityField, text: str, *, is_same: bool) -> None:
        if not field.refusal and not (field.edit.hasFocus() and is_same):
            field.show_value(text)

    def _field(self, path: str, name: str, unit: str, *, width: int) -> QuantityField:
        field = QuantityField(f"canvas.{path}", name=name, unit=unit, width=width)
        field.typed.connect(self._on_typed)
        field.left.connect(self._on_left)
        return field

    def _caption(self, text: str, field: QuantityField) -> QLabel:
        made = label(text, Role.MUTED, is_wrapped=False)
        made.setBuddy(field)
        return made

    def _on_typed(self, path: str, text: str) -> None:
        field = {"canvas.turn": self.turn, "canvas.across": self.across}.get(path, self.up)
        now = self._tool.placement.shift
        if not self._is_typing:
            self._is_typing = True
            self._laid_before = self._tool.placement
            self._tool.bench.begin()
        try:
            if field is self.turn:
                self._tool.turn_to(read_turn(text))
            else:
                steps = read_shift(text)
                self._tool.shift_to(Point(steps, now.y) if field is self.across else Point(now.x, steps))
        except UserError as error:
            self._tool.bench.lay(self._laid_before)  # a part of what was typed was read on the way, and meant by nobody
            field.show_value(text, refusal=self._wording.text(error.message))
        else:
            field.show_value(text)

    def _on_left(self) -> None:
        if self._is_typing:
            self._is_typing = False
            self._tool.bench.end()
        self.refresh()

    def _on_straight(self) -> None:
        self._tool.straighten()


def _reads(text: str, placement: Placement) -> bool:
    try:
        return read_turn(text) % 360 == placement.turn_degrees
    except UserError:
        return False


def _is_shift(text: str, steps: int) -> bool:
    try:
        return read_shift(text) == steps
    except UserError:
        return False
