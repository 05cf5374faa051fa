"""What is measured of a target area: side, aim, outline, length and width, pinch, deposit."""

from collections.abc import Sequence
from enum import Enum

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from meso_desktop.domain.areas import Aim, Deposit, Outline, Side, TargetArea
from meso_desktop.domain.protocols import BodyArea
from meso_desktop.knowledge.wording import Wording
from meso_desktop.ui.consultation.areas.outline_choice import OutlineChoice
from meso_desktop.ui.consultation.quantity_field import QuantityField
from meso_desktop.ui.consultation.reading_order import go_field_by_field
from meso_desktop.ui.consultation.segmented import Segmented
from meso_desktop.ui.theme import Role, button, label, set_role

_NARROW = 56
_WIDE = 318
"""The room for choices side by side in the narrowest card."""
_DEPOSIT = 176


class TargetMeasures(QWidget):
    """Shows the measures and emits what was picked or typed; it changes nothing itself."""

    picked = Signal(str, object)
    typed = Signal(str, str)
    left = Signal()
    went_on = Signal()
    confirmed = Signal()
    parted = Signal()
    canvas_wanted = Signal()

    def __init__(
        self, target: TargetArea, *, area: BodyArea | None, wording: Wording, length_unit: str, parent: QWidget | None = None,
    ) -> None:
        """Build the rows for one place."""
        super().__init__(parent)
        self._target = target
        self._area = area
        self._wording = wording
        self._unit = length_unit
        self._build()

    @property
    def quantities(self) -> dict[str, QuantityField]:
        """The fields for numbers by the last part of their path."""
        return {"length": self.length, "width": self.width_field, "pinch": self.pinch}

    @property
    def extent_field(self) -> QWidget:
        """Where an extent is measured now, or confirmed."""
        if not self.confirm.isHidden():
            return self.confirm
        return self.draw if self.length.isHidden() else self.length

    def show_begun(self, *, is_zone: bool | None) -> None:
        """Say that a zone or the outline is begun on the canvas and not finished, None for nothing, with the way there."""
        self.begun.setText(self.tr("A zone kept free is begun") if is_zone else self.tr("An outline is begun"))
        self._begun_strip.setVisible(is_zone is not None)

    def show_target(self, target: TargetArea, *, outline: Outline, question: str) -> None:
        """Show the measures; `outline` is that of the extent, or the one chosen for it, `question` asks back about it."""
        self.side.show_value(target.side)
        self.part.setVisible(target.side is Side.BOTH)
        self.aim.show_value(target.aim)
        self.outline_choice.show_value(outline)
        self.deposit.show_value(target.deposit)
        is_drawn = outline is Outline.FREE
        for field in (self.length, self.width_field):
            field.setVisible(not is_drawn)
        self.draw.setVisible(is_drawn)
        self.box.setVisible(is_drawn)
        self.box.setText(self._box_of(target))
        self.kept_free.setText(self.tr("%n zones kept free", "", len(target.zones)))
        self.kept_free.setVisible(bool(target.zones))
        self.question.setText(question)
        self.question.setVisible(bool(question))
        self.confirm.setVisible(bool(question))

    def _box_of(self, target: TargetArea) -> str:
        extent = target.extent
        if extent is None:
            return self.tr("Not drawn yet")
        length, width = (self._wording.number(size.typed) for size in (extent.length, extent.width))
        return f"{length} × {width} {extent.length.unit}"

    def _build(self) -> None:
        words = self._wording
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        has_sides = self._area is not None and self._area.has_sides
        sides = (Side.LEFT, Side.RIGHT, Side.BOTH) if has_sides else (Side.MIDLINE,)
        named = [(s, words.term(f"side.{s}")) for s in sides]
        self.side = self._segments("side", named, self.tr("Side"), may_clear=False, within=_WIDE - 90)
        self.part = button(self.tr("Separate"), Role.QUIET)
        self.part.setProperty("small", "true")
        self.part.setAccessibleName(self.tr("Measure each side on its own"))
        self.part.setToolTip(self.tr("Measure each side on its own (Alt and click on the body)"))
        self.part.clicked.connect(self.parted)
        column.addWidget(sided := _beside(self.side, self.part))
        sided.setVisible(has_sides)
        aims = self._area.aims if self._area is not None else tuple(Aim)
        self.aim = self._segments("aim", [(a, words.term(f"aim.{a}")) for a in aims], self.tr("Aim"), within=_WIDE)
        column.addWidget(self.aim)
        self._build_extent(column)
        self.pinch = self._quantity("pinch", self.tr("Pinch"), self.tr("mm"))
        self.deposit = self._segments(
            "deposit", [(d, words.term(f"deposit.{d}")) for d in Deposit], self.tr("Deposit"), within=_DEPOSIT,
        )
        caption = label(self.tr("Pinch"), Role.MUTED, is_wrapped=False)
        caption.setBuddy(self.pinch)
        column.addWidget(_beside(caption, self.pinch, self.deposit, focus=self.pinch))

    def _build_extent(self, column: QVBoxLayout) -> None:
        self.outline_choice = OutlineChoice(wording=self._wording, object_name=f"target_{self._target.area}_outline")
        self.outline_choice.picked.connect(self._on_outline)
        self.length = self._quantity("length", self.tr("Length"), "×")
        self.width_field = self._quantity("width", self.tr("Width"), self._unit)
        self.box = label("", Role.SMALL, is_wrapped=False)
        self.draw = button(self.tr("Draw"))
        self.draw.clicked.connect(self.canvas_wanted)
        column.addWidget(_beside(self.outline_choice, self.length, self.width_field, self.box, self.draw))
        column.addWidget(self._made_begun_strip())
        self.kept_free = label("", Role.SMALL, is_wrapped=False)
        self.kept_free.hide()
        column.addWidget(self.kept_free)
        self.question = label("", Role.WARN)
        self.confirm = button(self.tr("It is as measured"))
        self.confirm.clicked.connect(self.confirmed)
        asked = QHBoxLayout()
        asked.setSpacing(8)
        asked.addWidget(self.question, 1)
        asked.addWidget(self.confirm, 0, Qt.AlignmentFlag.AlignVCenter)
        column.addLayout(asked)
        go_field_by_field(self, then=(self.draw_on, self.confirm))  # it comes and goes while the fields are typed into

    def _made_begun_strip(self) -> QWidget:
        self._begun_strip = set_role(QWidget(), Role.STRIP_WARN)
        self.begun = label("", Role.WARN)
        self.draw_on = button(self.tr("Draw on"))
        self.draw_on.setAccessibleName(self.tr("Draw on where it was left"))
        self.draw_on.clicked.connect(self.canvas_wanted)
        line = QHBoxLayout(self._begun_strip)
        line.setContentsMargins(8, 4, 4, 4)
        line.setSpacing(8)
        line.addWidget(self.begun, 1)
        line.addWidget(self.draw_on)
        self._begun_strip.hide()
        return self._begun_strip

    def _segments(
        self, field: str, options: Sequence[tuple[Enum, str]], name: str, *, within: int, may_clear: bool = True,
    ) -> Segmented:
        object_name = f"target_{self._target.area}_{field}"
        made = Segmented(options, name=name, object_name=object_name, may_clear=may_clear, within=within)
        made.setProperty("field", field)
        made.picked.connect(self._on_picked)
        return made

    def _quantity(self, name: str, spoken: str, unit: str) -> QuantityField:
        field = QuantityField(f"target.{self._target.target_id}.{name}", name=spoken, unit=unit, width=_NARROW)
        field.typed.connect(self._on_typed)
        field.left.connect(self.left)
        field.went_on.connect(self.went_on)
        return field

    def _on_picked(self, value: object) -> None:
        sender = self.sender()
        if sender is not None:
            self.picked.emit(str(sender.property("field")), value)

    def _on_outline(self, value: object) -> None:
        if value is Outline.FREE:
            self.canvas_wanted.emit()  # it is drawn there; until it is, the outline measured stays
        self.picked.emit("outline", value)

    def _on_typed(self, path: str, text: str) -> None:
        self.typed.emit(path.rpartition(".")[2], text)


def _beside(*parts: QWidget, focus: QWidget | None = None) -> QWidget:
    both = QWidget()
    line = QHBoxLayout(both)
    line.setContentsMargins(0, 0, 0, 0)
    line.setSpacing(6)
    for part in parts:
        is_field = isinstance(part, QuantityField)  # which may grow downwards by the sentence that refuses it
        line.addWidget(part, 0, Qt.AlignmentFlag.AlignTop if is_field else Qt.AlignmentFlag.AlignVCenter)
    line.addStretch(1)
    first = focus or parts[0]
    both.setFocusProxy(first.focusProxy() or first)
    return both
