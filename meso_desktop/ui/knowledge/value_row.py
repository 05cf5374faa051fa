"""One value of an entry: what holds here, what is shipped where the two differ, and its change in place."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from meso_desktop.domain.changeable import ChangeableField
from meso_desktop.domain.clinic_changes import Change, Conflict, Value
from meso_desktop.domain.errors import UserError
from meso_desktop.knowledge.wording import Wording
from meso_desktop.ui.fields import TextField
from meso_desktop.ui.instants import instant
from meso_desktop.ui.knowledge.deciding import Decision
from meso_desktop.ui.knowledge.entry_sheet import NAME_WIDTH, with_icon
from meso_desktop.ui.knowledge.value_editor import ValueEditor
from meso_desktop.ui.knowledge.value_words import value_words
from meso_desktop.ui.theme import SPACE_4, SPACE_8, SPACE_12, Role, button, label, set_role

Loosens = Callable[[Value], bool]
_REASON = "change.reason_missing"


class ValueRow(QWidget):
    """Shows one value. It emits what the person wants: `change_wanted` (field, value, reason), `taken_back` (field), `kept`, `taken`.

    A changed value can be taken back; one that a newer pack contradicts has its `decision` instead.
    """

    change_wanted = Signal(str, object, str)
    taken_back = Signal(str)
    kept = Signal(object, str)
    taken = Signal(object)
    opened = Signal(object)

    def __init__(  # noqa: PLR0913  # a value, what became of it, and how it is said
        self, field: ChangeableField, *, name: str, wording: Wording, change: Change | None = None, conflict: Conflict | None = None,
        loosens: Loosens | None = None, look: tuple[str, str] = ("", ""), is_read_only: bool = False,
    ) -> None:
        """Show the value; `loosens` tells of another one whether it loosens the shipped; `look` is an icon and its colour role."""
        super().__init__()
        self.field = field
        self._name = name
        self._wording = wording
        self._change = change
        self._conflict = conflict
        self.decision: Decision | None = None
        self._loosens = loosens
        self.setObjectName(f"value_{field.path}")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(SPACE_4)
        self._form: QWidget | None = None
        self._opened_with: Value | UserError = None
        self.change_button = button(self.tr("Change"), "link")
        self.change_button.setAccessibleName(self.tr("Change: %1").replace("%1", name))
        self._build(look, is_read_only=is_read_only)
        self.change_button.clicked.connect(self.open_editor)

    @property
    def value(self) -> Value:
        """The value that holds for this clinic."""
        return self.field.value if self._change is None else self._change.own

    @property
    def is_open(self) -> bool:
        """Whether the value is being changed."""
        return self._form is not None

    @property
    def is_dirty(self) -> bool:
        """Whether something else stands in the field, or in the reason, than when it was opened."""
        if self._form is None:
            return False
        return self._typed() != self._opened_with or self.reason.text != ("" if self._change is None else self._change.reason)

    def show_refusal(self, error: UserError) -> None:
        """Say at the field, or at the reason, why the change was refused; what was typed stays."""
        if self._form is None:
            return
        own = f"knowledge.refused.{error.message.id.removeprefix('pack.')}"
        sentence = self._wording.term(own) if self._wording.has(own) else self._wording.text(error.message)
        if error.message.id == _REASON:
            self.reason.show_error(sentence)
            self.reason.focus()
        else:
            self.editor.field.show_error(sentence)
            self.editor.field.focus()
        self.save_button.setEnabled(True)

    @Slot()
    def open_editor(self) -> None:
        """Open the field in which the value is changed, under the value."""
        if self._form is not None:
            return
        self._form = self._made_form()
        self._column.addWidget(self._form)
        self._form.show()  # a widget put into a layout is shown only later, and has no place until then
        self.change_button.hide()
        self._opened_with = self._typed()
        self._weigh()
        self.editor.field.focus()
        self.opened.emit(self)

    @Slot()
    def close_editor(self) -> None:
        """Put the field away; nothing is changed."""
        if self._form is not None:
            self._column.removeWidget(self._form)
            self._form.hide()
            self._form.deleteLater()
            self._form = None
            self.change_button.show()
            self.change_button.setFocus(Qt.FocusReason.OtherFocusReason)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Put the field away by Escape."""
        if event.key() == Qt.Key.Key_Escape and self._form is not None:
            self.close_editor()
        else:
            super().keyPressEvent(event)

    def _build(self, look: tuple[str, str], *, is_read_only: bool) -> None:
        row = QHBoxLayout()
        row.setSpacing(SPACE_12)
        called = label(self._name, Role.MUTED)
        called.setFixedWidth(NAME_WIDTH)
        row.addWidget(called)
        icon_name, role = look
        said = value_words(self.field, self.value, self._wording)
        held = label(said, role or Role.SMALL)
        held.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        held.setAccessibleName(f"{self._name}: {said}")
        row.addLayout(with_icon(icon_name, held, role, is_centred=True), 1) if icon_name else row.addWidget(held, 1)
        row.addWidget(self.change_button)
        called.setMinimumHeight(32)
        self._column.addLayout(row)
        self.change_button.setVisible(not is_read_only)
        if self._change is not None:
            self._column.addWidget(self._mark(self._change, is_read_only=is_read_only))

    def _mark(self, change: Change, *, is_read_only: bool) -> QWidget:
        """Return the strip that says what is shipped, who changed it, when and why."""
        self.back_button = button(self.tr("Take back"), "link")
        self.back_button.setAccessibleName(self.tr("Take back: %1").replace("%1", self._name))
        strip = set_role(QWidget(), Role.STRIP_WARN)
        row = QHBoxLayout(strip)
        row.setContentsMargins(SPACE_12, SPACE_4, SPACE_4, SPACE_4)
        told = QVBoxLayout()
        told.setSpacing(2)
        shipped = value_words(self.field, change.shipped, self._wording)
        told.addWidget(label(self.tr("Shipped: %1").replace("%1", shipped), Role.WARN))
        told.addWidget(label(changed_by(change), Role.MUTED))
        if self._conflict is not None:
            told.addWidget(label(self._conflict_words(self._conflict), Role.WARN))
            if not is_read_only:
                row.setContentsMargins(SPACE_12, SPACE_8, SPACE_12, SPACE_12)
                told.addSpacing(SPACE_8)
                told.addWidget(self._decided(self._conflict))
        row.addLayout(told, 1)
        row.addWidget(self.back_button)
        self.back_button.setVisible(self._conflict is None and not is_read_only)
        self.back_button.clicked.connect(self._take_back)
        return strip

    def _decided(self, conflict: Conflict) -> QWidget:
        self.decision = Decision(conflict, name=self._name, wording=self._wording)
        self.decision.kept.connect(self.kept)
        self.decision.taken.connect(self.taken)
        return self.decision

    def _conflict_words(self, conflict: Conflict) -> str:
        if conflict.is_gone:
            return self.tr("The pack of this version no longer has this entry. The clinic's value holds until you decide.")
        now = value_words(self.field, conflict.shipped_now, self._wording)
        return self.tr("The pack of this version now has: %1. The clinic's value holds until you decide.").replace("%1", now)

    def _made_form(self) -> QWidget:
        form = set_role(QWidget(), Role.ENTRY)
        column = QVBoxLayout(form)
        column.setContentsMargins(SPACE_12, SPACE_12, SPACE_12, SPACE_12)
        column.setSpacing(SPACE_8)
        called = self.tr("%1, in this clinic").replace("%1", self._name)
        self.editor = ValueEditor(self.field, self.value, name=called, wording=self._wording)
        self.reason = TextField(self.tr("Reason"), rows=2)
        if self._change is not None:
            self.reason.set_text(self._change.reason)
        self.save_button = button(self.tr("Change for the clinic"), Role.PRIMARY)
        self.leave_button = button(self.tr("Leave as it is"), Role.QUIET)
        buttons = QHBoxLayout()
        buttons.addWidget(self.save_button)
        buttons.addWidget(self.leave_button)
        buttons.addStretch(1)
        column.addWidget(self.editor)
        column.addWidget(self.reason)
        column.addLayout(buttons)
        self.editor.edited.connect(self._weigh)
        self.save_button.clicked.connect(self._save)
        self.leave_button.clicked.connect(self.close_editor)
        return form

    @Slot()
    def _weigh(self) -> None:
        """Say whether what stands in the field needs a reason."""
        if self._is_loosening():
            self.reason.set_help(
                self.tr("This loosens what is shipped: your reason is needed, and it is marked on screen, record and paper."),
            )
        else:
            self.reason.clear_error()
            self.reason.set_help(self.tr("Kept with your name and the day; not required for this change."))

    def _typed(self) -> Value | UserError:
        """Return what stands in the field, or why it cannot be read."""
        try:
            return self.editor.value()
        except UserError as error:
            return error

    def _is_loosening(self) -> bool:
        value = self._typed()
        return self._loosens is not None and not isinstance(value, UserError) and self._loosens(value)

    @Slot()
    def _save(self) -> None:
        value = self._typed()
        if isinstance(value, UserError):
            self.show_refusal(value)
            return
        if self._is_loosening() and not self.reason.text:
            self.reason.show_error(self._wording.term(_REASON))
            self.reason.focus()
            return
        self.save_button.setEnabled(False)
        self.change_wanted.emit(self.field.path, value, self.reason.text)

    @Slot()
    def _take_back(self) -> None:
        self.taken_back.emit(self.field.path)


def changed_by(change: Change) -> str:
    """Return who changed a value, when, and the reason where one was given."""
    told = f"{change.by_name}, {instant(change.at)}"
    return f"{told}: “{change.reason}”" if change.reason else told
