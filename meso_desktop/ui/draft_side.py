"""A draft among a patient's records: it is resumed, or discarded after one question."""

from functools import partial

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from meso_desktop.domain.errors import UserError
from meso_desktop.domain.ids import ConsultationId
from meso_desktop.services.drafts import discard_draft
from meso_desktop.services.records import RecordSummary
from meso_desktop.ui.dialogs import Question
from meso_desktop.ui.shell import Desk
from meso_desktop.ui.theme import SPACE_12, SPACE_16, SPACE_24, Role, button, label, set_role


class DraftSide(QWidget):
    """Says that a consultation is not signed, and what may be done about it."""

    resume_wanted = Signal(object)
    discarded = Signal()
    refused = Signal(object)

    def __init__(self, desk: Desk) -> None:
        """Build the side; `show_draft` fills it."""
        super().__init__()
        self._desk = desk
        self._patient_line = ""
        self._consultation_id: ConsultationId | None = None
        self._words = label("", "body")
        self.resume_button = button(self.tr("Resume"), Role.PRIMARY)
        self.discard_button = button(self.tr("Discard"), Role.QUIET)
        set_role(self, Role.SURFACE)
        self._lay_out()
        self.resume_button.clicked.connect(self._resume)
        self.discard_button.clicked.connect(self._ask_discard)

    def show_draft(self, summary: RecordSummary, *, patient_line: str) -> None:
        """Show a draft of the patient whom `patient_line` names."""
        self._consultation_id = summary.consultation_id
        self._patient_line = patient_line
        self._words.setText(self.tr("The consultation of {day} is not signed yet.").format(day=self._desk.wording.day(summary.visit_on)))

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE_24, SPACE_24, SPACE_24, SPACE_24)
        column.setSpacing(SPACE_16)
        column.addWidget(self._words)
        row = QHBoxLayout()
        row.setSpacing(SPACE_12)
        row.addWidget(self.resume_button)
        row.addWidget(self.discard_button)
        row.addStretch(1)
        column.addLayout(row)
        column.addStretch(1)

    @Slot()
    def _resume(self) -> None:
        self.resume_wanted.emit(self._consultation_id)

    @Slot()
    def _ask_discard(self) -> None:
        if self._consultation_id is None:
            return
        question = Question(
            title=self.tr("Discard this consultation?"),
            text=self.tr("What was entered is deleted and cannot be brought back."),
            yes=self.tr("Discard"), no=self.tr("Keep"), patient=self._patient_line,
        )
        if self._desk.dialogs.ask(self, question):
            work = partial(discard_draft, self._desk.clinic, self._consultation_id)
            self._desk.tasks.run(work, done=self._have_discarded, failed=self._refuse)

    def _have_discarded(self, _nothing: object) -> None:
        self.discarded.emit()

    def _refuse(self, error: UserError) -> None:
        """Say why the draft is still there; when it was discarded a moment before, by a second press, it is gone as wanted."""
        if error.message.id == "draft.gone":
            self.discarded.emit()
        else:
            self.refused.emit(error)
