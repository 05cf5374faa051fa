"""The examination: height, weight and what follows from them, blood pressure, girths, skin type."""

from collections.abc import Callable
from functools import partial
from typing import Final

from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QHBoxLayout, QPushButton, QVBoxLayout, QWidget
from typing_extensions import override

from meso_desktop.domain import edits
from meso_desktop.domain.consultation import Consultation, Step
from meso_desktop.domain.errors import UserError
from meso_desktop.domain.examination import Examination, Girth, SkinType
from meso_desktop.domain.message import message
from meso_desktop.domain.people import Units
from meso_desktop.domain.quantity import BODY_HEIGHT_CM, GIRTH_CM, Length, Unit, length, mass
from meso_desktop.ui.consultation.quantity_field import QuantityField
from meso_desktop.ui.consultation.step_page import StepPage
from meso_desktop.ui.consultation.workplace import Workplace
from meso_desktop.ui.theme import Role, hairline, label

GIRTH_SITES: Final = (
    "waist", "hips", "abdomen", "neck", "upper_arm_left", "upper_arm_right", "thigh_left", "thigh_right", "knee_left", "knee_right",
)
_MMHG_LOW: Final = 30
_MMHG_HIGH: Final = 300


def read_mmhg(text: str) -> int | None:
    """Return a blood pressure in mmHg, None for an empty field; raises UserError."""
    cleaned = text.strip()
    if not cleaned:
        return None
    if not cleaned.isascii() or not cleaned.isdecimal() or not _MMHG_LOW <= int(cleaned) <= _MMHG_HIGH:
        raise UserError(message("consultation.mmhg_unreadable", typed=cleaned, low=_MMHG_LOW, high=_MMHG_HIGH))
    return int(cleaned)


class ExaminationPage(StepPage):
    """Fields at the left, what follows from them at the right of each."""

    step = Step.EXAMINATION

    def __init__(self, desk: Workplace, parent: QWidget | None = None) -> None:
        """Build the page in the units of the clinic."""
        super().__init__(desk, parent)
        is_imperial = desk.editor.document.clinic.units is Units.IMPERIAL
        self._length_unit = Unit.IN if is_imperial else Unit.CM
        self._mass_unit = Unit.LB if is_imperial else Unit.KG
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
        self._show_measures()

    def _show(self, path: str, text: str) -> None:
        field = self._quantities[path]
        refused = self.refused_text(path)
        if refused is None:
            field.show_value(text)
            return
        field.show_value(refused, refusal=self._refusal(path, refused))

    def _refusal(self, path: str, text: str) -> str:
        try:
            self._change(path, text)
        except UserError as error:
            return self.sentence(error)
        return ""

    def _show_measures(self) -> None:
        measures = self.desk.editor.assessment.measures
        words = self.desk.wording
        if measures.bmi is None:
            self.bmi.setText("–")
            self.band.setText(self.tr("Needs height and weight"))
        else:
            self.bmi.setText(words.number(f"{measures.bmi:f}"))
            self.band.setText(words.term(f"bmi_band.{measures.bmi_band}") if measures.bmi_band else "")
        if measures.over_ideal_percent is not None and measures.ideal_weight_kg is not None:
            sign = "+" if measures.over_ideal_percent >= 0 else "−"
            self.ideal.setText(f"{sign}{words.number(f'{abs(measures.over_ideal_percent):.1f}')} %")
            ideal = self.tr("from ideal weight, %1 kg (Devine)").replace("%1", words.number(f"{measures.ideal_weight_kg:f}"))
            self.why_ideal.setText(ideal)
        else:
            self.ideal.setText("–")
            reason = words.text(measures.no_ideal_weight) if measures.no_ideal_weight else self.tr("Distance from ideal weight")
            self.why_ideal.setText(reason)

    def _build_body(self) -> None:
        unit_text = {Unit.CM: self.tr("cm"), Unit.IN: self.tr("in"), Unit.KG: self.tr("kg"), Unit.LB: self.tr("lb")}
        self._unit_text = unit_text
        self._row(self.tr("Height"), self._quantity("examination.height", self.tr("Height"), unit_text[self._length_unit]))
        self._row(self.tr("Weight"), self._quantity("examination.weight", self.tr("Weight"), unit_text[self._mass_unit]))
        figures = QWidget()
        line = QHBoxLayout(figures)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(32)
        self.bmi, self.band = label("", Role.HEADING, is_wrapped=False), label("", Role.MUTED)
        self.ideal, self.why_ideal = label("", Role.HEADING, is_wrapped=False), label("", Role.MUTED)
        for figure, words, stretch in ((self.bmi, self.band, 0), (self.ideal, self.why_ideal, 1)):
            column = QVBoxLayout()
            column.setSpacing(0)
            column.addWidget(figure)
            words.setMinimumWidth(150)
            column.addWidget(words)
            line.addLayout(column, stretch)
        self._row(self.tr("Body-mass index"), figures)
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
        unit = self._unit_text[self._length_unit]
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
            change = self._change(path, text)
        except UserError:
            self.edit(partial(_refused, path=path, text=text, emptied=self._change(path, "")), merge_key=path)
        else:
            self.edit(partial(_accepted, path=path, change=change), merge_key=path)

    def _change(self, path: str, text: str) -> Callable[[Examination], Examination]:
        """Return what the text does to the examination; raises UserError when it is refused."""
        cleaned = text.strip()
        match path.split(".")[1:]:
            case ["height"]:
                height = length(cleaned, self._length_unit, bounds=BODY_HEIGHT_CM) if cleaned else None
                return partial(replace, height=height)
            case ["weight"]:
                return partial(replace, weight=mass(cleaned, self._mass_unit) if cleaned else None)
            case ["systolic"]:
                return partial(replace, systolic_mmhg=read_mmhg(cleaned))
            case ["diastolic"]:
                return partial(replace, diastolic_mmhg=read_mmhg(cleaned))
            case ["girth", site]:
                girth = length(cleaned, self._length_unit, bounds=GIRTH_CM) if cleaned else None
                return partial(_with_girth, site=site, girth=girth)
            case other:
                raise AssertionError(other)

    def _on_skin(self, number: int) -> None:
        chosen = SkinType(number)
        value = None if self.document.examination.skin_type is chosen else chosen
        self.edit(partial(_examined, change=partial(replace, skin_type=value)))


def _examined(document: Consultation, change: Callable[[Examination], Examination]) -> Consultation:
    return edits.set_examination(document, change(document.examination))


def _accepted(document: Consultation, path: str, change: Callable[[Examination], Examination]) -> Consultation:
    return edits.accept_entry(_examined(document, change), path)


def _refused(document: Consultation, path: str, text: str, emptied: Callable[[Examination], Examination]) -> Consultation:
    return edits.refuse_entry(_examined(document, emptied), field=path, text=text)


def _with_girth(examination: Examination, site: str, girth: Length | None) -> Examination:
    kept = tuple(g for g in examination.girths if g.site != site)
    return replace(examination, girths=kept if girth is None else (*kept, Girth(site=site, length=girth)))


def _typed(value: Length | None) -> str:
    return "" if value is None else value.typed


def _whole(value: int | None) -> str:
    return "" if value is None else str(value)
