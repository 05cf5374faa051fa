"""The knowledge page: find an entry of the packs, read it, change it for the clinic, and settle what a newer pack brings."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget
from typing_extensions import override

from meso_desktop.domain.clinic_changes import Change, Conflict
from meso_desktop.domain.errors import UserError
from meso_desktop.knowledge.overlay import CLINIC_FILE
from meso_desktop.ui.dialogs import Question
from meso_desktop.ui.icon_button import IconButton
from meso_desktop.ui.knowledge.browser import Browser
from meso_desktop.ui.knowledge.changing import ClinicChanger
from meso_desktop.ui.knowledge.conflicts_view import ConflictsView
from meso_desktop.ui.knowledge.entry_view import EntryView
from meso_desktop.ui.knowledge.import_view import ImportView
from meso_desktop.ui.knowledge.pack_head import PackHead
from meso_desktop.ui.knowledge.state import PageState
from meso_desktop.ui.knowledge.topics import EntryRef, Topic, entry_in
from meso_desktop.ui.knowledge.trail import Trail
from meso_desktop.ui.shell import Desk
from meso_desktop.ui.theme import SPACE_8, SPACE_16, Role, hairline, set_role

_NARROW = 1200


class KnowledgePage(QWidget):
    """Browses the packs of the open clinic; nothing that is changed here touches a signed record."""

    changed = Signal()

    def __init__(self, desk: Desk) -> None:
        """Build the page; `refresh` fills it."""
        super().__init__()
        self.setObjectName("knowledge_page")
        self._desk = desk
        self._state: PageState | None = None
        self._trail = Trail()
        self.head = PackHead(desk.wording)
        self.browser = Browser()
        self.view = EntryView()
        self.conflicts = ConflictsView()
        self.import_view = ImportView(desk.wording)
        self._changer = ClinicChanger(desk, view=self.view, conflicts=self.conflicts, import_view=self.import_view, parent=self)
        self.back_button = IconButton(self.tr("Back"), "back", Role.QUIET)
        self.forward_button = IconButton(self.tr("Forward"), "next", Role.QUIET)
        self._right = QStackedWidget()
        self._lay_out()
        self._connect()

    def refresh(self) -> None:
        """Read the packs anew and put the cursor into the search line."""
        self.head.say("")
        self._changer.read()
        self.browser.search.setFocus(Qt.FocusReason.OtherFocusReason)
        self.browser.search.selectAll()

    def show_entry(self, ref: EntryRef) -> bool:
        """Go to an entry; False when it is not in the packs, or a change that was begun keeps the page."""
        state = self._state
        if state is None or (entry_in(state.shelf.effective, ref) is None and entry_in(state.shelf.shipped, ref) is None):
            return False
        if not self._may_rewrite():
            return False
        self.head.say("")
        self._trail.go(ref)
        self._show(ref)
        return True

    def may_leave(self) -> bool:
        """Ask before a change that was typed and not made is lost; nothing is asked when there is none."""
        return self._may_lose(is_dirty=self.view.is_dirty or self.conflicts.is_dirty, parts=(self.view, self.conflicts))

    def _may_rewrite(self, *, deciding: Conflict | None = None) -> bool:
        """Ask before what was typed on the entry is lost to another one; the cards keep theirs, and a decision takes its own with it."""
        return self._may_lose(is_dirty=self.view.is_dirty_beside(deciding), parts=(self.view,))

    def _may_lose(self, *, is_dirty: bool, parts: Sequence[EntryView | ConflictsView]) -> bool:
        if not is_dirty:
            return True
        question = Question(
            title=self.tr("The change is not made yet"),
            text=self.tr("What was typed holds only once it is changed for the clinic. Leave it, and everything stays as it is."),
            yes=self.tr("Let it go"), no=self.tr("Stay"),
        )
        if not self._desk.dialogs.ask(self, question):
            return False
        for part in parts:
            part.abandon()
        return True

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the entry its room in a narrow window."""
        super().resizeEvent(event)
        self.browser.set_narrow(self.width() < _NARROW)

    def _lay_out(self) -> None:
        set_role(self, Role.SURFACE)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        column.addWidget(hairline())
        across = QHBoxLayout()
        across.setSpacing(0)
        across.addWidget(self.browser)
        across.addWidget(hairline(is_vertical=True))
        side = set_role(QWidget(), Role.RAISED)
        right = QVBoxLayout(side)
        right.setContentsMargins(0, 0, 0, 0)
        right.setSpacing(0)
        ways = QHBoxLayout()
        ways.setContentsMargins(SPACE_8, SPACE_8, SPACE_16, 0)
        ways.addWidget(self.back_button)
        ways.addWidget(self.forward_button)
        ways.addSpacing(SPACE_8)
        ways.addWidget(self.head.note, 1)
        right.addLayout(ways)
        right.addWidget(self._right, 1)
        for part in (self.view, self.conflicts, self.import_view):
            self._right.addWidget(part)
        across.addWidget(side, 1)
        column.addLayout(across, 1)
        self._show_ways()

    def _connect(self) -> None:
        self.browser.chosen.connect(self._choose)
        self.browser.entered.connect(self._enter)
        self.browser.topic_changed.connect(self._follow_topic)
        self.browser.narrowed.connect(self._follow_narrowed)
        changer = self._changer
        for part in (self.view, self.conflicts):
            part.followed.connect(self.show_entry)
            part.kept.connect(self._keep)
            part.taken.connect(self._take)
        self.view.change_wanted.connect(changer.change)
        self.view.taken_back.connect(self._take_back)
        self.view.confirm_wanted.connect(changer.confirm)
        self.import_view.import_wanted.connect(changer.import_changes)
        self.import_view.left.connect(self._leave_import)
        changer.done.connect(self._take_state)
        changer.refused.connect(self._refuse)
        changer.file_read.connect(self._show_import)
        changer.written.connect(self._say_exported)
        self.back_button.clicked.connect(self._go_back)
        self.forward_button.clicked.connect(self._go_forward)
        self.head.export_wanted.connect(self._export)
        self.head.import_wanted.connect(self._open_import)
        self.head.all_taken_back.connect(self._take_all_back)
        for keys, slot in (("Ctrl+F", self._find), ("Alt+Left", self._go_back), ("Alt+Right", self._go_forward)):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(slot)

    @Slot(object, str)
    def _take_state(self, state: PageState, said: str) -> None:
        self._state = state
        clinic = self._desk.clinic
        faults = clinic.pack_faults
        if state.shelf.texts.fault is not None:
            faults = (*faults, state.shelf.texts.fault)
        can_take_all_back = any(fault.id.startswith("change.") for fault in clinic.pack_faults)
        self.head.show_pack(state.shelf.effective, faults=faults, to_decide=len(state.shelf.conflicts), can_take_all_back=can_take_all_back)
        self.head.say(said)
        self.changed.emit()
        self.browser.show_catalogue(state.catalogue)
        self.conflicts.show_conflicts(state.shelf.conflicts, state.shelf.wording)
        here = self.view.ref
        if here is None or state.catalogue.get(here) is None:
            here = next(iter(self.browser.listed), None)
        if here is None:
            self.view.clear()
            return
        self._trail.go(here)
        part = self._right.currentWidget()
        self._show(here)
        if part is self.conflicts and state.shelf.conflicts:
            self._right.setCurrentWidget(self.conflicts)
        elif part is not self.view:
            self._follow_list()

    def _show(self, ref: EntryRef) -> None:
        if self._state is not None:
            self.view.show_entry(self._state.shelf, ref)
            self._right.setCurrentWidget(self.view)
            self.browser.select(ref)
            self._show_ways()

    def _show_ways(self) -> None:
        self.back_button.setEnabled(self._trail.can_go_back)
        self.forward_button.setEnabled(self._trail.can_go_forward)

    @Slot(object)
    def _choose(self, ref: EntryRef) -> None:
        is_shown = ref == self.view.ref and self._right.currentWidget() is self.view
        if not is_shown and not self.show_entry(ref) and self.view.ref is not None:
            self.browser.select(self.view.ref)

    @Slot(object)
    def _enter(self, ref: EntryRef) -> None:
        self._choose(ref)
        self.view.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot(object)
    def _follow_topic(self, topic: Topic) -> None:
        if topic is Topic.TO_DECIDE:
            self._right.setCurrentWidget(self.conflicts)
        else:
            self._right.setCurrentWidget(self.view)

    @Slot()
    def _follow_narrowed(self) -> None:
        before = self.view.ref
        self._follow_list()
        if self.view.ref != before:
            self.head.say("")

    def _follow_list(self) -> None:
        """Show the first entry of the list in place of one that is not in it; a change that was begun there is kept."""
        if self._state is None or self._right.currentWidget() is not self.view:
            return
        listed = self.browser.listed
        if self.view.ref not in listed and not self.view.is_dirty:
            if listed:
                self._trail.glance(listed[0])
                self.view.show_entry(self._state.shelf, listed[0])
            else:
                self._trail.leave()
                self.view.clear()
            self._show_ways()
        if self.view.ref is not None:
            self.browser.select(self.view.ref)

    @Slot()
    def _find(self) -> None:
        self.browser.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.browser.search.selectAll()

    @Slot()
    def _go_back(self) -> None:
        if self._may_rewrite() and (ref := self._trail.back()) is not None:
            self._show(ref)

    @Slot()
    def _go_forward(self) -> None:
        if self._may_rewrite() and (ref := self._trail.forward()) is not None:
            self._show(ref)

    @Slot(object, str)
    def _take_back(self, ref: EntryRef, field: str) -> None:
        if self._may_rewrite():
            self._changer.take_back(ref, field)

    @Slot(object, str)
    def _keep(self, conflict: Conflict, reason: str) -> None:
        if self._may_rewrite(deciding=conflict):
            self._changer.keep(conflict, reason=reason)

    @Slot(object)
    def _take(self, conflict: Conflict) -> None:
        if self._may_rewrite(deciding=conflict):
            self._changer.take(conflict)

    @Slot()
    def _take_all_back(self) -> None:
        question = Question(
            title=self.tr("Take all changes of the clinic back"),
            text=self.tr("Every shipped value holds again, and the clinic's own ones are gone. Export them first to keep them."),
            yes=self.tr("Take all back"), no=self.tr("Keep them"),
        )
        if self._desk.dialogs.ask(self, question):
            self._changer.take_all_back()

    @Slot()
    def _export(self) -> None:
        path = self._desk.dialogs.save_file(
            self, title=self.tr("Export the clinic's changes"), suggested=CLINIC_FILE, pattern=self.tr("Clinic changes (*.json)"),
        )
        if path is not None:
            self._changer.write_file(path)

    @Slot(object)
    def _say_exported(self, path: Path) -> None:
        self.head.say(self.tr("The clinic's changes are in %1.").replace("%1", path.name))

    @Slot()
    def _open_import(self) -> None:
        path = self._desk.dialogs.open_file(
            self, title=self.tr("Import a clinic's changes"), patterns=[self.tr("Clinic changes (*.json)")],
        )
        if path is not None and self._may_rewrite():
            self._changer.read_file(path)

    @Slot(str, object)
    def _show_import(self, name: str, changes: tuple[Change, ...]) -> None:
        self.head.say("")
        present = {change.place: change for change in self._desk.clinic.knowledge.changes}
        self._right.setCurrentWidget(self.import_view)
        self.import_view.show_changes(changes, present, file=name)

    @Slot()
    def _leave_import(self) -> None:
        self._right.setCurrentWidget(self.view)
        self._follow_list()
        self.head.say(self.tr("Nothing was changed."), Role.MUTED)

    @Slot(object)
    def _refuse(self, error: UserError) -> None:
        self.head.say(self._desk.wording.text(error.message), Role.REFUSAL)
