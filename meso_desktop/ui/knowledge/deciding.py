"""Where a conflict is decided: for the clinic's value, with a reason where that loosens, or for the new shipped one."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from meso_desktop.domain.clinic_changes import Conflict
from meso_desktop.domain.clinic_notes import is_loosened
from meso_desktop.domain.errors import UserError
from meso_desktop.knowledge.wording import Wording
from meso_desktop.ui.fields import TextField
from meso_desktop.ui.theme import SPACE_8, Role, button, label

_REASON = "change.reason_missing"


class Decision(QWidget):
    """One button for each value; `kept` carries the conflict and the reason, `taken` the conflict.

    The field for a reason is there where keeping the clinic's value loosens what is shipped now and no reason was given yet.
    """

    kept = Signal(object, str)
    taken = Signal(object)

    def __init__(self, conflict: Conflict, *, name: str, wording: Wording) -> None:
        """Make the buttons for a conflict about what is called `name`."""
        super().__init__()
        self.conflict = conflict
        self.asks_reason = is_loosened(conflict.change) and not conflict.change.reason
        self._wording = wording
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_8)
        self.reason = TextField(
            self.tr("Reason to keep ours"), rows=2,
            help_text=self.tr("Ours loosens what is shipped now: your reason is needed, and it is marked on screen, record and paper."),
        )
        self.keep_button = button(self.tr("Keep ours"))
        self.take_button = button(self.tr("Take the new one"))
        self._refusal = label("", Role.REFUSAL)
        column.addWidget(self.reason)
        column.addWidget(self._refusal)  # above the buttons: it comes where the person looks, also at the lower edge of the page
        row = QHBoxLayout()
        row.setSpacing(SPACE_8)
        for made in (self.keep_button, self.take_button):
            made.setAccessibleName(f"{made.text()}: {name}")
            row.addWidget(made)
        row.addStretch(1)
        column.addLayout(row)
        self._refusal.hide()
        if not self.asks_reason:
            self.reason.hide()
        self.keep_button.clicked.connect(self._keep)
        self.take_button.clicked.connect(self._take)

    @property
    def is_dirty(self) -> bool:
        """Whether a reason was typed that is not given yet."""
        return self.asks_reason and bool(self.reason.text)

    def show_refusal(self, error: UserError) -> None:
        """Say here why the decision was refused; what was typed stays."""
        sentence = self._wording.text(error.message)
        if error.message.id == _REASON and self.asks_reason:
            self._refuse_reason(sentence)
        else:
            self._refusal.setText(sentence)
            self._refusal.show()

    def _refuse_reason(self, sentence: str) -> None:
        self.reason.show_error(sentence)
        self.reason.focus()

    @Slot()
    def _keep(self) -> None:
        self._refusal.hide()
        if self.asks_reason and not self.reason.text:
            self._refuse_reason(self._wording.term(_REASON))
        else:
            self.kept.emit(self.conflict, self.reason.text)

    @Slot()
    def _take(self) -> None:
        self._refusal.hide()
        self.taken.emit(self.conflict)
