"""One target's line of the plan: protocol, preparation, figures and what follows from them; closed, one line that sums it up."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from meso_desktop.domain.areas import Side, TargetArea
from meso_desktop.domain.assessment import LineEstimate
from meso_desktop.domain.ids import TargetId
from meso_desktop.domain.knowledge import Knowledge
from meso_desktop.domain.plan import PlanLine
from meso_desktop.domain.protocols import CountedBy, Protocol
from meso_desktop.domain.working.proposed import ProposedFigures
from meso_desktop.knowledge.wording import Wording
from meso_desktop.ui.consultation.date_field import DateField
from meso_desktop.ui.consultation.folding_card import FoldingCard
from meso_desktop.ui.consultation.plan.figure_row import FigureRow
from meso_desktop.ui.consultation.plan.line_choosers import LineChoosers
from meso_desktop.ui.consultation.plan.line_results import LineResults
from meso_desktop.ui.consultation.plan.needle_row import NeedleRow
from meso_desktop.ui.consultation.plan.own_mark import OwnMark
from meso_desktop.ui.consultation.quantity_field import QuantityField
from meso_desktop.ui.elided_label import ElidedLabel
from meso_desktop.ui.painted import ChoiceBox
from meso_desktop.ui.theme import Role, button, hairline, label
from meso_desktop.ui.typed_day import DayOrder


class LineCard(FoldingCard):
    """Shows one target with its line, and emits what the doctor changes; without a line it offers the protocols.

    `restored` carries the name of a field whose proposed figure is to hold again, ``dates`` for the days.
    """

    protocol_picked = Signal(object, str)
    preparation_picked = Signal(object, str)
    favourite_wanted = Signal(str, bool)
    typed = Signal(object, str, str)
    restored = Signal(object, str)
    date_typed = Signal(object, int, str)
    working_wanted = Signal(object, object)
    canvas_wanted = Signal(object)
    removed = Signal(object)
    left = Signal()
    went_on = Signal()
    finished = Signal(object)

    def __init__(
        self, target_id: TargetId, *, wording: Wording, knowledge: Knowledge, day_order: DayOrder, parent: QWidget | None = None,
    ) -> None:
        """Build an empty card."""
        super().__init__(target_id, parent)
        self._target_id = target_id
        self._wording = wording
        self._build(knowledge, day_order)
        self._connect()

    @property
    def protocol(self) -> ChoiceBox:
        """The chooser of the protocol."""
        return self.choosers.protocol

    @property
    def preparation(self) -> ChoiceBox:
        """The chooser of the preparation."""
        return self.choosers.preparation

    @property
    def needle(self) -> NeedleRow:
        """Needle, depth and technique."""
        return self.results.needle

    @property
    def quantities(self) -> dict[str, QuantityField]:
        """The fields that are typed into, by name."""
        return self.figures.quantities | self.needle.quantities

    @property
    def marks(self) -> dict[str, OwnMark]:
        """What says below a field that the figure is the doctor's own, by name."""
        return self.figures.marks | self.needle.marks

    @property
    def dates(self) -> list[DateField]:
        """The fields for the days of the sessions."""
        return self.results.days.fields

    def show_head(self, target: TargetArea, *, name: str, facts: str) -> None:
        """Show which area this is."""
        if (self._name.text(), self._facts.text()) != (name, facts):
            self._name.setText(name)
            self._facts.setText(facts)
            self.setObjectName(f"line_{target.area}")

    def show_estimate(
        self, estimate: LineEstimate, line: PlanLine, target: TargetArea, *, protocol: Protocol | None, proposed: ProposedFigures,
    ) -> None:
        """Show what follows from the figures."""
        self.figures.show_counted(is_by_point=protocol is None or protocol.counted_by is CountedBy.POINT)
        self.results.show_estimate(estimate, line, target, protocol=protocol, proposed=proposed)

    def show_summary(self, estimate: LineEstimate | None, line: PlanLine | None, *, side: Side) -> None:
        """Sum the line up, its side first, and say whether it is off-label."""
        self._off_label.setProperty("holds", estimate is not None and estimate.is_off_label)
        if estimate is None or line is None:
            return
        named = self._wording.term(f"protocol.{line.protocol}")
        of_side = "" if side is Side.MIDLINE else self._wording.term(f"side.{side}")
        summary = "  ·  ".join(part for part in (of_side, named, self.results.in_words(estimate)) if part)
        if self._summary.text() != summary:
            self._summary.setText(summary)

    def hold_builder(self, builder: QWidget) -> None:
        """Show where a preparation is composed, below the choosers; it goes with the card when that closes."""
        self._inside_column.insertWidget(0, builder)

    def show_open(self, *, is_open: bool, has_line: bool) -> None:
        """Show the whole line, or the one that sums it up; a target without a line offers its protocols either way."""
        self.set_open(is_open or not has_line)
        is_whole = is_open and has_line
        self._facts.setVisible(is_whole or not has_line)
        self._summary.setVisible(has_line and not is_open)
        self.choosers.show_whole(is_whole=is_whole, is_line=has_line)
        self._none.setVisible((is_whole or not has_line) and not self.choosers.has_protocols)
        self._off_label.setVisible(is_whole and bool(self._off_label.property("holds")))
        self._inside.setVisible(is_whole)
        self.remove.setVisible(is_whole)
        self.setAccessibleName(f"{self._name.text()}: {self._summary.text() if has_line else self._facts.text()}")

    def _build(self, knowledge: Knowledge, day_order: DayOrder) -> None:
        self._name = label("", Role.STRONG, is_wrapped=False)
        self._facts = label("", Role.MUTED)
        self._summary = ElidedLabel("", Role.SMALL)
        self.remove = button(self.tr("Clear"), Role.QUIET)
        self.remove.setAccessibleName(self.tr("Take this line off the plan"))
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(self._name)
        head.addWidget(self._facts, 1)
        head.addWidget(self._summary, 1)
        head.addWidget(self.remove)
        self.choosers = LineChoosers()
        self._none = label(self.tr(
            "No protocol of the pack fits this area and aim. Change the aim, or leave the area without a line: it stands in the record."
        ), Role.MUTED)
        self._off_label = label(self.tr("Off-label: a labelled product outside its labelled area. Said on plan and consent."), Role.WARN)
        self.figures = FigureRow()
        self.results = LineResults(wording=self._wording, knowledge=knowledge, day_order=day_order)
        self._inside = QWidget()
        column = self._inside_column = QVBoxLayout(self._inside)
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
        whole.addWidget(self.choosers)
        whole.addWidget(self._off_label)
        whole.addWidget(self._inside)
        self.setMinimumHeight(36)

    def _connect(self) -> None:
        self.choosers.protocol_picked.connect(self._on_protocol)
        self.choosers.preparation_picked.connect(self._on_preparation)
        self.choosers.favourite_wanted.connect(self.favourite_wanted)
        self.remove.clicked.connect(self._on_remove)
        self.figures.finished.connect(self._on_finished)
        for part in (self.figures, self.needle):
            part.typed.connect(self._on_typed)
            part.restored.connect(self._on_restored)
            part.left.connect(self.left)
            part.went_on.connect(self.went_on)
        self.results.days.typed.connect(self._on_date)
        self.results.days.restored.connect(self._on_days_restored)
        self.results.days.left.connect(self.left)
        self.results.working_wanted.connect(self._on_working)
        self.results.canvas_wanted.connect(self._on_canvas)

    def _on_finished(self) -> None:
        self.finished.emit(self._target_id)

    def _on_protocol(self, key: str) -> None:
        self.protocol_picked.emit(self._target_id, key)

    def _on_preparation(self, key: str) -> None:
        self.preparation_picked.emit(self._target_id, key)

    def _on_typed(self, name: str, text: str) -> None:
        self.typed.emit(self._target_id, name, text)

    def _on_restored(self, name: str) -> None:
        self.restored.emit(self._target_id, name)
        self.quantities[name].edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_days_restored(self) -> None:
        self.restored.emit(self._target_id, "dates")

    def _on_date(self, number: int, text: str) -> None:
        self.date_typed.emit(self._target_id, number, text)

    def _on_working(self, figure: object) -> None:
        self.working_wanted.emit(self._target_id, figure)

    def _on_canvas(self) -> None:
        self.canvas_wanted.emit(self._target_id)

    def _on_remove(self) -> None:
        self.removed.emit(self._target_id)
