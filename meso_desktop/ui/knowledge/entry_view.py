"""Shows one entry of the packs at a time, scrolling, and passes on what a person wants changed in it."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from meso_desktop.domain.clinic_changes import Conflict, Value
from meso_desktop.domain.errors import UserError
from meso_desktop.domain.people import Language
from meso_desktop.ui.knowledge.deciding import Decision
from meso_desktop.ui.knowledge.entry_sheet import EntryLink, EntrySheet
from meso_desktop.ui.knowledge.entry_writer import EntryWriter
from meso_desktop.ui.knowledge.legal_block import LegalBlock
from meso_desktop.ui.knowledge.limit_rows import LimitBlock
from meso_desktop.ui.knowledge.shelf import Shelf
from meso_desktop.ui.knowledge.topics import EntryRef
from meso_desktop.ui.knowledge.value_row import ValueRow
from meso_desktop.ui.theme import Role, set_role


class EntryView(QScrollArea):
    """The page of one entry. `followed` carries an entry to go to; what is to be changed carries the entry, the field and the rest."""

    followed = Signal(object)
    change_wanted = Signal(object, str, object, str)
    taken_back = Signal(object, str)
    confirm_wanted = Signal(object, str)
    kept = Signal(object, str)
    taken = Signal(object)

    def __init__(self, *, is_read_only: bool = False) -> None:
        """Make an empty page; one that is read only offers no change."""
        super().__init__()
        self._is_read_only = is_read_only
        self._language: Language | None = None
        self._writer: EntryWriter | None = None
        self._open_row: ValueRow | None = None
        self.setObjectName("entry_view")
        self.setWidgetResizable(True)
        self.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(self.tr("Entry"))
        set_role(self.viewport(), Role.RAISED)
        self._sheet = EntrySheet()
        self.setWidget(self._sheet)

    @property
    def ref(self) -> EntryRef | None:
        """The entry shown."""
        return None if self._writer is None else self._writer.ref

    @property
    def is_dirty(self) -> bool:
        """Whether something was typed that is not changed yet."""
        return self.is_dirty_beside(None)

    def is_dirty_beside(self, conflict: Conflict | None) -> bool:
        """Whether something was typed that is not changed yet, the reason to keep ours in `conflict` left out."""
        legal = None if self._writer is None else self._writer.legal
        return (
            (self._open_row is not None and self._open_row.is_dirty) or (legal is not None and legal.is_dirty)
            or any(decision.is_dirty and decision.conflict != conflict for decision in self.decisions)
        )

    def show_entry(self, shelf: Shelf, ref: EntryRef) -> None:
        """Show an entry from its top; the same one shown anew stays where it was scrolled to."""
        place = self.verticalScrollBar().value() if ref == self.ref else 0
        language = self._language if self._language is not None else Language(shelf.wording.language)
        writer = EntryWriter(shelf, ref, language=language, is_read_only=self._is_read_only)
        sheet = writer.write()
        self._writer = writer
        self._open_row = None
        sheet.followed.connect(self.followed)
        for row in writer.rows:
            row.change_wanted.connect(self._change)
            row.taken_back.connect(self._take_back)
            row.kept.connect(self.kept)
            row.taken.connect(self.taken)
            row.opened.connect(self._keep_one_open)
        if writer.legal is not None:
            writer.legal.confirm_wanted.connect(self._confirm)
            writer.legal.taken_back.connect(self._take_back)
        if writer.texts is not None:
            writer.texts.language_chosen.connect(self._choose_language)
        self._put(sheet)
        self.setAccessibleName(self.tr("Entry: %1").replace("%1", f"{ref.topic}.{ref.entry}"))
        self.verticalScrollBar().setValue(place)

    def clear(self) -> None:
        """Show nothing."""
        self._writer = None
        self._open_row = None
        self._put(EntrySheet())
        self.setAccessibleName(self.tr("Entry"))

    def abandon(self) -> None:
        """Let go of what was typed and not changed."""
        for row in self.rows:
            row.close_editor()
        for decision in self.decisions:
            decision.reason.set_text("")
        if self._writer is not None and self._writer.legal is not None:
            self._writer.legal.ground.set_text("")

    @property
    def legal(self) -> LegalBlock | None:
        """Where a legal status is confirmed; None on other pages."""
        return None if self._writer is None else self._writer.legal

    @property
    def rows(self) -> list[ValueRow]:
        """The changeable values of the page."""
        return [] if self._writer is None else self._writer.rows

    @property
    def decisions(self) -> list[Decision]:
        """What is to be decided on the page."""
        return [row.decision for row in self.rows if row.decision is not None]

    def row(self, field: str) -> ValueRow:
        """Return the row of a changeable value."""
        return next(row for row in self.rows if row.field.path == field)

    def limit(self, limit: str) -> LimitBlock:
        """Return the block of a limit."""
        return next(block for block in self._sheet.findChildren(LimitBlock) if block.limit.id == limit)

    def links(self) -> list[EntryLink]:
        """Return the links of the page, in reading order."""
        return self._sheet.findChildren(EntryLink)

    def bring_into_view(self, limit: str) -> None:
        """Scroll to a limit of the entry, where it has it."""
        block = next((b for b in self._sheet.findChildren(LimitBlock) if b.limit.id == limit), None)
        if block is not None:
            self._settle()
            self.ensureWidgetVisible(block, 0, 60)

    def show_refusal(self, error: UserError) -> None:
        """Say where the change was wanted why it is refused."""
        if self._open_row is not None and self._open_row.is_open:
            self._open_row.show_refusal(error)
            self._settle()
            self.ensureWidgetVisible(self._open_row, 0, 24)
        elif self._writer is not None and self._writer.legal is not None:
            self._writer.legal.show_refusal(error)

    def refuse_decision(self, conflict: Conflict, error: UserError) -> bool:
        """Say at its value why a decision was refused; False when it is not there any more."""
        decision = next((each for each in self.decisions if each.conflict == conflict), None)
        if decision is None:
            return False
        decision.show_refusal(error)
        return True

    def _put(self, sheet: EntrySheet) -> None:
        self._sheet = sheet
        self.setWidget(sheet)

    def _settle(self) -> None:
        """Lay the page out at once, so that places on it are known."""
        inner: QWidget | None = self._open_row
        while inner is not None and inner is not self._sheet:
            within = inner.layout()
            if within is not None:
                within.activate()
            inner = inner.parentWidget()
        layout = self._sheet.layout()
        if layout is not None:
            layout.activate()
            width = min(self.viewport().width(), self._sheet.maximumWidth())
            self._sheet.resize(width, max(layout.totalHeightForWidth(width), self.viewport().height()))

    @Slot(object)
    def _keep_one_open(self, row: QWidget) -> None:
        for other in self.rows:
            if other is not row:
                other.close_editor()
            else:
                self._open_row = other
        self._settle()
        self.ensureWidgetVisible(row, 0, 24)

    @Slot(object)
    def _choose_language(self, language: Language) -> None:
        self._language = language

    @Slot(str, object, str)
    def _change(self, field: str, value: Value, reason: str) -> None:
        self.change_wanted.emit(self.ref, field, value, reason)

    @Slot(str)
    def _take_back(self, field: str) -> None:
        self.taken_back.emit(self.ref, field)

    @Slot(str)
    def _confirm(self, ground: str) -> None:
        self.confirm_wanted.emit(self.ref, ground)
