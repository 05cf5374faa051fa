"""The examination: height, weight and what follows from them, blood pressure, girths, skin type."""

from functools import partial
from typing import Final

from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QHBoxLayout, QPushButton, QWidget
from typing_extensions import override

from meso_desktop.domain.consultation import Step
from meso_desktop.domain.errors import UserError
from meso_desktop.domain.examination import SkinType
from meso_desktop.domain.quantity import Length, Unit
from meso_desktop.ui.consultation.examination_edits import accepted, examination_change, examined, refused, typed_units
from meso_desktop.ui.consultation.measures_row import MeasuresRow
from meso_desktop.ui.consultation.quantity_field import QuantityField
from meso_desktop.ui.consultation.step_page import StepPage
from meso_desktop.ui.consultation.workplace import Workplace
from meso_desktop.ui.theme import Role, hairline, label

GIRTH_SITES: Final = (
    "waist", "hips", "abdomen", "neck", "upper_arm_left", "upper_arm_right", "thigh_left", "thigh_right", "knee_left", "knee_right",
)


class ExaminationPage(StepPage):
    """Fields at the left, what follows from them at the right of each."""

    step = Step.EXAMINATION

    def __init__(self, desk: Workplace, parent: QWidget | None = None) -> None:
        """Build the page in the units of the clinic."""
        super().__init__(desk, parent)
        self._units = typed_units(desk.editor.document.clinic.units)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(10)
        self._grid.setColumnMinimumWidth(0, 132)
        self._grid.setColumnStretch(2, 1)
        self._quantities: dict[str, QuantityField] = {}
        self._build_body()
        self._build_pressure()
        self._build_girths()
        self._build_skin()
        self.body.addLayout(self._grid)
        self.body.addStretch(1)

    @override
    def refresh(self) -> None:
        super().refresh()
        examination = self.document.examination
        self._show("examination.height", _typed(examination.height))
        self._show("examination.weight", "" if examination.weight is None else examination.weight.typed)
        self._show("examination.systolic", _whole(examination.systolic_mmhg))
        self._show("examination.diastolic", _whole(examination.diastolic_mmhg))
        for site in GIRTH_SITES:
            girth = next((g.length for g in examination.girths if g.site == site), None)
            self._show(f"examination.girth.{site}", _typed(girth))
        self._skin_group.setExclusive(False)
        for skin_type, button in self._skin.items():
            button.setChecked(examination.skin_type is skin_type)
        self._skin_group.setExclusive(True)
        self.measures.show_measures(self.desk.editor.assessment.measures)

    def _show(self, path: str, text: str) -> None:
        field = self._quantities[path]
        typed = self.refused_text(path)
        if typed is None:
            field.show_value(text)
            return
        field.show_value(typed, refusal=self._refusal(path, typed))

    def _refusal(self, path: str, text: str) -> str:
        try:
            examination_change(path, text, units=self._units)
        except UserError as error:
            return self.sentence(error)
        return ""

    def _build_body(self) -> None:
        unit_text = {Unit.CM: self.tr("cm"), Unit.IN: self.tr("in"), Unit.KG: self.tr("kg"), Unit.LB: self.tr("lb")}
        self._unit_text = unit_text
        self._row(self.tr("Height"), self._quantity("examination.height", self.tr("Height"), unit_text[self._units.length]))
        self._row(self.tr("Weight"), self._quantity("examination.weight", self.tr("Weight"), unit_text[self._units.mass]))
        self.measures = MeasuresRow(wording=self.desk.wording)
        self._row(self.tr("Body-mass index"), self.measures)
        self._line()

    def _build_pressure(self) -> None:
        both = QWidget()
        line = QHBoxLayout(both)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(8)
        line.addWidget(self._quantity("examination.systolic", self.tr("Systolic blood pressure"), "/", width=64))
        line.addWidget(self._quantity("examination.diastolic", self.tr("Diastolic blood pressure"), self.tr("mmHg"), width=64))
        line.addStretch(1)
        self._row(self.tr("Blood pressure"), both)
        self._line()

    def _build_girths(self) -> None:
        unit = self._unit_text[self._units.length]
        sites = QWidget()
        grid = QGridLayout(sites)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(8)
        for place, site in enumerate(GIRTH_SITES):
            name = self.desk.wording.term(f"girth.{site}")
            field = self._quantity(f"examination.girth.{site}", self.tr("Girth: %1").replace("%1", name), unit, width=80)
            caption = label(name, Role.MUTED, is_wrapped=False)
            caption.setBuddy(field)
            grid.addWidget(caption, place // 2, 2 * (place % 2))
            grid.addWidget(field, place // 2, 2 * (place % 2) + 1)
        grid.setColumnStretch(1, 1)
        grid.setColumnStretch(3, 1)
        self._row(self.tr("Girths"), sites)
        self._line()

    def _build_skin(self) -> None:
        types = QWidget()
        line = QHBoxLayout(types)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(0)
        self._skin_group = QButtonGroup(self)
        self._skin: dict[SkinType, QPushButton] = {}
        for place, skin_type in enumerate(SkinType):
            button = QPushButton(skin_type.name)
            button.setCheckable(True)
            button.setProperty("segment", "true")
            button.setProperty("place", {0: "first", len(SkinType) - 1: "last"}.get(place, "middle"))
            button.setObjectName(f"skin_type_{skin_type.value}")
            button.setToolTip(self.desk.wording.term(f"skin_type.{skin_type.value}"))
            button.setAccessibleName(self.tr("Skin type %1").replace("%1", skin_type.name))
            button.setMinimumWidth(52)
            self._skin_group.addButton(button, skin_type.value)
            self._skin[skin_type] = button
            line.addWidget(button)
        line.addStretch(1)
        types.setFocusProxy(self._skin[SkinType.I])
        self._skin_group.idClicked.connect(self._on_skin)
        self._register("examination.skin_type", self._skin[SkinType.I])
        self._row(self.tr("Skin type (Fitzpatrick)"), types)

    def _row(self, name: str, widget: QWidget) -> None:
        row = self._grid.rowCount()
        caption = label(name, Role.LABEL)
        caption.setBuddy(widget)
        self._grid.addWidget(caption, row, 0, Qt.AlignmentFlag.AlignVCenter)
        self._grid.addWidget(widget, row, 1, 1, 2)

    def _line(self) -> None:
        self._grid.addWidget(hairline(), self._grid.rowCount(), 0, 1, 3)

    def _quantity(self, path: str, name: str, unit: str, *, width: int = 96) -> QuantityField:
        field = QuantityField(path, name=name, unit=unit, width=width)
        field.typed.connect(self._on_typed)
        field.went_on.connect(self.went_on)
        field.left.connect(self.desk.editor.end_merge)
        self._quantities[path] = field
        self._register(path, field.edit)
        return field

    def _on_typed(self, path: str, text: str) -> None:
        try:
            change = examination_change(path, text, units=self._units)
        except UserError:
            emptied = examination_change(path, "", units=self._units)
            self.edit(partial(refused, path=path, text=text, emptied=emptied), merge_key=path)
        else:
            self.edit(partial(accepted, path=path, change=change), merge_key=path)

    def _on_skin(self, number: int) -> None:
        chosen = SkinType(number)
        value = None if self.document.examination.skin_type is chosen else chosen
        self.edit(partial(examined, change=partial(replace, skin_type=value)))


def _typed(value: Length | None) -> str:
    return "" if value is None else value.typed


def _whole(value: int | None) -> str:
    return "" if value is None else str(value)
