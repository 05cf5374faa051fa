"""A patient: who this is above, the timeline at the left, the chosen consultation at the right, read-only."""

from enum import IntEnum
from functools import partial
from typing import Final

from PySide6.QtCore import QEvent, Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget
from typing_extensions import override

from meso_desktop.domain.errors import UserError
from meso_desktop.domain.ids import ConsultationId, PatientId
from meso_desktop.services.records import RecordSummary, SealedRecord, open_record
from meso_desktop.ui.dialogs import Question
from meso_desktop.ui.draft_side import DraftSide
from meso_desktop.ui.file_names import plan_file_name
from meso_desktop.ui.patient_head import PatientHead
from meso_desktop.ui.patient_history import PatientHistory, read_history
from meso_desktop.ui.patient_words import patient_line
from meso_desktop.ui.pdf_view import PdfView
from meso_desktop.ui.record_side import RecordSide
from meso_desktop.ui.shell import Desk
from meso_desktop.ui.theme import SPACE_8, SPACE_12, SPACE_16, SPACE_24, Role, hairline, label, set_role
from meso_desktop.ui.timeline import Timeline

_DAY_WATCH_MS: Final = 60_000


class _Shown(IntEnum):
    NOTHING = 0
    RECORD = 1
    DRAFT = 2
    PDF = 3


class PatientPage(QWidget):
    """Shows one patient; consultations are begun, resumed, printed and added to from here."""

    consultation_wanted = Signal(object)
    draft_chosen = Signal(object)
    edit_wanted = Signal(object)
    left = Signal()

    def __init__(self, desk: Desk) -> None:
        """Build the page; `open_patient` fills it."""
        super().__init__()
        self.setObjectName("patient_page")
        self._desk = desk
        self._patient_id: PatientId | None = None
        self._wanted: ConsultationId | None = None
        self._is_for_print = False
        self._history: PatientHistory | None = None
        self._day = desk.clinic.clock.today()
        self._day_watch = QTimer(self)
        self._day_watch.setInterval(_DAY_WATCH_MS)
        self.head = PatientHead(desk.wording)
        self.timeline = Timeline(desk.wording)
        self.record_side = RecordSide(desk)
        self.draft_side = DraftSide(desk)
        self.pdf_view = PdfView(desk.dialogs)
        self._nothing = label("", Role.MUTED)
        self._shown = QStackedWidget()
        self._lay_out()
        self._connect()

    @property
    def record(self) -> SealedRecord | None:
        """The record that was read last; None while another patient's are read."""
        return self.record_side.record

    def open_patient(self, patient_id: PatientId, *, consultation_id: ConsultationId | None = None) -> None:
        """Show a patient, with one consultation chosen, the newest when none is named."""
        self.record_side.forget()
        self._patient_id = patient_id
        self._wanted = consultation_id
        self._is_for_print = consultation_id is not None
        self._history = None
        self.head.clear()
        self.timeline.show_records(())
        self._say_nothing("")
        self._desk.tasks.run(
            partial(read_history, self._desk.clinic, patient_id), done=self._show_history, failed=self._refuse, newest="patient"
        )

    def may_leave(self) -> bool:
        """Tell whether the program may be left: no note waits to be sealed, or the person lets it go."""
        self.record_side.lay_note_aside()
        if not self.record_side.has_notes:
            return True
        question = Question(
            title=self.tr("A note is not sealed yet"),
            text=self.tr("It was typed and would be lost. Seal it from the patient's page, or let it go."),
            yes=self.tr("Leave and lose it"), no=self.tr("Stay"),
        )
        return self._desk.dialogs.ask(self, question)

    @override
    def event(self, event: QEvent) -> bool:
        """Follow the day while the page is seen, and at once when the window is come back to."""
        match event.type():
            case QEvent.Type.Show:
                self._day_watch.start()
                self.follow_day()
            case QEvent.Type.Hide:
                self._day_watch.stop()
            case QEvent.Type.WindowActivate:
                self.follow_day()
            case _:
                pass
        return super().event(event)

    @Slot()
    def follow_day(self) -> None:
        """Tell age and deferral as they are on the day it is."""
        today = self._desk.clinic.clock.today()
        if today != self._day and self._history is not None:
            self._show_head(self._history)

    def _show_head(self, history: PatientHistory) -> None:
        self._day = self._desk.clinic.clock.today()
        self.head.show_patient(history, today=self._day)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        column.addWidget(hairline())
        across = QHBoxLayout()
        across.setSpacing(0)
        across.addWidget(self._left_side())
        across.addWidget(hairline(is_vertical=True))
        across.addWidget(self._shown, 1)
        column.addLayout(across, 1)
        for side in (self._empty_side(), self.record_side, self.draft_side, self.pdf_view):
            self._shown.addWidget(side)

    def _left_side(self) -> QWidget:
        side = QWidget()
        side.setFixedWidth(312)
        column = QVBoxLayout(side)
        column.setContentsMargins(SPACE_12, SPACE_16, SPACE_12, SPACE_8)
        column.setSpacing(SPACE_8)
        title = label(self.tr("Consultations"), Role.STRONG)
        title.setIndent(SPACE_12)
        column.addWidget(title)
        column.addWidget(self.timeline, 1)
        return side

    def _empty_side(self) -> QWidget:
        side = QWidget()
        column = QVBoxLayout(side)
        column.setContentsMargins(SPACE_24, SPACE_24, SPACE_24, SPACE_24)
        column.addWidget(self._nothing)
        column.addStretch(1)
        return side

    def _connect(self) -> None:
        self._day_watch.timeout.connect(self.follow_day)
        self.head.start_wanted.connect(self._start)
        self.head.edit_wanted.connect(self._edit)
        self.timeline.current_changed.connect(self._show_chosen)
        self.record_side.plan_made.connect(self._show_plan)
        self.record_side.note_opened_or_closed.connect(self._weigh)
        self.record_side.note_added.connect(self._read_again)
        self.draft_side.resume_wanted.connect(self.draft_chosen)
        self.draft_side.discarded.connect(self._begin_again)
        self.draft_side.refused.connect(self._refuse)
        self.pdf_view.left.connect(self._show_record_again)
        self._shown.currentChanged.connect(self._weigh)

    @Slot()
    def _weigh(self) -> None:
        """Leave one button the next action: another page than a record has its own."""
        has_own = self._shown.currentIndex() in {_Shown.DRAFT, _Shown.PDF} or self.record_side.is_note_open
        set_role(self.head.start, Role.PLAIN if has_own else Role.PRIMARY)

    def _show_history(self, history: PatientHistory) -> None:
        self._history = history
        self._show_head(history)
        self.timeline.show_records(history.timeline)
        if not history.timeline:
            self._say_nothing(self.tr("No consultation yet. Start the first one above."))
        elif self._wanted is None or not self.timeline.select_record(self._wanted):
            self.timeline.step(0)
        self.head.start.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot(object)
    def _show_chosen(self, summary: RecordSummary) -> None:
        self._wanted = summary.consultation_id
        self.record_side.lay_note_aside()
        if summary.is_draft:
            self.draft_side.show_draft(summary, patient_line=self._patient_line())
            self._shown.setCurrentIndex(_Shown.DRAFT)
            return
        self._desk.tasks.run(
            partial(open_record, self._desk.clinic, summary.consultation_id), done=self._show_record, failed=self._refuse, newest="record"
        )

    def _show_record(self, record: SealedRecord) -> None:
        if record.document.consultation_id != self._wanted:
            return
        self.record_side.show_record(record, patient_line=self._patient_line())
        self._shown.setCurrentIndex(_Shown.RECORD)
        if self._is_for_print:
            self._is_for_print = False
            self.record_side.focus_print()

    def _patient_line(self) -> str:
        if self._history is None:
            return ""
        return patient_line(self._history.patient.card, self._desk.wording, today=self._desk.clinic.clock.today())

    @Slot(object)
    def _refuse(self, error: UserError) -> None:
        self._say_nothing(self._desk.wording.text(error.message))

    def _say_nothing(self, sentence: str) -> None:
        self._nothing.setText(sentence)
        self._shown.setCurrentIndex(_Shown.NOTHING)

    @Slot()
    def _start(self) -> None:
        self.consultation_wanted.emit(self._patient_id)

    @Slot()
    def _edit(self) -> None:
        if self._history is not None:
            self.edit_wanted.emit(self._history.patient.card)

    @Slot(bytes)
    def _show_plan(self, data: bytes) -> None:
        if self.record is not None:
            document = self.record.document
            self.pdf_view.show_pdf(data, suggested=plan_file_name(document.patient, document.visit_on))
            self._shown.setCurrentIndex(_Shown.PDF)

    @Slot()
    def _show_record_again(self) -> None:
        self._shown.setCurrentIndex(_Shown.RECORD)
        self.record_side.focus_print()

    @Slot()
    def _read_again(self) -> None:
        self._weigh()
        if self._patient_id is not None:
            self.open_patient(self._patient_id, consultation_id=self._wanted)

    @Slot()
    def _begin_again(self) -> None:
        if self._patient_id is not None:
            self.open_patient(self._patient_id)
