"""The first page of every day: whose clinic this is, who unlocks it, and the passphrase."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from meso_desktop.domain.ids import PractitionerId
from meso_desktop.services.header import VaultSummary
from meso_desktop.ui.centred import CentredPage
from meso_desktop.ui.choice_field import ChoiceField, Option
from meso_desktop.ui.fields import LineField
from meso_desktop.ui.secret_field import SecretField
from meso_desktop.ui.theme import SPACE_8, SPACE_12, SPACE_16, Role, button, hairline, label

LEAST_PASSPHRASE = 12
"""The length a passphrase is asked to have; the vault itself holds to the same."""


class UnlockPage(CentredPage):
    """Shows the clinic and asks for the passphrase, or for the recovery key when it is forgotten."""

    unlock_wanted = Signal(object, str)
    recovery_wanted = Signal(object, str, str)
    samples_wanted = Signal()

    def __init__(self) -> None:
        """Build both sides; `show_clinic` fills them."""
        super().__init__(420)
        self.setObjectName("unlock_page")
        self._clinic = label("", Role.TITLE)
        self._sample = label(self.tr("Sample clinic, with invented patients only"), Role.WARN)
        self._who: ChoiceField[PractitionerId] | None = None
        self._only: PractitionerId | None = None
        self._who_place = QVBoxLayout()
        self.passphrase = SecretField(self.tr("Passphrase"))
        self.passphrase.line.setObjectName("passphrase")
        self.unlock = button(self.tr("Unlock"), Role.PRIMARY)
        self.unlock.setObjectName("unlock")
        self.forgot = button(self.tr("Forgot the passphrase: use the recovery key"), Role.QUIET)
        self.samples = button(self.tr("Look around with sample patients"), Role.QUIET)
        self.recovery_key = LineField(self.tr("Recovery key"), help_text=self.tr("The key noted when the clinic was set up."))
        self.new_passphrase = SecretField(
            self.tr("New passphrase"),
            help_text=self.tr("At least {count} characters, several words for instance.").format(count=LEAST_PASSPHRASE),
        )
        self.recover = button(self.tr("Set the new passphrase and unlock"), Role.PRIMARY)
        self.back = button(self.tr("Back"), Role.QUIET)
        self._people = label("", "")
        self._way_in = QWidget()
        self._way_back = QWidget()
        self._lay_out()
        self._connect()

    def show_clinic(self, clinic: VaultSummary) -> None:
        """Show whose clinic it is and who may unlock it."""
        self._clinic.setText(clinic.clinic_name)
        self._sample.setVisible(clinic.is_sample)
        self.samples.setVisible(not clinic.is_sample)
        self._offer(clinic)
        self.passphrase.forget()
        self.passphrase.clear_error()
        self._show_passphrase()

    def refuse(self, sentence: str) -> None:
        """Say why it did not open; the cursor stays in the field, its text marked to be typed over."""
        field = self.recovery_key if self._way_in.isHidden() else self.passphrase
        self.set_busy(is_busy=False)
        field.show_error(sentence)
        field.line.selectAll()
        field.focus()

    def set_busy(self, *, is_busy: bool) -> None:
        """Show that the key is being made, which takes a moment on purpose."""
        for pressed in (self.unlock, self.recover):
            pressed.setDisabled(is_busy)
        self.unlock.setText(self.tr("Unlocking…") if is_busy else self.tr("Unlock"))

    def _offer(self, clinic: VaultSummary) -> None:
        if self._who is not None:
            self._who.setParent(None)
            self._who.deleteLater()
            self._who = None
        people: Sequence[Option[PractitionerId]] = [Option(value=p.practitioner_id, text=p.name) for p in clinic.practitioners]
        self._only = people[0].value if len(people) == 1 else None
        if len(people) > 1:
            self._who = ChoiceField(self.tr("Practitioner"), people, is_list=True)
            self._who.set_value(people[0].value)
            self._who_place.addWidget(self._who)
        self._people.setText(people[0].text if len(people) == 1 else "")
        self._people.setVisible(len(people) == 1)

    def _lay_out(self) -> None:
        self.column.addWidget(self._clinic)
        self.column.addWidget(self._people)
        self.column.addWidget(self._sample)
        self.column.addSpacing(SPACE_8)
        self.column.addLayout(self._who_place)
        self._fill(self._way_in, (self.passphrase,), self.unlock, self.forgot)
        self._fill(self._way_back, (self.recovery_key, self.new_passphrase), self.recover, self.back)
        self._way_back.hide()
        self.column.addWidget(self._way_in)
        self.column.addWidget(self._way_back)
        self.column.addSpacing(SPACE_8)
        self.column.addWidget(hairline())
        self.column.addWidget(self.samples, 0, Qt.AlignmentFlag.AlignLeft)

    def _fill(self, side: QWidget, fields: Sequence[QWidget], primary: QWidget, other: QWidget) -> None:
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_16)
        for field in fields:
            column.addWidget(field)
        row = QHBoxLayout()
        row.setSpacing(SPACE_12)
        row.addWidget(primary)
        row.addWidget(other)
        row.addStretch(1)
        column.addLayout(row)

    def _connect(self) -> None:
        self.passphrase.entered.connect(self._ask_to_unlock)
        self.unlock.clicked.connect(self._ask_to_unlock)
        self.forgot.clicked.connect(self._show_recovery)
        self.back.clicked.connect(self._show_passphrase)
        self.samples.clicked.connect(self.samples_wanted)
        self.recovery_key.line.returnPressed.connect(self.new_passphrase.focus)
        self.new_passphrase.entered.connect(self._ask_to_recover)
        self.recover.clicked.connect(self._ask_to_recover)

    def _practitioner(self) -> PractitionerId | None:
        return self._who.value() if self._who is not None else self._only

    @Slot()
    def _ask_to_unlock(self) -> None:
        if not self.passphrase.secret:
            self.passphrase.show_error(self.tr("The passphrase is empty. Type it to unlock the clinic."))
            self.passphrase.focus()
            return
        self.passphrase.clear_error()
        self.unlock_wanted.emit(self._practitioner(), self.passphrase.secret)

    @Slot()
    def _ask_to_recover(self) -> None:
        if len(self.new_passphrase.secret) < LEAST_PASSPHRASE:
            told = self.tr("The new passphrase is too short to keep the records safe. Use at least {count} characters.")
            self.new_passphrase.show_error(told.format(count=LEAST_PASSPHRASE))
            self.new_passphrase.focus()
            return
        self.recovery_key.clear_error()
        self.recovery_wanted.emit(self._practitioner(), self.recovery_key.text, self.new_passphrase.secret)

    @Slot()
    def _show_recovery(self) -> None:
        self._way_in.hide()
        self._way_back.show()
        self.recovery_key.focus()

    @Slot()
    def _show_passphrase(self) -> None:
        self._way_back.hide()
        self._way_in.show()
        self.passphrase.focus()
