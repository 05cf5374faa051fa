"""One target's line of the plan: protocol, preparation, figures and what follows from them; closed, one line that sums it up."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QStandardItemModel
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from meso_desktop.domain.areas import TargetArea
from meso_desktop.domain.assessment import LineEstimate
from meso_desktop.domain.ids import TargetId
from meso_desktop.domain.plan import PlanLine
from meso_desktop.domain.protocols import CountedBy, Protocol
from meso_desktop.knowledge.wording import Wording
from meso_desktop.ui.consultation.date_field import DateField
from meso_desktop.ui.consultation.figure_row import FigureRow
from meso_desktop.ui.consultation.folding_card import FoldingCard
from meso_desktop.ui.consultation.line_results import LineResults
from meso_desktop.ui.consultation.quantity_field import QuantityField
from meso_desktop.ui.painted import ChoiceBox
from meso_desktop.ui.theme import Role, button, hairline, label
from meso_desktop.ui.typed_day import DayOrder


@dataclass(frozen=True, kw_only=True)
class Choice:
    """An entry of a chooser; `why_not` says why it cannot be chosen."""

    key: str
    text: str
    why_not: str = ""


class LineCard(FoldingCard):
    """Shows one target with its line, and emits what the doctor changes; without a line it offers the protocols."""

    protocol_picked = Signal(object, str)
    preparation_picked = Signal(object, str)
    typed = Signal(object, str, str)
    date_typed = Signal(object, int, str)
    removed = Signal(object)
    left = Signal()
    went_on = Signal()

    def __init__(self, target_id: TargetId, *, wording: Wording, day_order: DayOrder, parent: QWidget | None = None) -> None:
        """Build an empty card."""
        super().__init__(target_id, parent)
        self._target_id = target_id
        self._wording = wording
        self._shown_choices: tuple[tuple[Choice, ...], tuple[Choice, ...]] | None = None
        self._build(day_order)
        self._connect()

    @property
    def quantities(self) -> dict[str, QuantityField]:
        """The fields for figures by name."""
        return self.figures.quantities

    @property
    def dates(self) -> list[DateField]:
        """The fields for the days of the sessions."""
        return self.results.dates

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

    def show_estimate(self, estimate: LineEstimate | None, line: PlanLine | None, target: TargetArea, protocol: Protocol | None) -> None:
        """Show what follows from the figures, or that there is no line yet."""
        self._off_label.setProperty("holds", estimate is not None and estimate.is_off_label)
        if estimate is None or line is None:
            return
        self.figures.show_counted(is_by_point=protocol is None or protocol.counted_by is CountedBy.POINT)
        self.results.show_estimate(estimate, line, target)
        named = self._wording.term(f"protocol.{line.protocol}")
        self._summary.setText("  ·  ".join(part for part in (named, self.results.in_words(estimate)) if part))

    def show_open(self, *, is_open: bool, has_line: bool) -> None:
        """Show the whole line, or the one that sums it up; a target without a line offers its protocols either way."""
        self.set_open(is_open or not has_line)
        is_whole = is_open and has_line
        has_choices = self.protocol.count() > 0
        self._facts.setVisible(is_whole or not has_line)
        self._summary.setVisible(has_line and not is_open)
        self.protocol.setVisible(has_choices and (is_whole or not has_line))
        self.preparation.setVisible(is_whole)
        self._none.setVisible(not has_choices)
        self._off_label.setVisible(is_whole and bool(self._off_label.property("holds")))
        self._inside.setVisible(is_whole)
        self.remove.setVisible(is_whole)
        self.setAccessibleName(f"{self._name.text()}: {self._summary.text() if has_line else self._facts.text()}")

    def _build(self, day_order: DayOrder) -> None:
        self._name = label("", Role.STRONG, is_wrapped=False)
        self._facts = label("", Role.MUTED)
        self._summary = label("", Role.SMALL)
        self.remove = button(self.tr("Clear"), Role.QUIET)
        self.remove.setAccessibleName(self.tr("Take this line off the plan"))
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(self._name)
        head.addWidget(self._facts, 1)
        head.addWidget(self._summary, 1)
        head.addWidget(self.remove)
        self.protocol = _chooser(self.tr("Protocol"))
        self.preparation = _chooser(self.tr("Preparation"))
        self._none = label(self.tr("No protocol of the pack fits this area and aim."), Role.MUTED)
        choosers = QHBoxLayout()
        choosers.setSpacing(8)
        choosers.addWidget(self.protocol, 3)
        choosers.addWidget(self.preparation, 2)
        self._off_label = label(self.tr("Off-label: a labelled product outside its labelled area. Said on plan and consent."), Role.WARN)
        self.figures = FigureRow()
        self.results = LineResults(wording=self._wording, day_order=day_order)
        self._inside = QWidget()
        column = QVBoxLayout(self._inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self.figures)
        column.addWidget(hairline())
        column.addWidget(self.results)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(12, 6, 12, 6)
        whole.setSpacing(6)
        whole.addLayout(head)
        whole.addWidget(self._none)
        whole.addLayout(choosers)
        whole.addWidget(self._off_label)
        whole.addWidget(self._inside)
        self.setMinimumHeight(36)

    def _connect(self) -> None:
        self.protocol.activated.connect(self._on_protocol)
        self.preparation.activated.connect(self._on_preparation)
        self.remove.clicked.connect(self._on_remove)
        self.figures.typed.connect(self._on_typed)
        self.figures.left.connect(self.left)
        self.figures.went_on.connect(self.went_on)
        self.results.date_typed.connect(self._on_date)
        self.results.left.connect(self.left)

    def _on_protocol(self) -> None:
        self.protocol_picked.emit(self._target_id, str(self.protocol.currentData()))

    def _on_preparation(self) -> None:
        self.preparation_picked.emit(self._target_id, str(self.preparation.currentData()))

    def _on_typed(self, name: str, text: str) -> None:
        self.typed.emit(self._target_id, name, text)

    def _on_date(self, number: int, text: str) -> None:
        self.date_typed.emit(self._target_id, number, text)

    def _on_remove(self) -> None:
        self.removed.emit(self._target_id)


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
