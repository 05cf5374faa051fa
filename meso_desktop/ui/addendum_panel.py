"""Adds a note to a signed record: the text, why it is added, and the passphrase that seals it."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from meso_desktop.ui.form import Form
from meso_desktop.ui.secret_field import SecretField
from meso_desktop.ui.theme import SPACE_12, SPACE_16, SPACE_24, Role, button, label, set_role


class AddendumPanel(QWidget):
    """Stands under the record while a note is written; what was typed stays until it is sealed."""

    sealed = Signal(str, str, str)
    left = Signal()

    def __init__(self) -> None:
        """Build the panel."""
        super().__init__()
        self.setObjectName("addendum_panel")
        set_role(self, Role.STRIP_NOTE)
        self._patient = label("", Role.MUTED)
        self.form = Form()
        self.text = self.form.text(self.tr("Note to add"), rows=3)
        self.reason = self.form.line(self.tr("Why it is added"), placeholder=self.tr("The patient called, for instance"))
        self.passphrase = SecretField(self.tr("Your passphrase"))
        self.seal = button(self.tr("Seal the note"), Role.PRIMARY)
        self.leave = button(self.tr("Not now"), Role.QUIET)
        self._lay_out()
        self.passphrase.entered.connect(self._finish)
        self.form.completed.connect(self.passphrase.focus)
        self.seal.clicked.connect(self._finish)
        self.leave.clicked.connect(self.left)

    def begin(self, patient: str, *, text: str, reason: str) -> None:
        """Open the panel for a record of `patient`, with what was begun for it before."""
        self._patient.setText(patient)
        self.text.set_text(text)
        self.reason.set_text(reason)
        self.show()
        self.text.focus()

    def finish(self) -> None:
        """Empty the fields and go, once the note is sealed."""
        self.text.set_text("")
        self.reason.set_text("")
        self.passphrase.forget()
        self.rest()
        self.hide()

    def rest(self) -> None:
        """Let it be typed in and sealed again, whatever came of the sealing."""
        self.setEnabled(True)

    def refuse(self, sentence: str, *, is_secret: bool) -> None:
        """Say why it was not sealed."""
        self.rest()
        field = self.passphrase if is_secret else self.text
        field.show_error(sentence)
        field.focus()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE_24, SPACE_12, SPACE_24, SPACE_16)
        column.setSpacing(SPACE_12)
        head = QHBoxLayout()
        head.setSpacing(SPACE_12)
        head.addWidget(label(self.tr("Add a note to this record"), Role.STRONG, is_wrapped=False))
        head.addWidget(self._patient, 1)
        column.addLayout(head)
        self.form.row(self.text)
        self.form.row(self.reason, self.passphrase)
        column.addWidget(self.form)
        row = QHBoxLayout()
        row.setSpacing(SPACE_12)
        row.addWidget(self.seal)
        row.addWidget(self.leave)
        row.addStretch(1)
        column.addLayout(row)

    @Slot()
    def _finish(self) -> None:
        self.form.clear_errors()
        self.passphrase.clear_error()
        if not self.text.text:
            self.text.show_error(self.tr("The note is empty. Write what is to be added."))
        if not self.reason.text:
            self.reason.show_error(self.tr("The reason is empty. It says later why the record was added to: write it."))
        if not self.form.focus_first_error():
            self.setEnabled(False)  # what was typed now would be in no note
            self.sealed.emit(self.text.text, self.reason.text, self.passphrase.secret)

