"""Search and commands from anywhere, by Ctrl+K."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget
from shiboken6 import isValid
from typing_extensions import override

from meso_desktop.domain.errors import UserError
from meso_desktop.domain.ids import PatientId
from meso_desktop.services.patients import PatientSummary, find_patients
from meso_desktop.ui.eligible import eligible_tag
from meso_desktop.ui.instants import short_day
from meso_desktop.ui.patient_words import name_of
from meso_desktop.ui.rows import Row, RowList
from meso_desktop.ui.shell import Desk
from meso_desktop.ui.theme import SPACE_8, Role, set_role

_WIDTH, _TOP, _MOST = 600, 88, 440


@dataclass(frozen=True, kw_only=True, eq=False)
class Command:
    """Something to do, its words and its key, if it has one."""

    text: str
    run: Callable[[], object]
    key: str = ""


class CommandBar(QWidget):
    """Lies over the window while it is open; Escape or a click beside it puts it away."""

    patient_chosen = Signal(object)
    refused = Signal(object)

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        """Build the bar, put away."""
        super().__init__(parent)
        self.setObjectName("command_bar")
        self._over = parent
        self._desk = desk
        self._commands: tuple[Command, ...] = ()
        self._found: tuple[PatientSummary, ...] = ()
        self._had_focus: QWidget | None = None
        self._card = set_role(QWidget(self), Role.FLOATING)
        self.line = QLineEdit()
        self.list = RowList(self.tr("Patients and commands"))
        self._lay_out()
        self.line.textChanged.connect(self._search)
        self.list.chosen.connect(self._take)
        self.list.left_upwards.connect(self.line.setFocus)
        parent.installEventFilter(self)
        self.hide()

    def open(self, commands: Sequence[Command]) -> None:
        """Offer these commands and every patient."""
        self._commands = tuple(commands)
        if self.isHidden():
            self._had_focus = QApplication.focusWidget()
        self._found = ()
        self.line.clear()
        self._show()
        self.setGeometry(self._over.rect())
        self.raise_()
        self.show()
        self.line.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def put_away(self) -> None:
        """Close it and give the cursor back."""
        self.hide()
        if self._had_focus is not None and isValid(self._had_focus) and self._had_focus.isVisible():
            self._had_focus.setFocus(Qt.FocusReason.OtherFocusReason)
        self._had_focus = None

    def _lay_out(self) -> None:
        column = QVBoxLayout(self._card)
        column.setContentsMargins(SPACE_8, SPACE_8, SPACE_8, SPACE_8)
        column.setSpacing(SPACE_8)
        self.line.setPlaceholderText(self.tr("Find a patient, or type a command"))
        self.line.setAccessibleName(self.tr("Find a patient, or type a command"))
        self.line.setFixedHeight(44)
        self.line.installEventFilter(self)
        column.addWidget(self.line)
        column.addWidget(self.list)

    def _place(self) -> None:
        rows = self.list.natural_height()
        self.list.setFixedHeight(min(rows, _MOST))
        width = min(_WIDTH, self.width() - 48)
        self._card.setGeometry((self.width() - width) // 2, _TOP, width, self._card.sizeHint().height())

    def _search(self) -> None:
        text = self.line.text().strip()
        if not text:
            self._found = ()
            self._show()
            return
        work = partial(find_patients, self._desk.clinic, text, limit=8)
        self._desk.tasks.run(work, done=self._take_found, failed=self._refuse, newest="command")

    def _refuse(self, error: UserError) -> None:
        self._take_found(())
        self.refused.emit(error)

    def _take_found(self, found: tuple[PatientSummary, ...]) -> None:
        self._found = found
        self._show()

    def _show(self) -> None:
        text = self.line.text().strip().casefold()
        rows = [self._patient_row(patient) for patient in self._found]
        rows += [Row(value=c, title=c.text, aside=c.key) for c in self._commands if text in c.text.casefold()]
        self.list.set_rows(rows, selects_first=True)
        self._place()

    def _patient_row(self, patient: PatientSummary) -> Row:
        born = self.tr("born {day}").format(day=short_day(patient.birth_on))
        eligible = eligible_tag(patient.eligible_on, today=self._desk.clinic.clock.today())
        return Row(
            value=patient.patient_id, title=name_of(patient), detail=born, aside=patient.telephone, tag=eligible.text,
            tag_role=eligible.role,
        )

    def _take(self, value: PatientId | Command) -> None:
        self.put_away()
        if isinstance(value, Command):
            value.run()
        else:
            self.patient_chosen.emit(value)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._over and event.type() is QEvent.Type.Resize:
            self.setGeometry(self._over.rect())
            self._place()
        if watched is self.line and isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            return self._take_key(event.key())
        return super().eventFilter(watched, event)

    def _take_key(self, key: int) -> bool:
        match key:
            case Qt.Key.Key_Down:
                self.list.step(1)
            case Qt.Key.Key_Up:
                self.list.step(-1)
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                value = self.list.current_value()
                if value is not None:
                    self._take(value)  # type: ignore[arg-type]  # rows of this list hold nothing else
            case Qt.Key.Key_Escape:
                self.put_away()
            case _:
                return False
        return True

    @override
    def event(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.ShortcutOverride:
            event.accept()  # what lies beneath answers no shortcut
            return True
        return super().event(event)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.put_away()
        event.accept()

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        if not self._card.geometry().contains(event.position().toPoint()):
            self.put_away()
        event.accept()
