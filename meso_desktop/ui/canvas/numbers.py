"""What the drawing comes to while the hand moves: surface, size, points, injections, volume and dose."""

from decimal import Decimal

from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from meso_desktop.domain.areas import Extent
from meso_desktop.domain.drawing.geometry import surface_cm2
from meso_desktop.knowledge.wording import Wording
from meso_desktop.ui.canvas.trial import Tried
from meso_desktop.ui.consultation.plan.figure_words import doses, doses_named, ingredients_named
from meso_desktop.ui.elided_label import ElidedLabel, plain_tip
from meso_desktop.ui.fonts import font
from meso_desktop.ui.theme import SPACE_16, Role, label

_NOTHING = "–"
_COUNTED = ("points", "injections", "volume", "dose")


class Numbers(QWidget):
    """A row of figures with their names."""

    def __init__(self, *, wording: Wording, parent: QWidget | None = None) -> None:
        """Build it empty."""
        super().__init__(parent)
        self._wording = wording
        self._values: dict[str, QLabel] = {}
        self._captions: dict[str, QLabel] = {}
        self._cells: dict[str, QWidget] = {}
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(SPACE_16)
        for name, (text, width) in self._names().items():
            cell = QWidget()
            column = QVBoxLayout(cell)
            column.setContentsMargins(0, 0, 0, 0)
            column.setSpacing(0)
            value = ElidedLabel(_NOTHING, Role.STRONG) if name == "dose" else label(_NOTHING, Role.STRONG, is_wrapped=False)
            value.setFont(font(is_tabular=True))
            value.setMinimumWidth(width)
            value.setObjectName(f"canvas_{name}")
            column.addWidget(value)
            caption = ElidedLabel(text, Role.MUTED) if name == "dose" else label(text, Role.MUTED, is_wrapped=False)
            column.addWidget(caption)
            self._values[name], self._captions[name], self._cells[name] = value, caption, cell
            line.addWidget(cell, 1 if name == "dose" else 0)

    def text(self, name: str) -> str:
        """Return the figure shown as `surface`, `size`, `points`, `injections`, `volume` or `dose`."""
        return self._values[name].text()

    def show_tried(self, tried: Tried, *, is_both: bool) -> None:
        """Show what is drawn now."""
        extent, estimate = tried.drawn.extent, tried.estimate
        self._say("surface", _NOTHING if extent is None else self._with("cm²", surface_cm2(extent)))
        self._say("size", self._size(extent))
        self._cells["points"].setVisible(estimate is not None and is_both)
        self._cells["injections"].setVisible(estimate is not None)
        self._cells["volume"].setVisible(estimate is not None)
        self._cells["dose"].setVisible(estimate is not None)
        if estimate is not None:
            self._say("points", _count(estimate.points_per_side))
            self._say("injections", _count(estimate.injections))
            self._say("volume", _NOTHING if estimate.volume_ml is None else self._with("mL", estimate.volume_ml))
            self._say("dose", doses(estimate.doses, self._wording.number, otherwise=self.tr("not known")))
            self._captions["dose"].setText(ingredients_named(estimate.doses, self._wording) or self._names()["dose"][0])
            self._cells["dose"].setToolTip(plain_tip(doses_named(estimate.doses, self._wording)))

    def show_begun(self, extent: Extent | None) -> None:
        """Show surface and size of an outline that is not set yet, None while it has none; nothing is counted for it."""
        self._say("surface", _NOTHING if extent is None else self._with("cm²", surface_cm2(extent)))
        self._say("size", self._size(extent))
        for name in _COUNTED:
            self._say(name, _NOTHING)

    def _names(self) -> dict[str, tuple[str, int]]:
        return {
            "surface": (self.tr("Surface"), 72), "size": (self.tr("Length × width"), 104), "points": (self.tr("A side"), 34),
            "injections": (self.tr("Injections"), 44), "volume": (self.tr("Volume"), 64), "dose": (self.tr("Dose"), 64),
        }

    def _say(self, name: str, text: str) -> None:
        held = self._values[name]
        if held.text() != text:
            held.setText(text)

    def _size(self, extent: Extent | None) -> str:
        if extent is None:
            return _NOTHING
        size = self.tr("%1 × %2 cm")
        return size.replace("%1", self._number(extent.length.cm)).replace("%2", self._number(extent.width.cm))

    def _with(self, unit: str, value: Decimal) -> str:
        return f"{self._number(value)} {unit}"

    def _number(self, value: Decimal) -> str:
        return self._wording.number(f"{value:f}")


def _count(value: int | None) -> str:
    return _NOTHING if value is None else str(value)
