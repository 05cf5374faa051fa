"""The rule behind a finding, over the consultation: read, and back to where one was."""

from functools import partial

from PySide6.QtCore import QEvent, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget
from shiboken6 import isValid
from typing_extensions import override

from meso_desktop.ui.icon_button import IconButton
from meso_desktop.ui.knowledge.entry_view import EntryView
from meso_desktop.ui.knowledge.shelf import Shelf
from meso_desktop.ui.knowledge.state import read_shelf
from meso_desktop.ui.knowledge.topics import EntryRef, entry_in, holder_of
from meso_desktop.ui.knowledge.trail import Trail
from meso_desktop.ui.shell import Desk
from meso_desktop.ui.theme import SPACE_8, SPACE_12, SPACE_24, Role, hairline, label, set_role


class RulePane(QWidget):
    """Shows an entry read-only; `shown` when it is there to be looked at, `left` when the person goes back."""

    shown = Signal()
    left = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        """Build the pane, empty."""
        super().__init__(parent)
        self.setObjectName("rule_pane")
        self._desk = desk
        self._shelf: Shelf | None = None
        self._trail = Trail()
        self._rule = ""
        self._had_focus: QWidget | None = None
        self.view = EntryView(is_read_only=True)
        self.back_button = IconButton(self.tr("Back to the consultation"), "back", Role.PLAIN)
        self.before_button = IconButton(self.tr("Entry before"), "undo", Role.QUIET)
        self._lay_out()
        self.back_button.clicked.connect(self.leave)
        self.before_button.clicked.connect(self._go_back)
        self.view.followed.connect(self._go_to)
        for keys, slot in (("Alt+Left", self._go_back), ("Alt+Right", self._go_forward)):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(slot)

    def open_rule(self, rule: str) -> None:
        """Read what is needed and show the rule or the limit behind a finding; the cursor's place is remembered."""
        self._rule = rule
        self._had_focus = QApplication.focusWidget()
        if self._shelf is not None and self._shelf.effective is self._desk.clinic.knowledge:
            self._take(self._shelf)
        else:
            texts = None if self._shelf is None else self._shelf.texts
            work = partial(read_shelf, self._desk.clinic, self._desk.wording, texts)
            self._desk.tasks.run(work, done=self._take, newest="rule", owner=self)

    @Slot()
    def leave(self) -> None:
        """Go back, the cursor where it was."""
        self.left.emit()
        if self._had_focus is not None and isValid(self._had_focus) and self._had_focus.isVisible():
            self._had_focus.setFocus(Qt.FocusReason.OtherFocusReason)
        self._had_focus = None

    @override
    def event(self, event: QEvent) -> bool:
        """Keep undo, redo and Ctrl+Enter from changing what lies beneath, unseen."""
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.ShortcutOverride and _changes_unseen(event):
            event.accept()
            return True
        return super().event(event)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go back by Escape."""
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
        elif _changes_unseen(event):
            event.accept()
        else:
            super().keyPressEvent(event)

    def _lay_out(self) -> None:
        set_role(self, Role.RAISED)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        row = QHBoxLayout()
        row.setContentsMargins(SPACE_24, SPACE_8, SPACE_24, SPACE_8)
        row.setSpacing(SPACE_12)
        row.addWidget(self.back_button)
        row.addWidget(self.before_button)
        row.addStretch(1)
        row.addWidget(label(self.tr("Read only: entries are changed on the Knowledge page."), Role.MUTED, is_wrapped=False))
        column.addLayout(row)
        column.addWidget(hairline())
        column.addWidget(self.view, 1)

    def _take(self, shelf: Shelf) -> None:
        self._shelf = shelf
        ref = holder_of(shelf.effective, self._rule) or holder_of(shelf.shipped, self._rule)
        if ref is None:
            return
        self._trail = Trail()
        self._show(ref, is_new=True)
        self.shown.emit()
        self.view.bring_into_view(self._rule)
        self.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show(self, ref: EntryRef, *, is_new: bool) -> None:
        if self._shelf is None or (entry_in(self._shelf.effective, ref) is None and entry_in(self._shelf.shipped, ref) is None):
            return
        if is_new:
            self._trail.go(ref)
        self.view.show_entry(self._shelf, ref)
        self.before_button.setVisible(self._trail.can_go_back)

    @Slot(object)
    def _go_to(self, ref: EntryRef) -> None:
        self._show(ref, is_new=True)
        self.view.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _go_back(self) -> None:
        if (ref := self._trail.back()) is not None:
            self._show(ref, is_new=False)
            self.view.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _go_forward(self) -> None:
        if (ref := self._trail.forward()) is not None:
            self._show(ref, is_new=False)


def _changes_unseen(event: QKeyEvent) -> bool:
    keys = (QKeySequence.StandardKey.Undo, QKeySequence.StandardKey.Redo)
    is_y = event.key() == Qt.Key.Key_Y and event.modifiers() == Qt.KeyboardModifier.ControlModifier
    is_enter = event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and event.modifiers() & Qt.KeyboardModifier.ControlModifier
    return is_y or bool(is_enter) or any(event.matches(key) for key in keys)
