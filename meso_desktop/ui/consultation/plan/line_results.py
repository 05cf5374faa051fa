"""What follows from the figures of a plan line: surface, injections, mL, dose, vials, days; each opens to how it came about."""

from typing import Final

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from meso_desktop.domain.areas import Side, TargetArea
from meso_desktop.domain.assessment import LineEstimate
from meso_desktop.domain.calendar import days_apart
from meso_desktop.domain.drawing.spread import ml_per_cm2
from meso_desktop.domain.knowledge import Knowledge
from meso_desktop.domain.plan import PlanLine
from meso_desktop.domain.protocols import CountedBy, Protocol
from meso_desktop.domain.working.figures_shown import Figure, ShownWorking
from meso_desktop.domain.working.proposed import ProposedFigures, difference
from meso_desktop.knowledge.wording import Wording
from meso_desktop.ui.consultation.disclosure import Disclosure
from meso_desktop.ui.consultation.plan.figure_button import FigureButton
from meso_desktop.ui.consultation.plan.figure_grid import FigureGrid
from meso_desktop.ui.consultation.plan.figure_words import amount, doses, doses_named, ingredients_named, short_days, signed, span, whole
from meso_desktop.ui.consultation.plan.grid_picture import GridPicture
from meso_desktop.ui.consultation.plan.line_dates import LineDates
from meso_desktop.ui.consultation.plan.needle_row import NeedleRow
from meso_desktop.ui.consultation.plan.working_pane import WorkingPane
from meso_desktop.ui.theme import Role, label
from meso_desktop.ui.typed_day import DayOrder

_PLACES: Final = {
    Figure.SURFACE: QPoint(0, 0), Figure.INJECTIONS: QPoint(1, 0), Figure.VOLUME: QPoint(2, 0), Figure.DOSE: QPoint(3, 0),
    Figure.VIALS: QPoint(4, 0),
    Figure.SESSIONS: QPoint(0, 1), Figure.INTERVAL: QPoint(1, 1), Figure.MINUTES: QPoint(2, 1), Figure.DATES: QPoint(3, 1),
}  # fmt: skip
_DATES_ACROSS: Final = 2
_DAYS_SUMMED_UP: Final = 3


class LineResults(QWidget):
    """Shows an estimate; `working_wanted` carries the figure whose working is to show, None for none."""

    working_wanted = Signal(object)
    canvas_wanted = Signal()

    def __init__(self, *, wording: Wording, knowledge: Knowledge, day_order: DayOrder, parent: QWidget | None = None) -> None:
        """Build it empty."""
        super().__init__(parent)
        self._wording = wording
        self.needle = NeedleRow(wording=wording)
        self.days = LineDates(day_order=day_order)
        self.pane = WorkingPane(wording=wording, knowledge=knowledge)
        self._names = {
            Figure.SURFACE: self.tr("Surface"), Figure.INJECTIONS: self.tr("Injections"), Figure.VOLUME: self.tr("Volume"),
            Figure.DOSE: self.tr("Dose"), Figure.VIALS: self.tr("Vials"), Figure.SESSIONS: self.tr("Sessions"),
            Figure.INTERVAL: self.tr("Apart"), Figure.MINUTES: self.tr("Each session"), Figure.DATES: self.tr("Days"),
        }
        self._build()
        self.figures.wanted.connect(self.working_wanted)
        self.pane.escaped.connect(self.figures.close_open)
        self.picture.clicked.connect(self.canvas_wanted)
        self.change_dates.opened.connect(self.days.setVisible)

    @property
    def open_figure(self) -> Figure | None:
        """The figure whose working shows."""
        return self.figures.open_key

    def show_estimate(
        self, estimate: LineEstimate, line: PlanLine, target: TargetArea, *, protocol: Protocol | None, proposed: ProposedFigures,
    ) -> None:
        """Show what follows from the figures."""
        number = self._wording.number
        is_by_point = protocol is None or protocol.counted_by is CountedBy.POINT
        told = {
            Figure.SURFACE: (
                amount(estimate.surface_cm2, number, "cm²"), self.tr("Surface, each side") if target.side is Side.BOTH else None,
            ),
            Figure.INJECTIONS: (whole(estimate.injections), self._injections_caption(estimate, line, proposed))
            if is_by_point else (amount(ml_per_cm2(estimate, target), number), self.tr("mL per cm²")),
            Figure.VOLUME: (amount(estimate.volume_ml, number, "mL"), None),
            Figure.DOSE: (
                doses(estimate.doses, number, otherwise=self.tr("not known")),
                ingredients_named(estimate.doses, self._wording) or self._names[Figure.DOSE],
            ),
            Figure.VIALS: (whole(estimate.vials), self._vials_caption(estimate)),
            Figure.SESSIONS: (whole(estimate.sessions.chosen), None),
            Figure.INTERVAL: self._days_apart(estimate, line),
            Figure.MINUTES: (self._minutes(estimate), None),
            Figure.DATES: (short_days(estimate.dates), self.tr("Days") if line.dates else self.tr("Days, proposed")),
        }
        for figure, (value, caption) in told.items():
            spoken = doses_named(estimate.doses, self._wording) if figure is Figure.DOSE and len(estimate.doses) > 1 else ""
            self._figure(figure).show_figure(value, caption=caption, spoken=spoken)
        self._uncounted.setVisible(not is_by_point)
        self.picture.show_grid(target.extent, line.points, target.zones)
        self.picture.setVisible(target.extent is not None)
        self.days.show_days(estimate.dates, proposed.dates if line.dates else (), path=f"line.{line.line_id}.date")

    def show_working(self, figure: Figure | None, working: ShownWorking | None) -> None:
        """Show the working of a figure, or none."""
        self.figures.show_open(figure)
        self.pane.show_working("" if figure is None else self._names[figure], working)

    def in_words(self, estimate: LineEstimate) -> str:
        """Return the estimate in one line: injections, mL, sessions, days."""
        parts = []
        if estimate.injections is not None:
            parts.append(self.tr("%n injections", "", estimate.injections))
        if estimate.volume_ml is not None:
            parts.append(amount(estimate.volume_ml, self._wording.number, "mL"))
        if estimate.sessions.chosen is not None:
            parts.append(self.tr("%n sessions", "", estimate.sessions.chosen))
        if estimate.dates:
            parts.append(short_days(estimate.dates, at_most=_DAYS_SUMMED_UP))
        return "  ·  ".join(parts)

    def _injections_caption(self, estimate: LineEstimate, line: PlanLine, proposed: ProposedFigures) -> str:
        """Return what the grid has of itself, where points were put in or taken out by hand."""
        by_hand = line.placement.added or line.placement.removed
        if not by_hand or proposed.injections is None or estimate.injections is None:
            return self._names[Figure.INJECTIONS]
        apart = signed(difference(proposed.injections, estimate.injections), self._wording.number)
        if not apart:
            return self.tr("Injections, grid %1").replace("%1", str(proposed.injections))
        return self.tr("Injections, grid %1 (%2)").replace("%1", str(proposed.injections)).replace("%2", apart)

    def _vials_caption(self, estimate: LineEstimate) -> str:
        """Return what stays in the vials with their name: a vial is for one patient."""
        if not estimate.unused_ml:
            return self._names[Figure.VIALS]
        return self.tr("Vials, %1 unused").replace("%1", amount(estimate.unused_ml, self._wording.number, "mL"))

    def _days_apart(self, estimate: LineEstimate, line: PlanLine) -> tuple[str, str]:
        """Return how far the sessions lie apart as they are planned, and the interval beside it where that is another."""
        interval, planned, name = estimate.interval_days, days_apart(line.dates), self._names[Figure.INTERVAL]
        if planned is None:
            return self.tr("%n days", "", interval) if interval is not None else "–", name
        low, high = planned
        told = self.tr("%n days", "", low) if low == high else self.tr("%1 to %2 days").replace("%1", str(low)).replace("%2", str(high))
        is_other = interval is not None and (low, high) != (interval, interval)
        return told, self.tr("Apart, interval %1").replace("%1", str(interval)) if is_other else name

    def _minutes(self, estimate: LineEstimate) -> str:
        known = span(estimate.minutes, self._wording.number)
        return known if estimate.minutes is None else self.tr("%1 min").replace("%1", known)

    def _figure(self, figure: Figure) -> FigureButton:
        found = self.figures.button(figure)
        assert found is not None  # noqa: S101  # every figure is put in when the grid is built
        return found

    def _build(self) -> None:
        self.figures: FigureGrid[Figure] = FigureGrid()
        for figure, place in _PLACES.items():
            across = _DATES_ACROSS if figure is Figure.DATES else 1
            button = FigureButton(self._names[figure], gives_way=figure is Figure.DOSE)
            self.figures.put(figure, button, row=place.y(), column=place.x(), columns=across)
        self.figures.grid.setHorizontalSpacing(8)
        self.figures.grid.setColumnStretch(_PLACES[Figure.DOSE].x(), 1)
        self._uncounted: QLabel = label(self.tr("By surface and volume; no points to count."), Role.MUTED)
        self._uncounted.setContentsMargins(6, 0, 0, 0)
        self.picture = GridPicture()
        self.change_dates = Disclosure(self.tr("Change the days"), is_quiet=True)
        beside = QVBoxLayout()
        beside.setSpacing(2)
        beside.addWidget(self.figures)
        beside.addWidget(self._uncounted)
        beside.addStretch(1)
        line = QHBoxLayout()
        line.setSpacing(12)
        line.addLayout(beside, 1)
        line.addWidget(self.picture, 0, Qt.AlignmentFlag.AlignTop)
        openers = QHBoxLayout()
        openers.setSpacing(8)
        openers.addWidget(self.needle.opener)
        openers.addWidget(self.change_dates)
        openers.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(line)
        column.addWidget(self.pane)
        column.addLayout(openers)
        column.addWidget(self.needle)
        column.addWidget(self.days)
        self.days.hide()
