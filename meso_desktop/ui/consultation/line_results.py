"""What follows from the figures of a plan line: injections, mL, dose, vials, dates, and how they came about."""

from collections.abc import Callable
from decimal import Decimal

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from meso_desktop.domain.areas import TargetArea
from meso_desktop.domain.assessment import LineEstimate
from meso_desktop.domain.plan import PlanLine
from meso_desktop.knowledge.wording import Wording
from meso_desktop.ui.consultation.date_field import DateField, day_in_words
from meso_desktop.ui.consultation.disclosure import Disclosure
from meso_desktop.ui.consultation.grid_picture import GridPicture
from meso_desktop.ui.elided_label import plain_tip
from meso_desktop.ui.fonts import font
from meso_desktop.ui.theme import Role, label
from meso_desktop.ui.typed_day import DayOrder


class LineResults(QWidget):
    """Shows an estimate; emits `date_typed` with the number of the session from 0 and the text."""

    date_typed = Signal(int, str)
    left = Signal()

    def __init__(self, *, wording: Wording, day_order: DayOrder, parent: QWidget | None = None) -> None:
        """Build it empty."""
        super().__init__(parent)
        self._wording = wording
        self._day_order = day_order
        self.dates: list[DateField] = []
        self._build()

    def show_estimate(self, estimate: LineEstimate, line: PlanLine, target: TargetArea) -> None:
        """Show what follows from the figures."""
        number = self._wording.number
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
        self._captions["vials"].setText(self._vials_caption(estimate))
        self._captions["sessions"].setText(self._sessions_caption(estimate))
        for name, working in (("vials", "working.unused"), ("sessions", "working.minutes")):
            told = [self._wording.text(w) for w in estimate.workings if w.id.startswith(working)]
            self._captions[name].setToolTip(plain_tip("\n".join(told)) if told else "")
        self._picture.show_grid(target.extent, line.points)
        self._picture.setVisible(bool(line.points))
        self._show_dates(estimate, line)
        self._workings.setText("\n".join(self._wording.text(working) for working in estimate.workings))

    def in_words(self, estimate: LineEstimate) -> str:
        """Return the estimate in one line: injections, mL, sessions, first date."""
        parts = []
        if estimate.injections is not None:
            parts.append(self.tr("%n injections", "", estimate.injections))
        if estimate.volume_ml is not None:
            parts.append(_decimal(estimate.volume_ml, self._wording.number, "mL"))
        if estimate.sessions.chosen is not None:
            parts.append(self.tr("%n sessions", "", estimate.sessions.chosen))
        if estimate.dates:
            parts.append(self.tr("from %1").replace("%1", day_in_words(estimate.dates[0])))
        return "  ·  ".join(parts)

    def _vials_caption(self, estimate: LineEstimate) -> str:
        """Return what stays in the vials with their name: a vial is for one patient."""
        if not estimate.unused_ml:
            return self.tr("Vials")
        return self.tr("Vials, %1 unused").replace("%1", _decimal(estimate.unused_ml, self._wording.number, "mL"))

    def _sessions_caption(self, estimate: LineEstimate) -> str:
        span = estimate.minutes
        if span is None:
            return self.tr("Sessions")
        if span.low == span.high:
            return self.tr("Sessions of %1 min").replace("%1", f"{span.low:f}")
        return self.tr("Sessions of %1–%2 min").replace("%1", f"{span.low:f}").replace("%2", f"{span.high:f}")

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
        figures = QVBoxLayout()
        figures.setSpacing(6)
        figures.addLayout(self._build_results())
        self._days = label("", Role.SMALL)
        figures.addWidget(self._days)
        figures.addStretch(1)
        self.change_dates = Disclosure(self.tr("Change the dates"), is_quiet=True)
        self.working = Disclosure(self.tr("How the figures came about"), is_quiet=True)
        openers = QHBoxLayout()
        openers.setSpacing(4)
        openers.addWidget(self.working)
        openers.addWidget(self.change_dates)
        openers.addStretch(1)
        figures.addLayout(openers)
        self._picture = GridPicture()
        line = QHBoxLayout()
        line.setSpacing(16)
        line.addLayout(figures, 1)
        line.addWidget(self._picture)
        self._workings = label("", Role.MUTED)
        self._workings.hide()
        dates = QWidget()
        self._date_grid = QGridLayout(dates)
        self._date_grid.setContentsMargins(20, 0, 0, 0)
        self._date_grid.setVerticalSpacing(4)
        self._date_grid.setColumnStretch(1, 1)
        dates.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addLayout(line)
        column.addWidget(self._workings)
        column.addWidget(dates)
        self.working.opened.connect(self._workings.setVisible)
        self.change_dates.opened.connect(dates.setVisible)

    def _build_results(self) -> QHBoxLayout:
        names = {
            "injections": self.tr("Injections"), "volume": self.tr("Volume"), "dose": self.tr("Dose"), "vials": self.tr("Vials"),
            "sessions": self.tr("Sessions"),
        }
        line = QHBoxLayout()
        line.setSpacing(16)
        self._results: dict[str, QLabel] = {}
        self._captions: dict[str, QLabel] = {}
        for name, text in names.items():
            pair = QVBoxLayout()
            pair.setSpacing(0)
            value = label("–", Role.STRONG, is_wrapped=False)
            value.setFont(font(is_tabular=True))
            value.setAccessibleName(text)
            pair.addWidget(value)
            self._captions[name] = label(text, Role.MUTED, is_wrapped=False)
            self._captions[name].setMinimumWidth(1)  # in a narrow window the words give way, never the card
            pair.addWidget(self._captions[name])
            line.addLayout(pair)
            self._results[name] = value
        line.addStretch(1)
        return line

    def _on_date(self, path: str, text: str) -> None:
        self.date_typed.emit(int(path.rpartition(".")[2]), text)


def _whole(value: int | None) -> str:
    return "–" if value is None else str(value)


def _decimal(value: Decimal | None, number: Callable[[str], str], unit: str) -> str:
    return "–" if value is None else f"{number(f'{value:f}')} {unit}"
