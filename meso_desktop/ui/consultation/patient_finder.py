"""Finds a patient as you type, or makes one in a short form."""

from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QStackedWidget, QVBoxLayout, QWidget
from typing_extensions import override

from meso_desktop.domain.errors import UserError
from meso_desktop.services.patients import find_patients, patient, recent_patients
from meso_desktop.services.summaries import PatientRecord, PatientSummary
from meso_desktop.ui.consultation.new_patient import NewPatient
from meso_desktop.ui.consultation.patient_rows import patient_row
from meso_desktop.ui.consultation.workplace import Workplace
from meso_desktop.ui.rows import RowList
from meso_desktop.ui.theme import Role, button, label


class PatientFinder(QWidget):
    """Emits `chosen` with the card of the patient found or made."""

    chosen = Signal(object)

    def __init__(self, desk: Workplace, parent: QWidget | None = None) -> None:
        """Build search and form."""
        super().__init__(parent)
        self._desk = desk
        self._build()
        self._connect()

    def begin(self) -> None:
        """Show the search, empty, with those seen last."""
        self._pages.setCurrentIndex(0)
        self.search.clear()
        self._look("")

    def focus(self) -> None:
        """Put the cursor into the search."""
        self.search.setFocus(Qt.FocusReason.OtherFocusReason)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Move in the list with the arrow keys while typing."""
        if watched is self.search and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            by = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
            if by is not None:
                self.found.step(by)
                return True
        return super().eventFilter(watched, event)

    def _build(self) -> None:
        self.search = QLineEdit()
        self.search.setObjectName("find_patient")
        self.search.setPlaceholderText(self.tr("Name, date of birth, telephone or file number"))
        self.search.setAccessibleName(self.tr("Find a patient"))
        self.search.installEventFilter(self)
        self.new = button(self.tr("New patient"))
        self.new.setObjectName("new_patient")
        line = QHBoxLayout()
        line.setSpacing(12)
        line.addWidget(self.search, 1)
        line.addWidget(self.new)
        self._head = label("", Role.MUTED)
        self.found = RowList(self.tr("Patients found"))
        self.found.setMinimumHeight(240)
        self._none = label(self.tr("Nobody by these words. Enter makes a new patient."), Role.MUTED)
        find = QWidget()
        column = QVBoxLayout(find)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addLayout(line)
        column.addWidget(self._head)
        column.addWidget(self._none)
        column.addWidget(self.found, 1)
        self.form = NewPatient(self._desk)
        self._pages = QStackedWidget()
        self._pages.addWidget(find)
        self._pages.addWidget(self.form)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._pages, 1)

    def _connect(self) -> None:
        self.search.textEdited.connect(self._look)
        self.search.returnPressed.connect(self._on_return)
        self.new.clicked.connect(self._on_new)
        self.found.chosen.connect(self._on_found)
        self.form.made.connect(self.chosen)
        self.form.known.connect(self._on_found)
        self.form.cancelled.connect(self._on_cancelled)

    def _look(self, text: str) -> None:
        work = partial(find_patients, self._desk.clinic, text, limit=12) if text.strip() else partial(recent_patients, self._desk.clinic)
        self._desk.tasks.run(work, done=self._show_found, failed=self._on_failed, owner=self, newest="find")

    def _show_found(self, found: tuple[PatientSummary, ...]) -> None:
        is_search = bool(self.search.text().strip())
        self.found.set_rows([patient_row(summary, self._desk) for summary in found], selects_first=is_search)
        self._head.setText(self.tr("Seen recently"))
        self._head.setVisible(not is_search and bool(found))
        self._none.setVisible(is_search and not found)

    def _on_return(self) -> None:
        summary = self.found.current_value()
        if isinstance(summary, PatientSummary):
            self._on_found(summary)
        elif self.search.text().strip() and self._none.isVisibleTo(self):
            self._on_new()

    def _on_new(self) -> None:
        self._pages.setCurrentIndex(1)
        self.form.begin(self.search.text())

    def _on_cancelled(self) -> None:
        self._pages.setCurrentIndex(0)
        self.focus()

    def _on_found(self, summary: PatientSummary) -> None:
        work = partial(patient, self._desk.clinic, summary.patient_id)
        self._desk.tasks.run(work, done=self._on_record, failed=self._on_failed, owner=self, newest="take")

    def _on_record(self, record: PatientRecord) -> None:
        self.chosen.emit(record.card)

    def _on_failed(self, error: UserError) -> None:
        self._none.setText(self._desk.wording.text(error.message))
        self._none.show()
