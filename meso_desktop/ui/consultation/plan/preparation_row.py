"""One product of a preparation that is composed: its volume, and the strength of each ingredient as the vial says it."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget
from typing_extensions import override

from meso_desktop.domain.begun_preparation import TypedPart
from meso_desktop.domain.errors import UserError
from meso_desktop.domain.products import Product, Strength
from meso_desktop.knowledge.wording import Wording
from meso_desktop.ui.consultation.plan.preparation_draft import read_strength, read_volume
from meso_desktop.ui.consultation.plan.preparation_figure import PreparationFigure
from meso_desktop.ui.elided_label import plain_tip
from meso_desktop.ui.icons import icon
from meso_desktop.ui.palette import roles_of
from meso_desktop.ui.preparation_words import short_name
from meso_desktop.ui.theme import Role, label, set_role

VOLUME_WIDTH = 108
STRENGTH_WIDTH = 250
_CROSS = 14


class PreparationRow(QWidget):
    """Shows one product; emits `changed` as it is typed on, `left` by a field, `went_on` at Enter in the last, `removed` to go."""

    changed = Signal()
    removed = Signal()
    went_on = Signal()
    left = Signal()

    def __init__(self, product: Product, *, wording: Wording, needs_strength: Callable[[str], bool], parent: QWidget | None = None) -> None:
        """Build the row of a product; a strength that `needs_strength` and the pack does not know is asked for."""
        super().__init__(parent)
        self.product = product
        self._wording = wording
        self._needs = needs_strength
        self.strengths: dict[str, PreparationFigure] = {}
        self._build()

    @property
    def typed(self) -> TypedPart:
        """What stands in the row."""
        return TypedPart(
            product=self.product.id, volume=self.volume.text, strengths={name: field.text for name, field in self.strengths.items()},
        )

    def show_typed(self, typed: TypedPart) -> None:
        """Put text into the fields."""
        self.volume.show_text(typed.volume)
        for name, field in self.strengths.items():
            field.show_text(typed.strengths.get(name, ""))
        self._judge(asks=False)

    def complain(self) -> QWidget | None:
        """Say what is wrong with the row, and return the first field that is."""
        self._judge(asks=True)
        self._say()
        return next((field.edit for field in self._fields() if field.refusal), None)

    @override
    def changeEvent(self, event: QEvent) -> None:
        """Draw the cross again in another scheme."""
        super().changeEvent(event)
        if event.type() in {QEvent.Type.PaletteChange, QEvent.Type.StyleChange}:
            self._draw_cross()

    def _fields(self) -> list[PreparationFigure]:
        return [self.volume, *self.strengths.values()]

    def _build(self) -> None:
        name = self._wording.term(f"product.{self.product.id}")
        self._name = label(short_name(self.product.id, self._wording), Role.SMALL)
        self._name.setToolTip(plain_tip(name))
        self._name.setMinimumHeight(36)
        self._name.setMinimumWidth(80)
        self.volume = PreparationFigure(name=self.tr("%1, volume").replace("%1", name), unit=self.tr("mL"))
        self.volume.setFixedWidth(VOLUME_WIDTH)
        self.remove = set_role(QPushButton(), Role.QUIET)
        self.remove.setIconSize(QSize(_CROSS, _CROSS))
        self.remove.setFixedSize(32, 32)
        self.remove.setAccessibleName(self.tr("Take out %1").replace("%1", name))
        self.remove.setToolTip(self.tr("Take out of the preparation"))
        self._draw_cross()
        beside = QWidget()
        beside.setFixedWidth(STRENGTH_WIDTH)
        given = QVBoxLayout(beside)
        given.setContentsMargins(0, 0, 0, 0)
        given.setSpacing(4)
        for strength in self.product.ingredients:
            given.addWidget(self._build_strength(strength, product_name=name))
        line = QHBoxLayout()
        line.setSpacing(12)
        line.addWidget(self._name, 1, Qt.AlignmentFlag.AlignTop)
        for part in (self.volume, beside, self.remove):
            line.addWidget(part, 0, Qt.AlignmentFlag.AlignTop)
        self._sentence = label("", Role.REFUSAL)
        self._sentence.hide()
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(2)
        whole.addLayout(line)
        whole.addWidget(self._sentence)
        fields = self._fields()
        for field in fields:
            field.typed.connect(self._on_typed)
            field.left.connect(self._on_left)
        for place, field in enumerate(fields):
            following = next((f for f in fields[place + 1:] if f.edit.isEnabled()), None)
            field.went_on.connect(self.went_on if following is None else following.edit.setFocus)
        self.remove.clicked.connect(self.removed)

    def _build_strength(self, strength: Strength, *, product_name: str) -> QWidget:
        words = self._wording.term(f"ingredient.{strength.ingredient}")
        said = self.tr("%1, strength of %2").replace("%1", product_name).replace("%2", words)
        shipped = strength.mg_per_ml
        asked = self.tr("required") if self._needs(strength.ingredient) else self.tr("not known")
        field = PreparationFigure(
            name=said, unit=self.tr("mg/mL %1").replace("%1", words),
            placeholder=asked if shipped is None else self._wording.number(f"{shipped:f}"),
        )
        if self.product.labelled_areas:
            field.set_fixed()
            field.setToolTip(self.tr("Its label sets the strength"))
        self.strengths[strength.ingredient] = field
        return field

    def _draw_cross(self) -> None:
        self.remove.setIcon(icon("close", roles_of(self.palette()).colour("muted"), size=_CROSS))

    def _on_typed(self) -> None:
        """Take back what was said once it is mended; what is on its way is not scolded."""
        if any(field.refusal for field in self._fields()):
            self._judge(asks=False)
            self._say()
        self.changed.emit()

    def _on_left(self) -> None:
        self._judge(asks=False)
        self._say()
        self.left.emit()

    def _judge(self, *, asks: bool) -> None:
        """Ask of each field whether it can be read; an empty volume is wrong only when it is asked for."""
        for field in self._fields():
            is_volume = field is self.volume
            field.judge(self._refusal(field.text, is_volume=is_volume) if field.text.strip() or (asks and is_volume) else "")

    def _say(self) -> None:
        """Say under the row what is wrong with it."""
        text = next((field.refusal for field in self._fields() if field.refusal), "")
        self._sentence.setText(text)
        self._sentence.setVisible(bool(text))

    def _refusal(self, text: str, *, is_volume: bool) -> str:
        try:
            if is_volume:
                read_volume(text)
            else:
                read_strength(text)
        except UserError as error:
            return self._wording.text(error.message)
        return ""
