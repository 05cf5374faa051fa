"""The sessions and the course: what is injected on each day over all areas, and what it comes to; each number opens to its working."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from meso_desktop.domain.working.exposure_told import told_exposures
from meso_desktop.domain.working.figures_shown import Figure, ShownWorking, course_working_of, session_working_of
from meso_desktop.ui.consultation.disclosure import Disclosure
from meso_desktop.ui.consultation.plan.figure_button import FigureButton
from meso_desktop.ui.consultation.plan.figure_grid import FigureGrid
from meso_desktop.ui.consultation.plan.figure_words import UNKNOWN, amount, doses, doses_named, ingredients_named, span, whole
from meso_desktop.ui.consultation.plan.first_session import FirstSession
from meso_desktop.ui.consultation.plan.session_groups import SessionGroup, gathered
from meso_desktop.ui.consultation.plan.session_row import SessionRow
from meso_desktop.ui.consultation.plan.working_pane import WorkingPane
from meso_desktop.ui.line_places import line_places
from meso_desktop.ui.theme import Role, label

if TYPE_CHECKING:
    from decimal import Decimal

    from meso_desktop.domain.assessment import CourseTotal, SessionTotal
    from meso_desktop.ui.consultation.step_page import StepPage

Key = tuple[int, Figure]
COURSE: Final = 0
"""The number that stands for the whole course; sessions count from 1."""

_COLUMNS: Final = {Figure.INJECTIONS: 3, Figure.VOLUME: 4, Figure.DOSE: 5, Figure.VIALS: 6, Figure.MINUTES: 7}
_AREAS: Final = 2
_FEW_LINES: Final = 2
_MOST: Final = 3


class SessionsBlock(QWidget):
    """A part of the plan page, hidden until something is planned; the sessions fold away, the course stays."""

    def __init__(self, page: StepPage) -> None:
        """Build it empty."""
        super().__init__(page)
        self._page = page
        self._rows: list[SessionRow] = []
        self._groups: tuple[SessionGroup, ...] = ()
        self._is_chosen = False
        self._names = {
            Figure.SESSIONS: self.tr("Whole course"), Figure.INJECTIONS: self.tr("Injections"), Figure.VOLUME: self.tr("mL"),
            Figure.DOSE: self.tr("mg"), Figure.VIALS: self.tr("Vials"), Figure.MINUTES: self.tr("Minutes"),
        }
        self._build()

    def refresh(self) -> None:
        """Show the sessions as they stand."""
        assessment = self._page.desk.editor.assessment
        self.setVisible(bool(self._page.document.plan.lines))
        self.first_session.refresh()
        self._groups = gathered(assessment.sessions)
        if not self._is_chosen:
            self._set_open(is_open=len(self._page.document.plan.lines) <= _FEW_LINES)
        self._show_course(assessment.course)
        self._show_sessions()
        told = told_exposures(assessment.exposures, self._page.desk.clinic.knowledge)
        lines = [self._page.desk.wording.text(sentence) for sentence in told]
        self._exposures.setText("\n".join(lines))
        self._exposures.setVisible(bool(lines))
        self._show_working(self.figures.open_key)

    def _show_course(self, course: CourseTotal) -> None:
        number = self._page.desk.wording.number
        sessions = self.tr("%n sessions", "", course.sessions)
        told = {
            Figure.SESSIONS: f"{sessions} + ?" if course.undecided else sessions, Figure.INJECTIONS: whole(course.injections),
            Figure.VOLUME: amount(course.volume_ml, number), Figure.DOSE: doses(course.doses, number, ""),
            Figure.VIALS: self._vials(course), Figure.MINUTES: self._minutes(course),
        }
        self._make_room(course)
        for figure, text in told.items():
            found = self.figures.button((COURSE, figure))
            if found is not None:
                named = ingredients_named(course.doses, self._page.desk.wording) if figure is Figure.DOSE else ""
                caption = self.tr("mg  %1").replace("%1", named) if named else None
                found.show_figure(text, caption=caption or found.name, spoken=self._spoken(course, figure))

    def _make_room(self, course: CourseTotal) -> None:
        """Let the names of several ingredients share the room with the areas of each session, most of it while those are folded."""
        share = 1 if self.opener.isChecked() else _MOST
        self.figures.grid.setColumnStretch(_COLUMNS[Figure.DOSE], share if len(course.doses) > 1 else 0)

    def _show_sessions(self) -> None:
        shown = self._groups if self.opener.isChecked() else ()
        while len(self._rows) > len(shown):
            self._drop_row()
        while len(self._rows) < len(shown):
            self._add_row(shown[len(self._rows)].first.number)
        for row, group in zip(self._rows, shown, strict=True):
            self._rekey(row, group.first.number)
            row.show_group(group, places=self._places(group.first))
            for figure, text in self._told(group.first).items():
                row.buttons[figure].show_figure(text, spoken=self._spoken(group.first, figure))

    def _told(self, session: SessionTotal) -> dict[Figure, str]:
        number = self._page.desk.wording.number
        counted = f"{session.injections} + ?" if session.uncounted else str(session.injections)
        return {
            Figure.INJECTIONS: counted, Figure.VOLUME: amount(session.volume_ml, number), Figure.DOSE: self._doses(session),
            Figure.VIALS: self._vials(session), Figure.MINUTES: self._minutes(session),
        }

    def _spoken(self, total: SessionTotal | CourseTotal, figure: Figure) -> str:
        """Return which ingredient each of several doses is of."""
        return doses_named(total.doses, self._page.desk.wording) if figure is Figure.DOSE and len(total.doses) > 1 else ""

    def _doses(self, session: SessionTotal) -> str:
        """Return the mg in the order of the course, so that each ingredient keeps its place from row to row."""
        given = {dose.ingredient: dose for dose in session.doses}
        order = [dose.ingredient for dose in self._page.desk.editor.assessment.course.doses]
        if not set(given) <= set(order):
            return doses(session.doses, self._page.desk.wording.number, "")
        number = self._page.desk.wording.number
        return " · ".join(doses((given[name],), number, "", otherwise="?") if name in given else UNKNOWN for name in order) or UNKNOWN

    def _vials(self, total: SessionTotal | CourseTotal) -> str:
        if total.vials is None or not total.unused_ml:
            return whole(total.vials)
        return self.tr("%1 (%2 left)").replace("%1", str(total.vials)).replace("%2", self._number(total.unused_ml))

    def _minutes(self, total: SessionTotal | CourseTotal) -> str:
        known = span(total.minutes, self._page.desk.wording.number)
        return f"{known} + ?" if total.untimed and known != UNKNOWN else known

    def _number(self, value: Decimal) -> str:
        return self._page.desk.wording.number(f"{value:f}")

    def _places(self, session: SessionTotal) -> str:
        document, words = self._page.document, self._page.desk.wording
        if len(session.lines) == len(document.plan.lines) > _FEW_LINES:
            return self.tr("All areas")
        places = line_places(document, words)
        return ", ".join(dict.fromkeys(places[str(line)] for line in session.lines if str(line) in places))

    def _add_row(self, number: int) -> None:
        place = len(self._rows) + 1
        row = SessionRow(number, self._names)
        grid = self.figures.grid
        grid.addWidget(row.number_label, place, 0)
        grid.addWidget(row.days_label, place, 1)
        grid.addWidget(row.areas_label, place, _AREAS)
        for figure, column in _COLUMNS.items():
            self.figures.put((number, figure), row.buttons[figure], row=place, column=column)
            row.buttons[figure].show()
        self._rows.append(row)

    def _drop_row(self) -> None:
        row = self._rows.pop()
        for figure in _COLUMNS:
            self.figures.drop((row.number, figure))
        row.drop(self.figures.grid)

    def _rekey(self, row: SessionRow, number: int) -> None:
        """Let a row stand for another session."""
        if row.number != number:
            self.figures.rekey({(row.number, figure): (number, figure) for figure in _COLUMNS})
            row.number = number

    def _show_working(self, key: Key | None) -> None:
        held = key if key is not None and self.figures.button(key) is not None else None
        self.figures.show_open(held)
        self.pane.show_working("" if held is None else self._names[held[1]], None if held is None else self._working(*held))

    def _working(self, number: int, figure: Figure) -> ShownWorking:
        editor = self._page.desk.editor
        if number == COURSE:
            return course_working_of(figure, editor.document, editor.assessment, editor.knowledge)
        return session_working_of(figure, number, editor.document, editor.assessment, editor.knowledge)

    def _set_open(self, *, is_open: bool) -> None:
        self.opener.blockSignals(True)
        self.opener.setChecked(is_open)
        self.opener.blockSignals(False)

    def _on_opened(self) -> None:
        self._is_chosen = True
        self.refresh()

    def _build(self) -> None:
        desk = self._page.desk
        self.opener = Disclosure(self.tr("Each session"), is_quiet=True)
        self.first_session = FirstSession(self._page)
        self.figures: FigureGrid[Key] = FigureGrid()
        self.figures.grid.setHorizontalSpacing(4)
        self.figures.grid.setColumnStretch(_AREAS, 1)
        course = FigureButton(self._names[Figure.SESSIONS])
        self.figures.put((COURSE, Figure.SESSIONS), course, row=0, column=0, columns=2)
        for figure, column in _COLUMNS.items():
            button = FigureButton(self._names[figure], is_end_aligned=True, gives_way=figure is Figure.DOSE)
            self.figures.put((COURSE, figure), button, row=0, column=column)
        self.pane = WorkingPane(wording=desk.wording, knowledge=desk.clinic.knowledge)
        self._exposures: QLabel = label("", Role.MUTED)
        self._exposures.setContentsMargins(6, 0, 0, 0)
        head = QHBoxLayout()
        head.setSpacing(16)
        head.addWidget(self.first_session, 1)
        head.addWidget(self.opener, 0, Qt.AlignmentFlag.AlignVCenter)
        whole_column = QVBoxLayout(self)
        whole_column.setContentsMargins(0, 0, 0, 0)
        whole_column.setSpacing(2)
        whole_column.addLayout(head)
        whole_column.addWidget(self.figures)
        whole_column.addWidget(self.pane)
        whole_column.addWidget(self._exposures)
        self.figures.wanted.connect(self._show_working)
        self.pane.escaped.connect(self.figures.close_open)
        self.opener.opened.connect(self._on_opened)
