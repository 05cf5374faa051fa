"""Makes a patient inside the consultation; those who may be the same person are shown before anything is saved."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from meso_desktop.domain.errors import UserError
from meso_desktop.domain.ids import PatientId
from meso_desktop.domain.people import Language, PatientCard
from meso_desktop.services.patients import probable_duplicates, save_patient
from meso_desktop.services.summaries import PatientSummary
from meso_desktop.ui.consultation.patient_rows import patient_row
from meso_desktop.ui.consultation.workplace import Workplace
from meso_desktop.ui.patient_form import PatientForm
from meso_desktop.ui.rows import RowList
from meso_desktop.ui.theme import Role, button, label


class NewPatient(QWidget):
    """Emits `made` with the stored card, `known` with the summary of a patient who is there already."""

    made = Signal(object)
    known = Signal(object)
    cancelled = Signal()

    def __init__(self, desk: Workplace, parent: QWidget | None = None) -> None:
        """Build the form."""
        super().__init__(parent)
        self._desk = desk
        self._patient_id = PatientId(desk.clinic.new_id())
        self.form = PatientForm(desk.wording, day_order=desk.day_order)
        self._build()
        self._connect()

    def begin(self, typed: str) -> None:
        """Start with the words that were searched for in vain."""
        self._patient_id = PatientId(self._desk.clinic.new_id())
        family, _, given = ("", "", "") if any(c.isdigit() for c in typed) else typed.strip().partition(" ")
        language = next((spoken for spoken in Language if spoken.value == self._desk.wording.language), Language.ENGLISH)
        today = self._desk.clinic.clock.today()
        empty = PatientCard(patient_id=self._patient_id, family_name=family, given_name=given, birth_on=today, language=language)
        self.form.clear_errors()
        self.form.show_card(empty)
        self.form.birth_on.set_day(None)
        self._show_same(())
        (self.form.given_name if family else self.form.family_name).focus()

    def _build(self) -> None:
        self.same_head = label(self.tr("Already here? Choose one instead of making a second record."), Role.WARN)
        self.same = RowList(self.tr("Patients who may be the same person"))
        self.save = button(self.tr("Save patient"))
        self.save.setObjectName("save_patient")
        self.cancel = button(self.tr("Back to the search"), Role.QUIET)
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(self.save)
        line.addWidget(self.cancel)
        line.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        for part in (self.form, self.same_head, self.same):
            column.addWidget(part)
        column.addLayout(line)
        column.addStretch(1)
        self._show_same(())

    def _connect(self) -> None:
        for field in (self.form.family_name, self.form.given_name, self.form.birth_on, self.form.telephone):
            field.edited.connect(self._look_for_same)
        self.form.completed.connect(self._save)
        self.same.chosen.connect(self.known)
        self.save.clicked.connect(self._save)
        self.cancel.clicked.connect(self.cancelled)

    def _look_for_same(self) -> None:
        card = self.form.read(self._patient_id, is_silent=True)
        if card is not None:
            work = partial(probable_duplicates, self._desk.clinic, card)
            self._desk.tasks.run(work, done=self._show_same, failed=self._on_refused, owner=self, newest="duplicates")

    def _show_same(self, found: tuple[PatientSummary, ...]) -> None:
        self.same.set_rows([patient_row(summary, self._desk) for summary in found])
        self.same.setFixedHeight(min(self.same.natural_height(), 178))
        self.same_head.setVisible(bool(found))
        self.same.setVisible(bool(found))
        self.save.setText(self.tr("Save as another person") if found else self.tr("Save patient"))

    def _save(self) -> None:
        card = self.form.read(self._patient_id)
        if card is not None:
            self.save.setEnabled(False)
            work = partial(save_patient, self._desk.clinic, card)
            self._desk.tasks.run(work, done=self._on_saved, failed=self._on_refused, ended=self._on_ended, owner=self)

    def _on_saved(self, card: PatientCard) -> None:
        self.made.emit(card)

    def _on_refused(self, error: UserError) -> None:
        self.form.refuse(error)

    def _on_ended(self) -> None:
        self.save.setEnabled(True)
