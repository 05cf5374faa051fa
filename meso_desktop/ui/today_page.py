"""Today: one line to find a patient or start, drafts to resume, what is due, who was seen recently."""

from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget
from typing_extensions import override

from meso_desktop.domain.errors import UserError
from meso_desktop.services.drafts import DraftSummary, discard_draft, list_drafts
from meso_desktop.services.patients import PatientSummary, find_patients, recent_patients
from meso_desktop.services.records import DuePatient, DueReason, due_patients
from meso_desktop.ui.dialogs import Question
from meso_desktop.ui.draft_rows import DraftList
from meso_desktop.ui.eligible import eligible_tag
from meso_desktop.ui.fonts import TypeSize, font
from meso_desktop.ui.icon_button import IconButton
from meso_desktop.ui.instants import short_day, weekday
from meso_desktop.ui.patient_words import name_of, patient_line
from meso_desktop.ui.rows import Row, RowList
from meso_desktop.ui.shell import Desk
from meso_desktop.ui.theme import SPACE_8, SPACE_12, SPACE_16, SPACE_24, SPACE_32, Role, button, hairline, label


@dataclass(frozen=True, kw_only=True)
class _Day:
    """All that the page shows, read at once."""

    recent: tuple[PatientSummary, ...]
    drafts: tuple[DraftSummary, ...]
    due: tuple[DuePatient, ...]


class TodayPage(QWidget):
    """The page a day begins with and returns to."""

    patient_chosen = Signal(object)
    new_patient_wanted = Signal(str)
    consultation_wanted = Signal()
    draft_chosen = Signal(object)
    refused = Signal(object)

    def __init__(self, desk: Desk) -> None:
        """Build the page; `refresh` fills it."""
        super().__init__()
        self.setObjectName("today_page")
        self._desk = desk
        self._day = desk.clinic.clock.today()
        self._recent: tuple[PatientSummary, ...] = ()
        self.title = label("", Role.TITLE)
        self.search = QLineEdit()
        self.start = button(self.tr("Start a consultation"), Role.PRIMARY)
        self.new = IconButton(self.tr("New patient"), "patient")
        self._found_title = label("", Role.STRONG)
        self._nobody = label("", Role.MUTED)
        self.found = RowList(self.tr("Patients"))
        self._drafts_title = label(self.tr("To resume"), Role.STRONG)
        self._no_drafts = label(self.tr("No consultation is open."), Role.MUTED)
        self.drafts = DraftList(self.tr("Consultations to resume"))
        self._due_title = label(self.tr("Due"), Role.STRONG)
        self._nothing_due = label(self.tr("Nobody is due in the next days."), Role.MUTED)
        self.due = RowList(self.tr("Due"))
        self._lay_out()
        self._connect()

    def refresh(self) -> None:
        """Read everything anew and put the cursor into the search line."""
        self._day = self._desk.clinic.clock.today()
        self.title.setText(weekday(self._day))
        self._desk.tasks.run(self._read, done=self._show, failed=self._refuse, newest="day")
        self.search.setFocus(Qt.FocusReason.OtherFocusReason)
        self.search.selectAll()

    def _lay_out(self) -> None:
        self.search.setAccessibleName(self.tr("Find a patient"))
        self.search.setObjectName("find_patient")
        self.search.setPlaceholderText(self.tr("Find a patient: name, birth date, telephone or file number"))
        self.search.setClearButtonEnabled(True)
        self.search.setFont(font(TypeSize.BODY))
        self.search.setFixedHeight(48)
        self.search.installEventFilter(self)
        across = QHBoxLayout(self)
        across.setContentsMargins(SPACE_32, SPACE_24, SPACE_32, SPACE_16)
        across.setSpacing(SPACE_32)
        across.addLayout(self._left(), 3)
        across.addWidget(hairline(is_vertical=True))
        across.addLayout(self._right(), 2)

    def _left(self) -> QVBoxLayout:
        left = QVBoxLayout()
        left.setSpacing(SPACE_16)
        left.addWidget(self.title)
        left.addWidget(self.search)
        row = QHBoxLayout()
        row.setSpacing(SPACE_12)
        row.addWidget(self.start)
        row.addWidget(self.new)
        row.addStretch(1)
        left.addLayout(row)
        left.addSpacing(SPACE_8)
        left.addWidget(self._found_title)
        left.addWidget(self._nobody)
        left.addWidget(self.found, 1)
        self._nobody.hide()
        return left

    def _right(self) -> QVBoxLayout:
        right = QVBoxLayout()
        right.setSpacing(SPACE_8)
        right.addSpacing(SPACE_8)
        for widget in (self._drafts_title, self._no_drafts, self.drafts):
            right.addWidget(widget)
        right.addSpacing(SPACE_24)
        for widget in (self._due_title, self._nothing_due):
            right.addWidget(widget)
        right.addWidget(self.due, 1)
        right.addStretch()
        return right

    def _connect(self) -> None:
        self.search.textChanged.connect(self._find)
        self.start.clicked.connect(self.consultation_wanted)
        self.new.clicked.connect(self._ask_new)
        self.found.chosen.connect(self.patient_chosen)
        self.found.left_upwards.connect(self.search.setFocus)
        self.drafts.chosen.connect(self.draft_chosen)
        self.drafts.discard_wanted.connect(self._ask_discard)
        self.due.chosen.connect(self.patient_chosen)

    @override
    def event(self, event: QEvent) -> bool:
        """Show the day it is when the window is come back to."""
        if event.type() is QEvent.Type.WindowActivate and self.isVisible() and self._day != self._desk.clinic.clock.today():
            self.refresh()
        return super().event(event)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.search and isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            match event.key():
                case Qt.Key.Key_Down:
                    self.found.step(1)
                    return True
                case Qt.Key.Key_Up:
                    self.found.step(-1)
                    return True
                case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                    self._take_current()
                    return True
                case Qt.Key.Key_Escape if self.search.text():
                    self.search.clear()
                    return True
                case _:
                    pass
        return super().eventFilter(watched, event)

    def _read(self) -> _Day:
        clinic = self._desk.clinic
        return _Day(
            recent=recent_patients(clinic, limit=8), drafts=list_drafts(clinic), due=due_patients(clinic, today=clinic.clock.today())
        )

    def _show(self, day: _Day) -> None:
        self._recent = day.recent
        self.drafts.show_drafts(day.drafts, self._desk.wording, today=self._day)
        self.drafts.setVisible(bool(day.drafts))
        self._no_drafts.setVisible(not day.drafts)
        self.due.set_rows([self._due_row(due) for due in day.due])
        self.due.setVisible(bool(day.due))
        self._nothing_due.setVisible(not day.due)
        self._find()

    @Slot()
    def _find(self) -> None:
        text = self.search.text().strip()
        if not text:
            self._show_found(self._recent, is_search=False)
            return
        work = partial(find_patients, self._desk.clinic, text, limit=50)
        self._desk.tasks.run(work, done=self._take_found, failed=self._refuse, newest="find")

    def _refuse(self, error: UserError) -> None:
        self.refused.emit(error)

    def _take_found(self, found: tuple[PatientSummary, ...]) -> None:
        if self.search.text().strip():
            self._show_found(found, is_search=True)

    def _show_found(self, found: tuple[PatientSummary, ...], *, is_search: bool) -> None:
        self._found_title.setText(self.tr("Found") if is_search else self.tr("Seen recently"))
        self.found.set_rows([self._patient_row(patient) for patient in found], selects_first=is_search)
        nobody_found = self.tr("Nobody is found by this. Press Enter to enter a new patient.")
        self._nobody.setText(nobody_found if is_search else self.tr("Nobody has been seen yet."))
        self._nobody.setVisible(not found)

    def _patient_row(self, patient: PatientSummary) -> Row:
        born = self.tr("born {day}").format(day=short_day(patient.birth_on))
        parts = (born, patient.telephone, self.tr("file {number}").format(number=patient.file_number) if patient.file_number else "")
        seen = self.tr("seen {day}").format(day=short_day(patient.last_visit_on)) if patient.last_visit_on else ""
        today = self._desk.clinic.clock.today()
        eligible = eligible_tag(patient.eligible_on, today=today)
        return Row(
            value=patient.patient_id, title=name_of(patient), detail=" · ".join(p for p in parts if p),
            aside=seen, tag=eligible.text, tag_role=eligible.role,
        )

    def _due_row(self, due: DuePatient) -> Row:
        today = self._desk.clinic.clock.today()
        eligible = eligible_tag(due.patient.eligible_on, today=today)
        if due.reason is DueReason.SESSION:
            what = self.tr("Session {number}").format(number=due.session_number) if due.session_number else self.tr("Session")
        else:
            what = self.tr("May be treated from then") if due.on > today else self.tr("May be treated since then")
        return Row(
            value=due.patient.patient_id, title=name_of(due.patient), detail=what, aside=short_day(due.on),
            tag=eligible.text if due.reason is DueReason.SESSION else "", tag_role=eligible.role,
        )

    def _take_current(self) -> None:
        chosen = self.found.current_value()
        if chosen is not None and self.search.text().strip():
            self.patient_chosen.emit(chosen)
        elif self.search.text().strip():
            self._ask_new()
        elif chosen is not None:
            self.patient_chosen.emit(chosen)

    @Slot()
    def _ask_new(self) -> None:
        typed = self.search.text().strip()
        self.new_patient_wanted.emit(typed if typed.replace(" ", "").replace("-", "").isalpha() else "")

    @Slot(object)
    def _ask_discard(self, draft: DraftSummary) -> None:
        today = self._desk.clinic.clock.today()
        question = Question(
            title=self.tr("Discard this consultation?"),
            text=self.tr("What was entered is deleted and cannot be brought back."),
            yes=self.tr("Discard"),
            no=self.tr("Keep"),
            patient=patient_line(draft.patient, self._desk.wording, today=today) if draft.patient else "",
        )
        if self._desk.dialogs.ask(self, question):
            work = partial(discard_draft, self._desk.clinic, draft.consultation_id)
            self._desk.tasks.run(work, done=self._discarded, failed=self._keep)

    def _discarded(self, _nothing: object) -> None:
        self.refresh()

    def _keep(self, error: UserError) -> None:
        """Show what is there now; a draft that was discarded a moment before, by a second press, is no fault."""
        self.refresh()
        if error.message.id != "draft.gone":
            self.refused.emit(error)
