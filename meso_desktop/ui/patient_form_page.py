"""The page of a patient's card: probable duplicates are shown before anything is saved."""

from collections.abc import Callable
from functools import partial
from uuid import UUID

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from meso_desktop.domain.errors import UserError
from meso_desktop.domain.ids import PatientId
from meso_desktop.domain.people import PatientCard
from meso_desktop.services.patients import PatientSummary, probable_duplicates, save_patient
from meso_desktop.ui.centred import CentredPage
from meso_desktop.ui.dialogs import Question
from meso_desktop.ui.eligible import eligible_tag
from meso_desktop.ui.instants import short_day
from meso_desktop.ui.patient_form import PatientForm
from meso_desktop.ui.patient_words import name_of
from meso_desktop.ui.rows import Row, RowList
from meso_desktop.ui.shell import Desk
from meso_desktop.ui.theme import SPACE_8, SPACE_16, Role, button, label


class PatientFormPage(CentredPage):
    """The form with save and leave; emits `saved` with the card, or `chosen` with a patient who was there already."""

    saved = Signal(object)
    chosen = Signal(object)
    left = Signal()

    def __init__(self, desk: Desk, new_id: Callable[[], UUID]) -> None:
        """Build the page; `show_new` or `show_card` fills it."""
        super().__init__(860)
        self.setObjectName("patient_form_page")
        self._desk = desk
        self._new_id = new_id
        self._patient_id = PatientId(new_id())
        self._is_new = True
        self._filled: tuple[object, ...] = ()
        self._seen: frozenset[PatientId] = frozenset()
        self._title = label("", Role.TITLE)
        self.form = PatientForm(desk.wording, day_order=desk.day_order)
        self._alike = QWidget()
        self.alike_list = RowList(self.tr("Patients who may be the same person"))
        self.save_button = button(self.tr("Save"), Role.PRIMARY)
        self.leave = button(self.tr("Cancel"), Role.QUIET)
        self._lay_out()
        self._connect()

    def show_new(self, family_name: str = "") -> None:
        """Begin a new patient."""
        self._begin(PatientId(self._new_id()), self.tr("New patient"), is_new=True)
        today = self._desk.clinic.clock.today()
        self.form.show_card(PatientCard(patient_id=self._patient_id, family_name=family_name, given_name="", birth_on=today))
        self.form.birth_on.set_day(None)
        self._filled = self.form.typed()
        self.form.family_name.focus()

    def show_card(self, card: PatientCard) -> None:
        """Change a patient's card."""
        self._begin(card.patient_id, name_of(card), is_new=False)
        self.form.show_card(card)
        self._filled = self.form.typed()
        self.form.family_name.focus()

    def may_leave(self) -> bool:
        """Tell whether the page may be left: nothing was typed since it was filled, or the person lets it go."""
        if self.form.typed() == self._filled:
            return True
        question = Question(
            title=self.tr("Leave without saving the card?"),
            text=self.tr("What was typed here is not saved yet and would be lost."),
            yes=self.tr("Leave and lose it"),
            no=self.tr("Stay"),
        )
        if not self._desk.dialogs.ask(self, question):
            return False
        self._filled = self.form.typed()
        return True

    def _begin(self, patient_id: PatientId, title: str, *, is_new: bool) -> None:
        self._patient_id = patient_id
        self._is_new = is_new
        self._seen = frozenset()
        self._title.setText(title)
        self.form.birth_on.set_order(self._desk.day_order)
        self.form.clear_errors()
        self._alike.hide()
        self._name_save(0)

    def _lay_out(self) -> None:
        self.column.addWidget(self._title)
        self.column.addWidget(self.form)
        inside = QVBoxLayout(self._alike)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(SPACE_8)
        inside.addWidget(label(self.tr("Already here? These may be the same person. Choose one to open that record instead."), Role.WARN))
        inside.addWidget(self.alike_list)
        self.column.addWidget(self._alike)
        row = QHBoxLayout()
        row.setSpacing(SPACE_16)
        row.addWidget(self.save_button)
        row.addWidget(self.leave)
        row.addStretch(1)
        self.column.addLayout(row)

    def _connect(self) -> None:
        self.form.completed.connect(self._save)
        self.save_button.clicked.connect(self._save)
        self.leave.clicked.connect(self._go_back)
        self.alike_list.chosen.connect(self._take_alike)
        for field in (self.form.family_name, self.form.given_name, self.form.birth_on, self.form.telephone):
            field.edited.connect(self._look_for_alike)
        for keys in ("Ctrl+Return", "Ctrl+S"):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(self._save)

    @Slot()
    def _go_back(self) -> None:
        self._filled = self.form.typed()
        if self._is_new:
            self.left.emit()
        else:
            self.chosen.emit(self._patient_id)

    @Slot(object)
    def _take_alike(self, patient_id: PatientId) -> None:
        self._filled = self.form.typed()
        self.chosen.emit(patient_id)

    @Slot()
    def _look_for_alike(self) -> None:
        card = self.form.read(self._patient_id, is_silent=True)
        if card is not None:
            work = partial(probable_duplicates, self._desk.clinic, card)
            self._desk.tasks.run(work, done=self._show_alike, failed=self._refuse, newest="alike")

    def _show_alike(self, found: tuple[PatientSummary, ...]) -> None:
        rows = [self._alike_row(patient) for patient in found]
        self.alike_list.set_rows(rows)
        self.alike_list.setFixedHeight(min(3 * 58, self.alike_list.natural_height()))
        self._alike.setVisible(bool(rows))
        self._seen = frozenset(p.patient_id for p in found)
        self._name_save(len(rows))

    def _alike_row(self, patient: PatientSummary) -> Row:
        born = self.tr("born {day}").format(day=short_day(patient.birth_on))
        seen = self.tr("last visit {day}").format(day=short_day(patient.last_visit_on)) if patient.last_visit_on else ""
        file = self.tr("file {number}").format(number=patient.file_number) if patient.file_number else ""
        eligible = eligible_tag(patient.eligible_on, today=self._desk.clinic.clock.today())
        return Row(
            value=patient.patient_id, title=name_of(patient), detail=" · ".join(part for part in (born, seen, file) if part),
            aside=patient.telephone, tag=eligible.text, tag_role=eligible.role,
        )

    def _name_save(self, alike: int) -> None:
        self.save_button.setText(self.tr("Save as another person") if alike else self.tr("Save"))

    @Slot()
    def _save(self) -> None:
        card = self.form.read(self._patient_id)
        if card is None:
            return
        self.save_button.setEnabled(False)
        self._desk.tasks.run(partial(self._save_unless_alike, card, self._seen), done=self._take, failed=self._refuse, ended=self._end)

    def _save_unless_alike(self, card: PatientCard, seen: frozenset[PatientId]) -> PatientCard | tuple[PatientSummary, ...]:
        found = probable_duplicates(self._desk.clinic, card)
        if any(p.patient_id not in seen for p in found):
            return found
        return save_patient(self._desk.clinic, card)

    def _take(self, outcome: PatientCard | tuple[PatientSummary, ...]) -> None:
        if isinstance(outcome, PatientCard):
            self._filled = self.form.typed()
            self.saved.emit(outcome)
        else:
            self._show_alike(outcome)

    def _refuse(self, error: UserError) -> None:
        self.form.refuse(error)

    def _end(self) -> None:
        self.save_button.setEnabled(True)
