"""The list of earlier treatments, here or elsewhere, each a short row that may be filled in part."""

import re
from datetime import date
from decimal import Decimal
from typing import Final

from msgspec.structs import replace
from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QFrame, QHBoxLayout, QLabel, QLineEdit, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from meso_desktop.domain.errors import UserError
from meso_desktop.domain.history import EarlierTreatment, TreatedOn
from meso_desktop.domain.message import message
from meso_desktop.domain.quantity import volume_ml
from meso_desktop.ui.consultation.quantity_field import QuantityField
from meso_desktop.ui.painted import ChoiceBox
from meso_desktop.ui.theme import Role, set_role
from meso_desktop.ui.typed_day import DayOrder, day_as_typed, example, typed_day

_LEAST_LETTERS: Final = 5  # the row stands beside the sections in a window of 1024
_YEAR: Final = re.compile(r"(\d{4})")
_MONTH: Final = re.compile(r"(\d{1,2})[/.\- ](\d{4})")


def read_treated_on(text: str, *, order: DayOrder) -> TreatedOn | None:
    """Return the year, month or day typed as 2024, 5/2024 or a day in `order`; raises UserError when it is none."""
    cleaned = text.strip()
    if not cleaned:
        return None
    try:
        if found := _YEAR.fullmatch(cleaned):
            return TreatedOn(year=int(found[1]))
        if found := _MONTH.fullmatch(cleaned):
            return TreatedOn(year=int(found[2]), month=int(found[1]))
        day = typed_day(cleaned, order=order)
        return TreatedOn(year=day.year, month=day.month, day=day.day)
    except (ValueError, UserError) as error:
        raise UserError(message("consultation.treated_on_unreadable", typed=cleaned, example=example(order))) from error


def treated_on_text(when: TreatedOn | None, *, order: DayOrder) -> str:
    """Return when a treatment was, as it is typed."""
    if when is None:
        return ""
    if when.month is None:
        return str(when.year)
    if when.day is None:
        return f"{when.month:02d}/{when.year}"
    return day_as_typed(date(when.year, when.month, when.day), order=order)


def read_session_number(text: str) -> int | None:
    """Return the number of a session, 1 to 99; raises UserError when it is none."""
    cleaned = text.strip()
    if not cleaned:
        return None
    if not cleaned.isdecimal() or not 1 <= int(cleaned) <= 99:  # noqa: PLR2004  # two digits
        raise UserError(message("consultation.session_number_unreadable", typed=cleaned))
    return int(cleaned)


def read_volume(text: str) -> Decimal | None:
    """Return the millilitres typed, None for an empty field; raises UserError."""
    return volume_ml(text) if text.strip() else None


class EarlierTreatmentRow(QFrame):
    """One earlier treatment: product or not known, area, when, mL, session, reaction, here or elsewhere."""

    picked = Signal(int, object)
    typed = Signal(int, str, str)
    removed = Signal(int)
    left = Signal()

    def __init__(
        self, place: int, *, products: dict[str, str], areas: dict[str, str], day_order: DayOrder, parent: QWidget | None = None,
    ) -> None:
        """Build the row that shows the treatment at `place` of the list."""
        super().__init__(parent)
        self._place = place
        self._shown: EarlierTreatment | None = None
        set_role(self, Role.CARD)
        self.product = _combo(self.tr("Product"), {"": self.tr("Product not known"), **products})
        self.area = _combo(self.tr("Area"), {"": self.tr("Area not known"), **areas})
        self.where = _combo(self.tr("Where"), {"elsewhere": self.tr("Elsewhere"), "here": self.tr("Here")})
        self.when = self._quantity("treated_on", self.tr("When"), "", 96)
        self.when.set_placeholder(self.tr("2024, 5/2024, %1").replace("%1", example(day_order)))
        self.volume = self._quantity("volume", self.tr("Volume"), self.tr("mL"), 56)
        self.session = self._quantity("session", self.tr("Session number"), "", 56)
        self.session.set_placeholder(self.tr("1, 2 …"))
        self.reaction = QLineEdit()
        self.reaction.setAccessibleName(self.tr("Reaction"))
        self.reaction.setPlaceholderText(self.tr("Reaction, if there was one"))
        self.remove = QPushButton(self.tr("Remove"))
        set_role(self.remove, Role.QUIET)
        self._lay_out()
        for combo in (self.product, self.area, self.where):
            combo.activated.connect(self._on_picked)
        self.reaction.textEdited.connect(self._on_reaction)
        self.remove.clicked.connect(self._on_remove)

    @property
    def quantities(self) -> tuple[QuantityField, ...]:
        """The fields that may refuse what is typed."""
        return (self.when, self.volume, self.session)

    def show_treatment(self, treatment: EarlierTreatment) -> None:
        """Show a treatment; the quantities are shown by the page, which knows what was refused."""
        self._shown = treatment
        _select(self.product, treatment.product or "")
        _select(self.area, treatment.area or "")
        _select(self.where, "elsewhere" if treatment.is_elsewhere else "here")
        if self.reaction.text() != treatment.reaction:
            self.reaction.setText(treatment.reaction)

    def _quantity(self, name: str, label: str, unit: str, width: int) -> QuantityField:
        field = QuantityField(f"earlier_treatment.{self._place}.{name}", name=label, unit=unit, width=width)
        field.typed.connect(self._on_typed)
        field.left.connect(self.left)
        return field

    def _lay_out(self) -> None:
        session = QLabel(self.tr("Session"))
        session.setTextFormat(Qt.TextFormat.PlainText)
        set_role(session, Role.MUTED)
        session.setBuddy(self.session)
        lines: tuple[tuple[QWidget, ...], ...] = (
            (self.product, self.area), (self.where, self.when, self.volume), (session, self.session, self.reaction, self.remove),
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 8, 8, 8)
        column.setSpacing(6)
        for widgets in lines:
            line = QHBoxLayout()
            line.setSpacing(8)
            for widget in widgets:
                line.addWidget(widget, 1 if widget in (self.product, self.area, self.where, self.reaction) else 0)
            column.addLayout(line)

    def _on_picked(self) -> None:
        if self._shown is not None:
            self.picked.emit(self._place, replace(
                self._shown,
                product=self.product.currentData() or None,
                area=self.area.currentData() or None,
                is_elsewhere=self.where.currentData() == "elsewhere",
            ))

    def _on_typed(self, path: str, text: str) -> None:
        self.typed.emit(self._place, path.rpartition(".")[2], text)

    def _on_reaction(self, text: str) -> None:
        self.typed.emit(self._place, "reaction", text)

    def _on_remove(self) -> None:
        self.removed.emit(self._place)


class EarlierTreatmentList(QWidget):
    """The rows and the way to add one."""

    added = Signal()

    def __init__(self, *, products: dict[str, str], areas: dict[str, str], day_order: DayOrder, parent: QWidget | None = None) -> None:
        """Build an empty list."""
        super().__init__(parent)
        self._day_order = day_order
        self._products, self._areas = products, areas
        self.rows: list[EarlierTreatmentRow] = []
        self.add = QPushButton(self.tr("Add an earlier treatment"))
        self.add.setObjectName("add_earlier_treatment")
        self._list = QVBoxLayout()
        self._list.setSpacing(8)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(32, 0, 4, 8)
        whole.setSpacing(8)
        whole.addLayout(self._list)
        whole.addWidget(self.add, 0, Qt.AlignmentFlag.AlignLeft)
        self.add.clicked.connect(self._on_add)

    def show_rows(self, treatments: tuple[EarlierTreatment, ...]) -> list[EarlierTreatmentRow]:
        """Show the treatments in place; returns the rows made for it."""
        made: list[EarlierTreatmentRow] = []
        while len(self.rows) < len(treatments):
            row = EarlierTreatmentRow(len(self.rows), products=self._products, areas=self._areas, day_order=self._day_order)
            self.rows.append(row)
            made.append(row)
            self._list.addWidget(row)
        for place, row in enumerate(self.rows):
            row.setVisible(place < len(treatments))
            if place < len(treatments):
                row.show_treatment(treatments[place])
        return made

    def _on_add(self) -> None:
        self.added.emit()


def _combo(name: str, entries: dict[str, str]) -> QComboBox:
    combo = ChoiceBox()
    combo.setAccessibleName(name)
    for key, text in entries.items():
        combo.addItem(text, key)
    combo.setMinimumContentsLength(_LEAST_LETTERS)
    combo.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
    combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    return combo


def _select(combo: QComboBox, key: str) -> None:
    index = combo.findData(key)
    if index != combo.currentIndex():
        combo.setCurrentIndex(index)
