"""A patient: who this is above, the timeline at the left, the chosen consultation at the right, read-only."""

from enum import IntEnum
from functools import partial

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from meso_desktop.domain.errors import UserError
from meso_desktop.domain.ids import ConsultationId, PatientId
from meso_desktop.services.drafts import discard_draft
from meso_desktop.services.plans import plan_of_record
from meso_desktop.services.records import RecordSummary, SealedRecord, open_record
from meso_desktop.services.signing import add_addendum
from meso_desktop.ui.addendum_panel import AddendumPanel
from meso_desktop.ui.dialogs import Question
from meso_desktop.ui.file_names import plan_file_name
from meso_desktop.ui.icon_button import IconButton
from meso_desktop.ui.patient_head import PatientHead
from meso_desktop.ui.patient_history import PatientHistory, read_history
from meso_desktop.ui.patient_words import patient_line
from meso_desktop.ui.pdf_view import PdfView
from meso_desktop.ui.record_view import RecordView
from meso_desktop.ui.shell import Desk
from meso_desktop.ui.theme import SPACE_8, SPACE_12, SPACE_16, SPACE_24, Role, button, hairline, label, set_role
from meso_desktop.ui.timeline import Timeline


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
        self._notes: dict[ConsultationId, tuple[str, str]] = {}
        self._history: PatientHistory | None = None
        self.record: SealedRecord | None = None
        self.head = PatientHead(desk.wording)
        self.timeline = Timeline(desk.wording)
        self.record_view = RecordView(desk.wording)
        self.print_button = IconButton(self.tr("Print the plan"), "print")
        self.addendum_button = IconButton(self.tr("Add a note"), "addendum")
        self.addendum = AddendumPanel()
        self.pdf_view = PdfView(desk.dialogs)
        self._nothing = label("", Role.MUTED)
        self._draft_words = label("", "body")
        self.resume_button = button(self.tr("Resume"), Role.PRIMARY)
        self.discard_button = button(self.tr("Discard"), Role.QUIET)
        self._shown = QStackedWidget()
        self._refusal = label("", Role.REFUSAL)
        self._lay_out()
        self._connect()

    def open_patient(self, patient_id: PatientId, *, consultation_id: ConsultationId | None = None) -> None:
        """Show a patient, with one consultation chosen, the newest when none is named."""
        self._lay_note_aside()
        self._patient_id = patient_id
        self._wanted = consultation_id
        self._is_for_print = consultation_id is not None
        self.record = None
        self.head.clear()
        self.timeline.show_records(())
        self._say_nothing("")
        self._desk.tasks.run(
            partial(read_history, self._desk.clinic, patient_id), done=self._show_history, failed=self._refuse, newest="patient"
        )

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
        for side in (self._empty_side(), self._record_side(), self._draft_side(), self.pdf_view):
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

    def _record_side(self) -> QWidget:
        side = QWidget()
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        bar = QHBoxLayout()
        bar.setContentsMargins(SPACE_24, SPACE_12, SPACE_24, SPACE_12)
        bar.setSpacing(SPACE_12)
        bar.addWidget(self._refusal, 1)
        bar.addStretch(1)
        bar.addWidget(self.addendum_button)
        bar.addWidget(self.print_button)
        column.addLayout(bar)
        column.addWidget(hairline())
        column.addWidget(self.record_view, 1)
        column.addWidget(self.addendum)
        self.addendum.hide()
        return side

    def _draft_side(self) -> QWidget:
        side = set_role(QWidget(), Role.SURFACE)
        column = QVBoxLayout(side)
        column.setContentsMargins(SPACE_24, SPACE_24, SPACE_24, SPACE_24)
        column.setSpacing(SPACE_16)
        column.addWidget(self._draft_words)
        row = QHBoxLayout()
        row.setSpacing(SPACE_12)
        row.addWidget(self.resume_button)
        row.addWidget(self.discard_button)
        row.addStretch(1)
        column.addLayout(row)
        column.addStretch(1)
        return side

    def _connect(self) -> None:
        self.head.start_wanted.connect(self._start)
        self.head.edit_wanted.connect(self._edit)
        self.timeline.current_changed.connect(self._show_chosen)
        self.print_button.clicked.connect(self._make_plan)
        self.addendum_button.clicked.connect(self._begin_addendum)
        self.addendum.sealed.connect(self._add)
        self.addendum.left.connect(self._end_addendum)
        self.pdf_view.left.connect(self._show_record_again)
        self.resume_button.clicked.connect(self._resume)
        self.discard_button.clicked.connect(self._ask_discard)
        self._shown.currentChanged.connect(self._weigh)

    @Slot()
    def _weigh(self) -> None:
        """Leave one button the next action: another page than a record has its own."""
        has_own = self._shown.currentIndex() in {_Shown.DRAFT, _Shown.PDF} or not self.addendum.isHidden()
        set_role(self.head.start, Role.PLAIN if has_own else Role.PRIMARY)

    def _show_history(self, history: PatientHistory) -> None:
        self._history = history
        self.head.show_patient(history, today=self._desk.clinic.clock.today())
        self.timeline.show_records(history.timeline)
        if not history.timeline:
            self._say_nothing(self.tr("No consultation yet. Start the first one above."))
        elif self._wanted is None or not self.timeline.select_record(self._wanted):
            self.timeline.step(0)
        self.head.start.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot(object)
    def _show_chosen(self, summary: RecordSummary) -> None:
        self._wanted = summary.consultation_id
        self._lay_note_aside()
        self._refusal.clear()
        if summary.is_draft:
            day = self._desk.wording.day(summary.visit_on)
            self._draft_words.setText(self.tr("The consultation of {day} is not signed yet.").format(day=day))
            self._shown.setCurrentIndex(_Shown.DRAFT)
            return
        self._desk.tasks.run(
            partial(open_record, self._desk.clinic, summary.consultation_id), done=self._show_record, failed=self._refuse, newest="record"
        )

    def _show_record(self, record: SealedRecord) -> None:
        if record.document.consultation_id != self._wanted:
            return
        self.record = record
        self.record_view.show_record(record)
        self.print_button.setEnabled(True)
        self._shown.setCurrentIndex(_Shown.RECORD)
        if self._is_for_print:
            self._is_for_print = False
            self.print_button.setFocus(Qt.FocusReason.OtherFocusReason)

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

    @Slot()
    def _resume(self) -> None:
        self.draft_chosen.emit(self._wanted)

    @Slot()
    def _make_plan(self) -> None:
        if self.record is not None:
            self.print_button.setEnabled(False)
            work = partial(plan_of_record, self._desk.clinic, self.record, self._desk.wording)
            self._desk.tasks.run(work, done=self._show_plan, failed=self._refuse_plan, ended=self._end_plan, newest="plan")

    def _end_plan(self) -> None:
        self.print_button.setEnabled(True)

    def _show_plan(self, data: bytes) -> None:
        if self.record is not None:
            document = self.record.document
            self.pdf_view.show_pdf(data, suggested=plan_file_name(document.patient, document.visit_on))
            self._shown.setCurrentIndex(_Shown.PDF)

    def _refuse_plan(self, error: UserError) -> None:
        self._refusal.setText(self._desk.wording.text(error.message))

    @Slot()
    def _show_record_again(self) -> None:
        self._shown.setCurrentIndex(_Shown.RECORD)
        self.print_button.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _begin_addendum(self) -> None:
        if self.record is not None and self._history is not None:
            today = self._desk.clinic.clock.today()
            text, reason = self._notes.get(self.record.document.consultation_id, ("", ""))
            self.addendum.begin(patient_line(self._history.patient.card, self._desk.wording, today=today), text=text, reason=reason)
            self._weigh()

    def may_leave(self) -> bool:
        """Tell whether the program may be left: no note waits to be sealed, or the person lets it go."""
        self._lay_note_aside()
        if not self._notes:
            return True
        question = Question(
            title=self.tr("A note is not sealed yet"),
            text=self.tr("It was typed and would be lost. Seal it from the patient's page, or let it go."),
            yes=self.tr("Leave and lose it"), no=self.tr("Stay"),
        )
        return self._desk.dialogs.ask(self, question)

    def _lay_note_aside(self) -> None:
        """Keep a note that was begun for the record it belongs to, and for no other."""
        if self.record is not None and not self.addendum.isHidden():
            begun = (self.addendum.text.text, self.addendum.reason.text)
            self._notes[self.record.document.consultation_id] = begun
            if not any(begun):
                del self._notes[self.record.document.consultation_id]
        self.addendum.finish()

    @Slot()
    def _end_addendum(self) -> None:
        self._lay_note_aside()
        self._weigh()
        self.addendum_button.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot(str, str, str)
    def _add(self, text: str, reason: str, passphrase: str) -> None:
        if self.record is None:
            return
        work = partial(
            add_addendum, self._desk.clinic, self.record.document.consultation_id, text=text, reason=reason, passphrase=passphrase
        )
        self._desk.tasks.run(work, done=self._added, failed=self._refuse_addendum, ended=self.addendum.rest, owner=self)

    def _added(self, _addendum: object) -> None:
        if self.record is not None:
            self._notes.pop(self.record.document.consultation_id, None)
        self.addendum.finish()
        self._weigh()
        if self._patient_id is not None:
            self.open_patient(self._patient_id, consultation_id=self._wanted)

    def _refuse_addendum(self, error: UserError) -> None:
        self.addendum.refuse(self._desk.wording.text(error.message), is_secret="passphrase" in error.message.id)

    @Slot()
    def _ask_discard(self) -> None:
        if self._history is None or self._wanted is None:
            return
        question = Question(
            title=self.tr("Discard this consultation?"),
            text=self.tr("What was entered is deleted and cannot be brought back."),
            yes=self.tr("Discard"), no=self.tr("Keep"),
            patient=patient_line(self._history.patient.card, self._desk.wording, today=self._desk.clinic.clock.today()),
        )
        if self._desk.dialogs.ask(self, question):
            work = partial(discard_draft, self._desk.clinic, self._wanted)
            self._desk.tasks.run(work, done=self._discarded, failed=self._refuse_discard)

    def _refuse_discard(self, error: UserError) -> None:
        """Say why the draft is still there; when it was discarded a moment before, by a second press, show what is."""
        if error.message.id == "draft.gone":
            self._discarded(None)
        else:
            self._refuse(error)

    def _discarded(self, _nothing: object) -> None:
        if self._patient_id is not None:
            self.open_patient(self._patient_id)
