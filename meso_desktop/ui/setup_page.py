"""Set up my clinic: one calm form, then the recovery key, shown this once."""

from collections.abc import Callable
from uuid import UUID

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from meso_desktop.domain.people import ClinicCard, PractitionerCard
from meso_desktop.ui.centred import CentredPage
from meso_desktop.ui.clinic_form import ClinicForm, PractitionerForm
from meso_desktop.ui.form import Form
from meso_desktop.ui.secret_field import SecretField
from meso_desktop.ui.theme import SPACE_12, SPACE_16, SPACE_32, Role, button, label
from meso_desktop.ui.unlock_page import LEAST_PASSPHRASE


class SetupPage(CentredPage):
    """Asks for clinic, practitioner and passphrase, and emits them together."""

    set_up = Signal(object, object, str)
    left = Signal()

    def __init__(self, new_id: Callable[[], UUID]) -> None:
        """Build the form."""
        super().__init__(920)
        self.setObjectName("setup_page")
        self._new_id = new_id
        self.clinic = ClinicForm()
        self.practitioner = PractitionerForm()
        self.secrets = Form()
        told = self.tr("At least {count} characters. Four words that only you would put together are good.")
        self.passphrase = SecretField(self.tr("Passphrase"), help_text=told.format(count=LEAST_PASSPHRASE))
        self.repeated = SecretField(self.tr("Passphrase once more"))
        self.go = button(self.tr("Set up"), Role.PRIMARY)
        self.back = button(self.tr("Back"), Role.QUIET)
        self._refusal = label("", Role.REFUSAL)
        self._lay_out()
        self._connect()

    def begin(self) -> None:
        """Put the cursor into the first field."""
        self.clinic.name.focus()

    def set_busy(self, *, is_busy: bool) -> None:
        """Show that the clinic is being made."""
        self.go.setDisabled(is_busy)
        self.go.setText(self.tr("Setting up…") if is_busy else self.tr("Set up"))

    def say_busy(self) -> None:
        """Say why the window stays while the clinic is being made."""
        self._refusal.setText(self.tr("The clinic is being made. Its recovery key comes next: the window stays open until it is shown."))
        self._refusal.show()

    def refuse(self, sentence: str) -> None:
        """Say why it did not work; everything typed stays."""
        self.set_busy(is_busy=False)
        self._refusal.setText(sentence)
        self._refusal.setVisible(bool(sentence))

    def _lay_out(self) -> None:
        self.column.addWidget(label(self.tr("Set up my clinic"), Role.TITLE))
        across = QHBoxLayout()
        across.setSpacing(SPACE_32)
        left, right = QVBoxLayout(), QVBoxLayout()
        for side, parts in ((left, (self.clinic,)), (right, (self.practitioner, self.secrets))):
            side.setSpacing(SPACE_12)
            for part in parts:
                side.addWidget(part)
            side.addStretch(1)
        left.insertWidget(0, label(self.tr("Clinic"), Role.HEADING))
        right.insertWidget(0, label(self.tr("You"), Role.HEADING))
        right.insertWidget(2, label(self.tr("Your passphrase"), Role.HEADING))
        self.secrets.add(self.passphrase)
        self.secrets.add(self.repeated)
        across.addLayout(left, 1)
        across.addLayout(right, 1)
        self.column.addLayout(across)
        self.column.addWidget(self._refusal)
        row = QHBoxLayout()
        row.setSpacing(SPACE_16)
        row.addWidget(self.go)
        row.addWidget(self.back)
        row.addStretch(1)
        self.column.addLayout(row)
        self._refusal.setObjectName("refusal")
        self._refusal.hide()

    def _connect(self) -> None:
        self.clinic.completed.connect(self.practitioner.title.focus)
        self.practitioner.completed.connect(self.passphrase.focus)
        self.passphrase.entered.connect(self.repeated.focus)
        self.repeated.entered.connect(self._finish)
        self.go.clicked.connect(self._finish)
        self.back.clicked.connect(self.left)

    @Slot()
    def _finish(self) -> None:
        clinic = self.clinic.new_card(self._new_id())
        if clinic is None:
            return
        practitioner = self.practitioner.card(self._new_id())
        if practitioner is not None and self._is_secret_good():
            self._emit(clinic, practitioner)

    def _emit(self, clinic: ClinicCard, practitioner: PractitionerCard) -> None:
        self.refuse("")
        self.set_up.emit(clinic, practitioner, self.passphrase.secret)

    def _is_secret_good(self) -> bool:
        self.passphrase.clear_error()
        self.repeated.clear_error()
        if len(self.passphrase.secret) < LEAST_PASSPHRASE:
            told = self.tr("The passphrase is too short to keep the records safe. Use at least {count} characters.")
            self.passphrase.show_error(told.format(count=LEAST_PASSPHRASE))
            self.passphrase.focus()
            return False
        if self.repeated.secret != self.passphrase.secret:
            self.repeated.show_error(self.tr("The two passphrases differ, so one has a slip in it. Show both and compare."))
            self.repeated.focus()
            return False
        return True
