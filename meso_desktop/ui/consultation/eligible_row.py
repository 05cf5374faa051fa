"""The day from which a deferred patient may be treated: typed, or taken as the rules propose it."""

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from meso_desktop.domain.waiting import Wait
from meso_desktop.knowledge.wording import Wording
from meso_desktop.ui.consultation.date_field import DateField
from meso_desktop.ui.theme import Role, button, label, set_role
from meso_desktop.ui.typed_day import DayOrder


class EligibleRow(QWidget):
    """Emits `typed` as the field does, and `taken` with the proposed day; Enter in the empty field takes it too."""

    typed = Signal(str, str)
    taken = Signal(object)
    went_on = Signal()
    left = Signal()

    def __init__(self, path: str, *, wording: Wording, order: DayOrder) -> None:
        """Build the row whose refused text is kept under `path`."""
        super().__init__()
        self._wording = wording
        self._proposed: date | None = None
        name = self.tr("May be treated from")
        self.field = DateField(path, name=name, order=order)
        self.take = button(self.tr("Take this day"), Role.QUIET)
        self.take.setObjectName("take_proposed_day")
        self.ground = label("", Role.MUTED)
        line = QHBoxLayout()
        line.setSpacing(12)
        line.addWidget(label(name, Role.LABEL, is_wrapped=False))
        line.addWidget(self.field, 1)
        line.addWidget(self.take)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(line)
        column.addWidget(self.ground)
        self.field.typed.connect(self.typed)
        self.field.went_on.connect(self._on_went_on)
        self.field.left.connect(self.left)
        self.take.clicked.connect(self._on_take)

    def show_day(self, day: date | None, *, refused: str, refusal: str, wait: Wait | None, rule: str) -> None:
        """Show the day, or what was refused; `wait` is the longest that the findings ask for, `rule` the words of its rule."""
        is_open = day is None and not refused
        self._proposed = wait.until if wait is not None and is_open else None
        self.field.show_day(day, refused=refused, refusal=refusal, proposed=self._proposed)
        self.take.setVisible(self._proposed is not None)
        is_early = wait is not None and day is not None and day < wait.until
        self.ground.setText(self._ground(wait, rule, is_early=is_early))
        self.ground.setVisible(is_early or self._proposed is not None)
        set_role(self.ground, Role.WARN if is_early else Role.MUTED)

    def _ground(self, wait: Wait | None, rule: str, *, is_early: bool) -> str:
        if wait is None:
            return ""
        until = self._wording.day(wait.until)
        if is_early:
            return self.tr("The finding asks to wait until {day}: {rule}").format(day=until, rule=rule)
        return self.tr("Proposed by the longest wait found; Enter takes it. {rule}").format(rule=rule)

    def _on_went_on(self) -> None:
        self._on_take()
        self.went_on.emit()

    def _on_take(self) -> None:
        if self._proposed is not None and not self.field.edit.text().strip():
            self.taken.emit(self._proposed)
