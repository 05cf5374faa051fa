"""A signed record as it is read: the record, a way to print its plan, and the note that may be added to it."""

from functools import partial

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from meso_desktop.domain.errors import UserError
from meso_desktop.domain.ids import ConsultationId
from meso_desktop.services.plans import plan_of_record
from meso_desktop.services.records import SealedRecord
from meso_desktop.services.signing import add_addendum
from meso_desktop.ui.addendum_panel import AddendumPanel
from meso_desktop.ui.icon_button import IconButton
from meso_desktop.ui.record_view import RecordView
from meso_desktop.ui.shell import Desk
from meso_desktop.ui.theme import SPACE_12, SPACE_24, Role, hairline, label


class RecordSide(QWidget):
    """Shows one record; a note that was begun is kept with the record it belongs to, and offered with no other."""

    plan_made = Signal(bytes)
    note_opened_or_closed = Signal()
    note_added = Signal()

    def __init__(self, desk: Desk) -> None:
        """Build the side; `show_record` fills it."""
        super().__init__()
        self._desk = desk
        self._notes: dict[ConsultationId, tuple[str, str]] = {}
        self._patient_line = ""
        self.record: SealedRecord | None = None
        self.record_view = RecordView(desk.wording)
        self.print_button = IconButton(self.tr("Print the plan"), "print")
        self.addendum_button = IconButton(self.tr("Add a note"), "addendum")
        self.addendum = AddendumPanel()
        self._refusal = label("", Role.REFUSAL)
        self._lay_out()
        self.print_button.clicked.connect(self._make_plan)
        self.addendum_button.clicked.connect(self._begin_note)
        self.addendum.sealed.connect(self._seal_note)
        self.addendum.left.connect(self._end_note)

    @property
    def has_notes(self) -> bool:
        """Whether a note was begun, for any record, and is not sealed."""
        return bool(self._notes)

    @property
    def is_note_open(self) -> bool:
        """Whether a note is being written."""
        return not self.addendum.isHidden()

    def show_record(self, record: SealedRecord, *, patient_line: str) -> None:
        """Show a record of the patient whom `patient_line` names."""
        self.record = record
        self._patient_line = patient_line
        self.record_view.show_record(record)
        self.print_button.setEnabled(True)

    def forget(self) -> None:
        """Have no record, before another patient's are read."""
        self.lay_note_aside()
        self.record = None

    def focus_print(self) -> None:
        """Put the cursor on the next thing after signing."""
        self.print_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def lay_note_aside(self) -> None:
        """Keep a note that was begun for the record it belongs to, and for no other."""
        self._refusal.clear()
        if self.record is not None and self.is_note_open:
            begun = (self.addendum.text.text, self.addendum.reason.text)
            self._notes[self.record.document.consultation_id] = begun
            if not any(begun):
                del self._notes[self.record.document.consultation_id]
        self.addendum.finish()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
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

    @Slot()
    def _make_plan(self) -> None:
        if self.record is not None:
            self.print_button.setEnabled(False)
            work = partial(_plan_with_record, self._desk, self.record)
            self._desk.tasks.run(work, done=self._have_plan, failed=self._refuse_plan, ended=self._end_plan, newest="plan")

    def _have_plan(self, made: tuple[SealedRecord, bytes]) -> None:
        """Hand the plan on, unless another record has come on the screen since."""
        record, data = made
        if record is self.record:
            self.plan_made.emit(data)

    def _refuse_plan(self, error: UserError) -> None:
        self._refusal.setText(self._desk.wording.text(error.message))

    def _end_plan(self) -> None:
        self.print_button.setEnabled(True)

    @Slot()
    def _begin_note(self) -> None:
        if self.record is not None:
            text, reason = self._notes.get(self.record.document.consultation_id, ("", ""))
            self.addendum.begin(self._patient_line, text=text, reason=reason)
            self.note_opened_or_closed.emit()

    @Slot()
    def _end_note(self) -> None:
        self.lay_note_aside()
        self.note_opened_or_closed.emit()
        self.addendum_button.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot(str, str, str)
    def _seal_note(self, text: str, reason: str, passphrase: str) -> None:
        if self.record is not None:
            work = partial(
                _sealed_note, self._desk, self.record.document.consultation_id, text=text, reason=reason, passphrase=passphrase
            )
            self._desk.tasks.run(work, done=self._have_note, failed=self._refuse_note, ended=self.addendum.rest, owner=self)

    def _have_note(self, consultation_id: ConsultationId) -> None:
        """Let go of the note that is sealed now, also when another record has come on the screen since."""
        self._notes.pop(consultation_id, None)
        if self.record is not None and self.record.document.consultation_id == consultation_id:
            self.addendum.finish()
            self.note_added.emit()

    def _refuse_note(self, error: UserError) -> None:
        if self.is_note_open:
            self.addendum.refuse(self._desk.wording.text(error.message), is_secret="passphrase" in error.message.id)


def _plan_with_record(desk: Desk, record: SealedRecord) -> tuple[SealedRecord, bytes]:
    return record, plan_of_record(desk.clinic, record, desk.wording)


def _sealed_note(desk: Desk, consultation_id: ConsultationId, *, text: str, reason: str, passphrase: str) -> ConsultationId:
    """Seal a note and return the record it is added to."""
    add_addendum(desk.clinic, consultation_id, text=text, reason=reason, passphrase=passphrase)
    return consultation_id
