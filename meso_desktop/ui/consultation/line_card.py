"""One target's line of the plan: protocol, preparation, figures, what follows from them, and how that came about."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QStandardItemModel
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from meso_desktop.domain.areas import TargetArea
from meso_desktop.domain.assessment import LineEstimate
from meso_desktop.domain.ids import TargetId
from meso_desktop.domain.knowledge import CountedBy, Protocol, Span
from meso_desktop.domain.plan import PlanLine
from meso_desktop.knowledge.wording import Wording
from meso_desktop.ui.consultation.date_field import DateField, day_in_words
from meso_desktop.ui.consultation.disclosure import Disclosure
from meso_desktop.ui.consultation.grid_picture import GridPicture
from meso_desktop.ui.consultation.quantity_field import QuantityField
from meso_desktop.ui.fonts import font
from meso_desktop.ui.painted import ChoiceBox
from meso_desktop.ui.theme import Role, button, hairline, label, set_role
from meso_desktop.ui.typed_day import DayOrder

FIGURES = ("spacing_cm", "volume_per_point_ml", "volume_ml", "sessions", "interval_days")


@dataclass(frozen=True, kw_only=True)
class Choice:
    """An entry of a chooser; `why_not` says why it cannot be chosen."""

    key: str
    text: str
    why_not: str = ""


class LineCard(QFrame):
    """Shows one target with its line, and emits what the doctor changes."""

    protocol_picked = Signal(object, str)
    preparation_picked = Signal(object, str)
    typed = Signal(object, str, str)
    date_typed = Signal(object, int, str)
    removed = Signal(object)
    left = Signal()
    went_on = Signal()

    def __init__(self, target_id: TargetId, *, wording: Wording, day_order: DayOrder, parent: QWidget | None = None) -> None:
        """Build an empty card."""
        super().__init__(parent)
        self._target_id = target_id
        self._wording = wording
        self._day_order = day_order
        self._shown_choices: tuple[tuple[Choice, ...], tuple[Choice, ...]] | None = None
        self.quantities: dict[str, QuantityField] = {}
        self.dates: list[DateField] = []
        set_role(self, Role.CARD)
        self._build()

    def show_head(self, target: TargetArea, *, name: str, facts: str) -> None:
        """Show which area this is."""
        self._name.setText(name)
        self._facts.setText(facts)
        self.setObjectName(f"line_{target.area}")

    def show_choices(self, protocols: Sequence[Choice], preparations: Sequence[Choice], *, line: PlanLine | None) -> None:
        """Show what may be chosen here; what cannot be is there, disabled, with its reason."""
        choices = (tuple(protocols), tuple(preparations))
        if choices != self._shown_choices:
            self._shown_choices = choices
            _fill(self.protocol, protocols)
            _fill(self.preparation, preparations)
        _select(self.protocol, line.protocol if line else "")
        _select(self.preparation, line.preparation if line else "")
        self.preparation.setVisible(line is not None)
        self._none.setVisible(not protocols)
        self.protocol.setVisible(bool(protocols))
        self._inside.setVisible(line is not None)
        self.remove.setVisible(line is not None)

    def show_estimate(self, estimate: LineEstimate, line: PlanLine, target: TargetArea, protocol: Protocol | None) -> None:
        """Show what follows from the figures."""
        number = self._wording.number
        is_by_point = protocol is None or protocol.counted_by is CountedBy.POINT
        for name, is_shown in (("spacing_cm", is_by_point), ("volume_per_point_ml", is_by_point), ("volume_ml", not is_by_point)):
            self._cells[name].setVisible(is_shown)
        shown = {
            "injections": _whole(estimate.injections), "volume": _decimal(estimate.volume_ml, number, "mL"),
            "vials": _whole(estimate.vials), "sessions": _whole(estimate.sessions.chosen),
        }
        known = [d for d in estimate.doses if d.mg is not None]
        shown["dose"] = ", ".join(_decimal(d.mg, number, "mg") for d in known) or (self.tr("not known") if estimate.doses else "–")
        for name, text in shown.items():
            self._results[name].setText(text)
        self._results["dose"].setToolTip("\n".join(
            f"{self._wording.term(f'ingredient.{d.ingredient}')}: {_decimal(d.mg, number, 'mg')}" for d in estimate.doses
        ))
        self._picture.show_grid(target.extent, line.points)
        self._picture.setVisible(bool(line.points))
        self._off_label.setVisible(estimate.is_off_label)
        self._show_dates(estimate, line)
        self._workings.setText("\n".join(self._wording.text(working) for working in estimate.workings))

    def _show_dates(self, estimate: LineEstimate, line: PlanLine) -> None:
        words = "  ·  ".join(day_in_words(day) for day in estimate.dates) or self.tr("No dates yet")
        self._days.setText(words if line.dates or not estimate.dates else self.tr("Proposed: %1").replace("%1", words))
        while len(self.dates) < len(estimate.dates):
            number = len(self.dates)
            name = self.tr("Session %1").replace("%1", str(number + 1))
            field = DateField(f"line.{line.line_id}.date.{number}", name=name, order=self._day_order)
            field.typed.connect(self._on_date)
            field.left.connect(self.left)
            self.dates.append(field)
            self._date_grid.addWidget(label(name, Role.MUTED), number, 0)
            self._date_grid.addWidget(field, number, 1)
        for number, field in enumerate(self.dates):
            is_shown = number < len(estimate.dates)
            field.setVisible(is_shown)
            item = self._date_grid.itemAtPosition(number, 0)
            caption = item.widget() if item is not None else None
            if caption is not None:
                caption.setVisible(is_shown)

    def _build(self) -> None:
        self._name = label("", Role.STRONG, is_wrapped=False)
        self._facts = label("", Role.MUTED)
        self.remove = button(self.tr("Clear"), Role.QUIET)
        self.remove.setAccessibleName(self.tr("Take this line off the plan"))
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(self._name)
        head.addWidget(self._facts, 1)
        head.addWidget(self.remove)
        self.protocol = _chooser(self.tr("Protocol"))
        self.preparation = _chooser(self.tr("Preparation"))
        self._none = label(self.tr("No protocol of the pack fits this area and aim."), Role.MUTED)
        choosers = QHBoxLayout()
        choosers.setSpacing(8)
        choosers.addWidget(self.protocol, 3)
        choosers.addWidget(self.preparation, 2)
        self._off_label = label(self.tr("Off-label: a labelled product outside its labelled area. Said on plan and consent."), Role.WARN)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(12, 8, 12, 10)
        whole.setSpacing(8)
        whole.addLayout(head)
        whole.addWidget(self._none)
        whole.addLayout(choosers)
        whole.addWidget(self._off_label)
        whole.addWidget(self._build_inside())
        self.protocol.activated.connect(self._on_protocol)
        self.preparation.activated.connect(self._on_preparation)
        self.remove.clicked.connect(self._on_remove)

    def _build_inside(self) -> QWidget:
        self._inside = QWidget()
        column = QVBoxLayout(self._inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self._build_figures())
        column.addWidget(hairline())
        line = QHBoxLayout()
        line.setSpacing(16)
        results = QVBoxLayout()
        results.setSpacing(0)
        results.addWidget(self._build_results())
        line.addLayout(results, 1)
        self._picture = GridPicture()
        line.addWidget(self._picture)
        column.addLayout(line)
        column.setSpacing(6)
        self.change_dates = Disclosure(self.tr("Change the dates"), is_quiet=True)
        self.working = Disclosure(self.tr("How the figures came about"), is_quiet=True)
        openers = QHBoxLayout()
        openers.addWidget(self.working)
        openers.addWidget(self.change_dates)
        openers.addStretch(1)
        results.addStretch(1)
        results.addLayout(openers)
        self._workings = label("", Role.MUTED)
        self._workings.hide()
        column.addWidget(self._workings)
        dates = QWidget()
        self._date_grid = QGridLayout(dates)
        self._date_grid.setContentsMargins(20, 0, 0, 0)
        self._date_grid.setVerticalSpacing(4)
        self._date_grid.setColumnStretch(1, 1)
        dates.hide()
        column.addWidget(dates)
        self.working.opened.connect(self._workings.setVisible)
        self.change_dates.opened.connect(dates.setVisible)
        return self._inside

    def _build_figures(self) -> QWidget:
        names = {
            "spacing_cm": (self.tr("Spacing"), self.tr("cm")), "volume_per_point_ml": (self.tr("Per point"), self.tr("mL")),
            "volume_ml": (self.tr("Volume a session"), self.tr("mL")), "sessions": (self.tr("Sessions"), ""),
            "interval_days": (self.tr("Interval"), self.tr("days")),
        }
        figures = QWidget()
        line = QHBoxLayout(figures)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(12)
        self._cells: dict[str, QWidget] = {}
        self._ranges: dict[str, QLabel] = {}
        self._captions: dict[str, str] = {}
        for name, (text, unit) in names.items():
            field = QuantityField("", name=text, unit=unit, width=84)
            field.setProperty("figure", name)
            field.typed.connect(self._on_typed)
            field.left.connect(self.left)
            field.went_on.connect(self.went_on)
            self.quantities[name] = field
            cell = QWidget()
            column = QVBoxLayout(cell)
            column.setContentsMargins(0, 0, 0, 0)
            column.setSpacing(2)
            caption = label(text, Role.MUTED, is_wrapped=False)
            caption.setBuddy(field)
            self._captions[name] = text
            self._ranges[name] = caption
            column.addWidget(caption)
            column.addWidget(field)
            column.addStretch(1)
            self._cells[name] = cell
            line.addWidget(cell, 1, Qt.AlignmentFlag.AlignTop)
        return figures

    def show_range(self, name: str, text: str) -> None:
        """Show beside the name of a figure what the sources give for it."""
        shown = f"{self._captions[name]}  {text}".rstrip()
        if self._ranges[name].text() != shown:
            self._ranges[name].setText(shown)
            self._ranges[name].setToolTip(self.tr("The range in the sources") if text else "")

    def _build_results(self) -> QWidget:
        names = {
            "injections": self.tr("Injections"), "volume": self.tr("Volume"), "dose": self.tr("Dose"), "vials": self.tr("Vials"),
            "sessions": self.tr("Sessions"),
        }
        results = QWidget()
        column = QVBoxLayout(results)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        line = QHBoxLayout()
        line.setSpacing(16)
        self._results: dict[str, QLabel] = {}
        for name, text in names.items():
            pair = QVBoxLayout()
            pair.setSpacing(0)
            value = label("–", Role.STRONG, is_wrapped=False)
            value.setFont(font(is_tabular=True))
            value.setAccessibleName(text)
            pair.addWidget(value)
            pair.addWidget(label(text, Role.MUTED, is_wrapped=False))
            line.addLayout(pair)
            self._results[name] = value
        line.addStretch(1)
        column.addLayout(line)
        self._days = label("", Role.SMALL)
        column.addWidget(self._days)
        column.addStretch(1)
        return results

    def _on_protocol(self) -> None:
        self.protocol_picked.emit(self._target_id, str(self.protocol.currentData()))

    def _on_preparation(self) -> None:
        self.preparation_picked.emit(self._target_id, str(self.preparation.currentData()))

    def _on_typed(self, path: str, text: str) -> None:
        self.typed.emit(self._target_id, path.rpartition(".")[2], text)

    def _on_date(self, path: str, text: str) -> None:
        self.date_typed.emit(self._target_id, int(path.rpartition(".")[2]), text)

    def _on_remove(self) -> None:
        self.removed.emit(self._target_id)


def span_text(span: Span, wording: Wording) -> str:
    """Return a range as it is written."""
    low, high = wording.number(f"{span.low:f}"), wording.number(f"{span.high:f}")
    return low if span.low == span.high else f"{low}–{high}"


def _chooser(name: str) -> ChoiceBox:
    box = ChoiceBox()
    box.setAccessibleName(name)
    box.setPlaceholderText(name)
    box.setMinimumContentsLength(10)
    box.view().setMinimumWidth(560)
    return box


def _fill(box: ChoiceBox, choices: Sequence[Choice]) -> None:
    box.clear()
    for choice in choices:
        box.addItem(f"{choice.text}  ·  {choice.why_not}" if choice.why_not else choice.text, choice.key)
        model = box.model()
        if choice.why_not and isinstance(model, QStandardItemModel):
            model.item(box.count() - 1).setEnabled(False)
            box.setItemData(box.count() - 1, choice.why_not, Qt.ItemDataRole.ToolTipRole)
    box.setCurrentIndex(-1)


def _select(box: ChoiceBox, key: str) -> None:
    index = box.findData(key) if key else -1
    if index != box.currentIndex():
        box.setCurrentIndex(index)


def _whole(value: int | None) -> str:
    return "–" if value is None else str(value)


def _decimal(value: Decimal | None, number: Callable[[str], str], unit: str) -> str:
    return "–" if value is None else f"{number(f'{value:f}')} {unit}"
