"""Everything after unlocking: the head with the places to go, and the pages between which it goes."""

from collections.abc import Callable
from datetime import date
from functools import partial

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget
from shiboken6 import isValid

from meso_desktop.domain.consultation import Consultation
from meso_desktop.domain.errors import UserError
from meso_desktop.domain.ids import ConsultationId, PatientId
from meso_desktop.domain.people import PatientCard
from meso_desktop.services.drafts import begin_consultation, open_draft, step_reached
from meso_desktop.services.records import SealedRecord
from meso_desktop.ui.command_bar import Command, CommandBar
from meso_desktop.ui.consultation.consultation_page import ConsultationPage
from meso_desktop.ui.elided_label import ElidedLabel
from meso_desktop.ui.icon_button import IconButton
from meso_desktop.ui.knowledge.knowledge_page import KnowledgePage
from meso_desktop.ui.patient_form_page import PatientFormPage
from meso_desktop.ui.patient_page import PatientPage
from meso_desktop.ui.settings_page import SettingsPage
from meso_desktop.ui.shell import Desk
from meso_desktop.ui.theme import SPACE_4, SPACE_8, SPACE_16, SPACE_24, Role, Scheme, hairline, label, set_role
from meso_desktop.ui.today_page import TodayPage


class Workspace(QWidget):
    """Goes from page to page. Leaving a consultation in any way keeps its draft."""

    lock_wanted = Signal()
    curtain_wanted = Signal()
    consultation_opened = Signal()

    def __init__(self, desk: Desk) -> None:
        """Build the pages that are always there."""
        super().__init__()
        self.setObjectName("workspace")
        self.desk = desk
        self.today_page = TodayPage(desk)
        self.patient_page = PatientPage(desk)
        self.form_page = PatientFormPage(desk, desk.clinic.new_id)
        self.knowledge_page = KnowledgePage(desk)
        self.settings_page = SettingsPage(desk)
        self.consultation_page: ConsultationPage | None = None
        self._is_opening = False
        self.clinic_name = ElidedLabel("", Role.STRONG)
        self._today = IconButton(self.tr("Today"), "today", Role.QUIET, is_place=True)
        self._knowledge = IconButton(self.tr("Knowledge"), "knowledge", Role.QUIET, is_place=True)
        self._settings = IconButton(self.tr("Settings"), "settings", Role.QUIET, is_place=True)
        self._search = IconButton(self.tr("Search  Ctrl+K"), "search", Role.QUIET)
        self._lock = IconButton(self.tr("Lock"), "lock", Role.QUIET)
        self._refusal = label("", Role.REFUSAL)
        self.pack_notice = label("", Role.REFUSAL)
        self.pages = QStackedWidget()
        self.head = self._build_head()
        self._lay_out()
        self.command_bar = CommandBar(desk, self)
        self._connect()

    def begin(self) -> None:
        """Show Today."""
        self.show_today()

    def may_leave(self) -> bool:
        """Ask before a card, a setting or a note that was typed and not saved is lost; nothing is asked when there is none."""
        return self._may_leave_page() and self.patient_page.may_leave()

    def flush(self) -> bool:
        """Save settings and the open consultation's last edits; False when these could not be saved."""
        if self.pages.currentWidget() is self.settings_page:
            self.settings_page.save()
        return self.consultation_page is None or self.consultation_page.flush()

    @Slot()
    def show_today(self) -> None:
        """Go to Today; an open consultation stays as a draft."""
        if self._leave_consultation():
            self._go(self.today_page)
            self.today_page.refresh()

    @Slot(object)
    def show_patient(self, patient_id: PatientId, consultation_id: ConsultationId | None = None) -> None:
        """Go to a patient."""
        if self._leave_consultation():
            self._go(self.patient_page)
            self.patient_page.open_patient(patient_id, consultation_id=consultation_id)

    @Slot()
    def show_knowledge(self) -> None:
        """Go to the knowledge packs."""
        if self._leave_consultation():
            self._go(self.knowledge_page)
            self.knowledge_page.refresh()

    @Slot()
    def show_settings(self) -> None:
        """Go to the settings."""
        if self._leave_consultation():
            self._go(self.settings_page)
            self.settings_page.refresh()

    @Slot(str)
    def show_new_patient(self, family_name: str = "") -> None:
        """Go to an empty card."""
        if self._leave_consultation():
            self._go(self.form_page)
            self.form_page.show_new(family_name)

    @Slot(object)
    def show_card(self, card: PatientCard) -> None:
        """Go to a patient's card to change it."""
        self._go(self.form_page)
        self.form_page.show_card(card)

    @Slot(object)
    def start_consultation(self, patient_id: PatientId | None = None, *, visit_on: date | None = None) -> None:
        """Begin a consultation and open it; without a patient its first step chooses one."""
        clinic = self.desk.clinic
        self._open(partial(begin_consultation, clinic, patient_id=patient_id, visit_on=visit_on or clinic.clock.today()))

    @Slot(object)
    def resume(self, consultation_id: ConsultationId) -> None:
        """Open a draft again."""
        self._open(partial(open_draft, self.desk.clinic, consultation_id))

    def _open(self, work: Callable[[], Consultation]) -> None:
        """Open one consultation; a second press while the first is answered begins nothing."""
        if not self._is_opening and self._leave_consultation():
            self._is_opening = True
            self.desk.tasks.run(work, done=self.open_consultation, failed=self._refuse, ended=self._end_opening)

    def _end_opening(self) -> None:
        self._is_opening = False

    def open_consultation(self, document: Consultation) -> None:
        """Show a draft's own page, in the place of one that is open; that one stays when it cannot be saved."""
        if not self._leave_consultation():
            return
        page = ConsultationPage(self.desk, document, self.pages)
        page.closed.connect(self._close_consultation)
        page.signed.connect(self._show_signed)
        self.consultation_page = page
        self.pages.addWidget(page)
        self._go(page)
        reached = step_reached(document)
        if reached is not page.step:
            page.go_to(reached)
        self.consultation_opened.emit()

    def _leave_consultation(self) -> bool:
        """Keep the draft and drop its page; False when it could not be saved, which keeps the page open.

        Saving may wait, and the program be locked meanwhile: then there is nowhere to go any more.
        """
        self._refusal.hide()
        page = self.consultation_page
        if page is None:
            return self._may_leave_page() and isValid(self)
        if not page.flush():
            return False
        self.consultation_page = None
        self.pages.removeWidget(page)
        page.deleteLater()
        return True

    def _may_leave_page(self) -> bool:
        here = self.pages.currentWidget()
        return all(page.may_leave() for page in (self.form_page, self.knowledge_page, self.settings_page) if page is here)

    @Slot()
    def _close_consultation(self) -> None:
        self.show_today()

    @Slot(object)
    def _show_signed(self, record: SealedRecord) -> None:
        patient = record.document.patient
        if patient is None:
            self.show_today()
        else:
            self.show_patient(patient.patient_id, record.document.consultation_id)

    @Slot(object)
    def _show_saved(self, card: PatientCard) -> None:
        self.show_patient(card.patient_id)

    @Slot(object)
    def _refuse(self, error: UserError) -> None:
        self._refusal.setText(self.desk.wording.text(error.message))
        self._refusal.show()

    def _go(self, page: QWidget) -> None:
        if self.pages.currentWidget() is self.settings_page and page is not self.settings_page:
            self.settings_page.save()
        self.pages.setCurrentWidget(page)
        self._show_pack_faults()
        self.head.setVisible(page is not self.consultation_page)
        self._today.setChecked(page is self.today_page)
        self._knowledge.setChecked(page is self.knowledge_page)
        self._settings.setChecked(page is self.settings_page)
        self._show_clinic()

    @Slot()
    def _show_pack_faults(self) -> None:
        """Say that the program works with other packs than came with it, wherever one is; the knowledge page says it itself."""
        faults = self.desk.clinic.pack_faults
        self.pack_notice.setText(" ".join(self.desk.wording.text(fault) for fault in faults))
        self.pack_notice.setVisible(bool(faults) and self.pages.currentWidget() is not self.knowledge_page)

    @Slot()
    def _show_clinic(self) -> None:
        self.clinic_name.setText(self.desk.clinic.clinic.name)

    @Slot()
    def open_command_bar(self) -> None:
        """Offer search and commands."""
        tr = self.tr
        self.command_bar.open(
            [
                *self._commands_here(),
                Command(text=tr("Today"), run=self.show_today),
                Command(text=tr("Start a consultation"), run=self.start_consultation),
                Command(text=tr("New patient"), run=self.show_new_patient),
                Command(text=tr("Knowledge"), run=self.show_knowledge),
                Command(text=tr("Settings"), run=self.show_settings),
                Command(text=tr("Cover the screen"), run=self.curtain_wanted.emit, key="F9"),
                Command(text=tr("Light appearance"), run=partial(self._choose_scheme, Scheme.LIGHT)),
                Command(text=tr("Dark appearance"), run=partial(self._choose_scheme, Scheme.DARK)),
                Command(text=tr("Lock"), run=self.lock_wanted.emit, key="Ctrl+L"),
            ]
        )

    def _commands_here(self) -> list[Command]:
        """Return what can be done in the consultation that is open."""
        page = self.consultation_page
        if page is None or not page.desk.last_time.may_fill:
            return []
        return [Command(text=page.desk.last_time.words(), run=page.plan_as_last_time)]

    def _choose_scheme(self, scheme: Scheme) -> None:
        self.desk.theme.choose(scheme)
        self.desk.preferences.set_scheme(scheme)

    def _build_head(self) -> QWidget:
        head = set_role(QWidget(), Role.RAISED)
        column = QVBoxLayout(head)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        row = QHBoxLayout()
        row.setContentsMargins(SPACE_24, SPACE_8, SPACE_16, SPACE_8)
        row.setSpacing(SPACE_4)
        row.addWidget(self.clinic_name)
        row.addSpacing(SPACE_16)
        row.addWidget(self._today)
        row.addWidget(self._knowledge)
        row.addWidget(self._settings)
        row.addStretch(1)
        row.addWidget(self._search)
        row.addWidget(self._lock)
        column.addLayout(row)
        column.addWidget(hairline())
        return head

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        self._refusal.setContentsMargins(SPACE_24, SPACE_8, SPACE_24, SPACE_8)
        self._refusal.hide()
        column.addWidget(self._refusal)
        self.pack_notice.setContentsMargins(SPACE_24, SPACE_8, SPACE_24, SPACE_8)
        column.addWidget(self.pack_notice)
        column.addWidget(self.pages, 1)
        for page in (self.today_page, self.patient_page, self.form_page, self.knowledge_page, self.settings_page):
            self.pages.addWidget(page)

    def _connect(self) -> None:
        self._today.clicked.connect(self.show_today)
        self._knowledge.clicked.connect(self.show_knowledge)
        self._settings.clicked.connect(self.show_settings)
        self._search.clicked.connect(self.open_command_bar)
        self._lock.clicked.connect(self.lock_wanted)
        self.today_page.patient_chosen.connect(self.show_patient)
        self.today_page.new_patient_wanted.connect(self.show_new_patient)
        self.today_page.consultation_wanted.connect(self.start_consultation)
        self.today_page.draft_chosen.connect(self.resume)
        self.today_page.refused.connect(self._refuse)
        self.patient_page.consultation_wanted.connect(self.start_consultation)
        self.patient_page.draft_chosen.connect(self.resume)
        self.patient_page.edit_wanted.connect(self.show_card)
        self.form_page.saved.connect(self._show_saved)
        self.form_page.chosen.connect(self.show_patient)
        self.form_page.left.connect(self.show_today)
        self.knowledge_page.changed.connect(self._show_pack_faults)
        self.settings_page.left.connect(self.show_today)
        self.settings_page.changed.connect(self._show_clinic)
        self.command_bar.patient_chosen.connect(self.show_patient)
        self.command_bar.refused.connect(self._refuse)
        for keys, slot in (("Ctrl+K", self.open_command_bar), ("Ctrl+L", self.lock_wanted)):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WindowShortcut)
            shortcut.activated.connect(slot)
