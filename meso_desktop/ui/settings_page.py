"""Settings: clinic and letterhead, practitioner, working days, appearance. What is changed is saved when the field is left."""

from functools import partial
from pathlib import Path

from msgspec.structs import replace
from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from meso_desktop.domain.errors import UserError
from meso_desktop.domain.message import message
from meso_desktop.services.settings import logo, save_clinic, save_practitioner, set_logo
from meso_desktop.ui.centred import CentredPage
from meso_desktop.ui.choice_field import ChoiceField, Option
from meso_desktop.ui.clinic_form import ClinicForm, PractitionerForm
from meso_desktop.ui.days_field import DaysField
from meso_desktop.ui.dialogs import Question
from meso_desktop.ui.fields import Field
from meso_desktop.ui.instants import minute
from meso_desktop.ui.logo_field import LogoField
from meso_desktop.ui.own_preparations_list import OwnPreparationsList
from meso_desktop.ui.shell import Desk
from meso_desktop.ui.theme import SPACE_8, SPACE_12, SPACE_24, SPACE_32, Role, Scheme, button, label


class SettingsPage(CentredPage):
    """The settings on one page; nothing waits for a save button."""

    left = Signal()
    changed = Signal()

    def __init__(self, desk: Desk) -> None:
        """Build the page; `refresh` fills it."""
        super().__init__(1000)
        self.setObjectName("settings_page")
        self._desk = desk
        self._is_filled = False
        self.clinic = ClinicForm()
        self.letterhead = self.clinic.text(self.tr("Letterhead"), help_text=self.tr("Lines under the clinic's name on paper."), rows=2)
        self.practitioner = PractitionerForm()
        self.working_days = DaysField(self.tr("Working days"), help_text=self.tr("Sessions are proposed on these days."))
        self.logo = LogoField(desk.dialogs)
        self.scheme: ChoiceField[Scheme] = ChoiceField(
            self.tr("Appearance"),
            [
                Option(value=Scheme.SYSTEM, text=self.tr("As the system")), Option(value=Scheme.LIGHT, text=self.tr("Light")),
                Option(value=Scheme.DARK, text=self.tr("Dark")),
            ],
        )
        self.preparations = OwnPreparationsList(desk)
        self._saved = label("", Role.MUTED)
        self._back = button(self.tr("Back to Today"), Role.QUIET)
        self._lay_out()
        self._connect()

    def refresh(self) -> None:
        """Show the settings as they are."""
        self._saved.clear()
        self._is_filled = True
        clinic = self._desk.clinic.clinic
        self.clinic.show_card(clinic)
        self.letterhead.set_text(clinic.letterhead)
        self.working_days.set_days(clinic.working_days)
        self.practitioner.show_card(self._desk.clinic.practitioner)
        self.scheme.set_value(self._desk.theme.scheme)
        self._desk.tasks.run(partial(logo, self._desk.clinic), done=self.logo.show_logo, newest="logo")
        self.preparations.refresh()
        self.clinic.name.focus()

    def save(self) -> None:
        """Save what stands in the fields, for who leaves the page with the cursor still in one."""
        self._save_clinic()
        self._save_practitioner()
        self.preparations.save()

    def may_leave(self) -> bool:
        """Save what stands in the fields; when one of them cannot be saved, ask whether the page is left all the same."""
        fields = (*self.clinic.fields, self.working_days, *self.practitioner.fields, *(row.name for row in self.preparations.rows))
        for field in fields:
            field.clear_error()
        self.save()
        self._desk.tasks.wait_until_idle()
        wrong = next((field for field in fields if field.fault), None)
        if wrong is None:
            return True
        question = Question(
            title=self.tr("The last changes to the settings are not saved"), text=wrong.fault,
            yes=self.tr("Leave and lose them"), no=self.tr("Stay"),
        )
        if self._desk.dialogs.ask(self, question):
            return True
        wrong.focus()
        return False

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.addWidget(label(self.tr("Settings"), Role.TITLE, is_wrapped=False))
        head.addSpacing(SPACE_24)
        head.addWidget(self._saved, 1)
        head.addWidget(self._back)
        self.column.addLayout(head)
        across = QHBoxLayout()
        across.setSpacing(SPACE_32)
        left, right = QVBoxLayout(), QVBoxLayout()
        left.setSpacing(SPACE_12)
        right.setSpacing(SPACE_12)
        self.clinic.row(self.letterhead)
        for widget in (label(self.tr("Clinic and letterhead"), Role.HEADING), self.clinic):
            left.addWidget(widget)
        left.addStretch(1)
        right.addWidget(self.logo)
        right.addWidget(self.working_days)
        right.addSpacing(SPACE_8)
        right.addWidget(label(self.tr("Practitioner"), Role.HEADING))
        right.addWidget(self.practitioner)
        right.addSpacing(SPACE_8)
        right.addWidget(label(self.tr("This computer"), Role.HEADING))
        right.addWidget(self.scheme)
        right.addSpacing(SPACE_8)
        right.addWidget(self.preparations)
        right.addStretch(1)
        across.addLayout(left, 1)
        across.addLayout(right, 1)
        self.column.addLayout(across)

    def _connect(self) -> None:
        for field in (*self.clinic.fields, self.working_days):
            field.committed.connect(self._save_clinic)
        for field in self.practitioner.fields:
            field.committed.connect(self._save_practitioner)
        self.scheme.committed.connect(self._choose_scheme)
        self.logo.picked.connect(self._take_logo)
        self.logo.removed.connect(self._remove_logo)
        self._back.clicked.connect(self.left)

    @Slot()
    def _save_clinic(self) -> None:
        if not self._is_filled:
            return
        present = self._desk.clinic.clinic
        if not self.working_days.days():
            self.working_days.show_error(self.tr("No day is chosen, so no session could be proposed. Choose at least one."))
            return
        if not self.clinic.name.text or self.clinic.jurisdiction.value() is None:
            self.clinic.name.show_error(self.tr("The clinic has no name. It stands on every printed page: type it."))
            return
        card = self.clinic.changed_card(present)
        if card is None:
            return
        card = replace(card, letterhead=self.letterhead.text, working_days=self.working_days.days())
        if card != present:
            self._desk.tasks.run(partial(save_clinic, self._desk.clinic, card), done=self._say_saved, failed=self._refuse_clinic)

    @Slot()
    def _save_practitioner(self) -> None:
        if not self._is_filled:
            return
        present = self._desk.clinic.practitioner
        card = self.practitioner.card(present.practitioner_id)
        if card is not None and card != present:
            work = partial(save_practitioner, self._desk.clinic, card)
            self._desk.tasks.run(work, done=self._say_saved, failed=self._refuse_practitioner)

    @Slot()
    def _choose_scheme(self) -> None:
        scheme = self.scheme.value()
        if scheme is not None:
            self._desk.theme.choose(scheme)
            self._desk.preferences.set_scheme(scheme)

    @Slot(Path)
    def _take_logo(self, path: Path) -> None:
        self._desk.tasks.run(partial(self._read_logo, path), done=self._show_logo, failed=self._refuse_logo)

    @Slot()
    def _remove_logo(self) -> None:
        self._desk.tasks.run(partial(self._store_logo, None), done=self._show_logo, failed=self._refuse_logo)

    def _read_logo(self, path: Path) -> bytes | None:
        try:
            data = path.read_bytes()
        except OSError as error:
            raise UserError(message("logo.unreadable", file=path.name)) from error
        return self._store_logo(data)

    def _store_logo(self, data: bytes | None) -> bytes | None:
        set_logo(self._desk.clinic, data)
        return logo(self._desk.clinic)

    def _show_logo(self, data: bytes | None) -> None:
        self.logo.show_logo(data)
        self._say_saved(None)

    def _say_saved(self, _card: object) -> None:
        self._saved.setText(self.tr("Saved {time}").format(time=minute(self._desk.clinic.clock.now())))
        self.changed.emit()

    def _refuse_clinic(self, error: UserError) -> None:
        self._show_under(self.clinic.name, error)

    def _refuse_practitioner(self, error: UserError) -> None:
        self._show_under(self.practitioner.name, error)

    def _refuse_logo(self, error: UserError) -> None:
        self._show_under(self.logo, error)

    def _show_under(self, field: Field, error: UserError) -> None:
        field.show_error(self._desk.wording.text(error.message))
