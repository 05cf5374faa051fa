"""The page of one entry: sentences, names with what they hold, conditions set in, and links that lead to other entries."""

from collections.abc import Iterable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from meso_desktop.ui.consultation.tinted_icon import TintedIcon
from meso_desktop.ui.elided_label import plain_tip
from meso_desktop.ui.fonts import TypeSize, font
from meso_desktop.ui.knowledge.flow_row import FlowRow
from meso_desktop.ui.knowledge.topics import EntryRef
from meso_desktop.ui.theme import SPACE_4, SPACE_8, SPACE_12, SPACE_16, SPACE_24, SPACE_32, Role, hairline, label, set_role

NAME_WIDTH = 150
"""How wide the names at the left of a page are."""

_INDENT = 20
_WIDEST = 880
_READABLE = Qt.TextInteractionFlag.TextSelectableByMouse


class EntryLink(QPushButton):
    """The name of another entry, which leads there."""

    followed = Signal(object)

    def __init__(self, text: str, ref: EntryRef) -> None:
        """Make a link to `ref`."""
        super().__init__(text)
        self.ref = ref
        set_role(self, "link")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAutoDefault(True)
        self.setAccessibleName(text)
        self.setToolTip(plain_tip(text) if len(text) > 60 else "")  # noqa: PLR2004  # about a line of the narrowest page
        self.clicked.connect(self._follow)

    def _follow(self) -> None:
        self.followed.emit(self.ref)


class EntrySheet(QWidget):
    """A raised page of one column; what is added stands in reading order. `followed` carries the entry that a link leads to."""

    followed = Signal(object)

    def __init__(self) -> None:
        """Begin an empty page."""
        super().__init__()
        set_role(self, Role.RAISED)
        self.setMaximumWidth(_WIDEST)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(SPACE_32, SPACE_24, SPACE_32, SPACE_32)
        self._column.setSpacing(SPACE_8)

    def title(self, kind: str, text: str) -> None:
        """Add what kind of entry this is, and its name under it."""
        self._column.addWidget(_readable(label(kind, Role.MUTED)))
        self._column.addWidget(_readable(label(text, Role.HEADING)))

    def section(self, text: str, *, beside: QWidget | None = None) -> None:
        """Add a hairline and the heading of a section under it, with a widget at its right where there is one."""
        self._column.addSpacing(SPACE_12)
        self._column.addWidget(hairline())
        self._column.addSpacing(SPACE_4)
        if beside is None:
            self._column.addWidget(label(text, Role.STRONG))
            return
        row = QHBoxLayout()
        row.addWidget(label(text, Role.STRONG))
        row.addStretch(1)
        row.addWidget(beside)
        self._column.addLayout(row)

    def sentence(self, text: str, role: str = Role.SMALL) -> QLabel:
        """Add a sentence of its own."""
        made = _readable(label(text, role))
        self._column.addWidget(made)
        return made

    def pair(self, name: str, text: str, role: str = Role.SMALL) -> None:
        """Add a name at the left and what it holds beside it; nothing when it holds nothing."""
        if text:
            held = _readable(label(text, role))
            held.setAccessibleName(f"{name}: {text}")
            self._beside(name, held)

    def marked(self, icon_name: str, text: str, role: str) -> None:
        """Add a sentence with its icon before it, both in the colour of `role`."""
        self._column.addLayout(with_icon(icon_name, _readable(label(text, role)), role))

    def lines(self, lines: Iterable[tuple[int, str]]) -> None:
        """Add sentences, each as deep as its number says, with a dash before those that stand under another."""
        column = QVBoxLayout()
        column.setSpacing(SPACE_4)
        for depth, text in lines:
            row = QHBoxLayout()
            row.setSpacing(SPACE_8)
            if depth:
                row.addSpacing((depth - 1) * _INDENT + SPACE_4)
                row.addWidget(label("–", Role.MUTED, is_wrapped=False), 0, Qt.AlignmentFlag.AlignTop)
            row.addWidget(_readable(label(text, Role.SMALL)), 1)
            column.addLayout(row)
        self._column.addLayout(column)

    def links(self, name: str, entries: Sequence[tuple[EntryRef, str]]) -> None:
        """Add a name at the left and beside it the entries that it leads to; nothing when there are none."""
        if not entries:
            return
        holder = QWidget()
        flow = FlowRow(holder, gap=SPACE_12)
        for ref, text in entries:
            flow.addWidget(self.link(ref, text))
        self._beside(name, holder, is_link=True)

    def source(self, ref: EntryRef, citation: str) -> None:
        """Add a source: its id, which leads to it, and its citation in full."""
        row = QHBoxLayout()
        row.setSpacing(SPACE_12)
        holder = QWidget()
        holder.setFixedWidth(NAME_WIDTH)
        within = QHBoxLayout(holder)
        within.setContentsMargins(0, 0, 0, 0)
        made = self.link(ref, ref.entry)
        made.setAccessibleName(f"{ref.entry}: {citation}")
        within.addWidget(made)
        within.addStretch(1)
        told = _readable(label(citation, Role.SMALL))
        told.setMinimumHeight(32)
        row.addWidget(holder, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(told, 1)
        self._column.addLayout(row)

    def link(self, ref: EntryRef, text: str) -> EntryLink:
        """Return a link of this page, not yet in it."""
        made = EntryLink(text, ref)
        made.followed.connect(self.followed)
        return made

    def table(self, heads: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
        """Add a table; the last column takes the room left."""
        grid = QGridLayout()
        grid.setHorizontalSpacing(SPACE_16)
        grid.setVerticalSpacing(SPACE_4)
        for column, head in enumerate(heads):
            grid.addWidget(label(head, Role.MUTED), 0, column)
            grid.setColumnStretch(column, 4 if column == len(heads) - 1 else 1)
        for number, cells in enumerate(rows):
            grid.addWidget(hairline(), 2 * number + 1, 0, 1, len(heads))
            for column, cell in enumerate(cells):
                told = _readable(label(cell, Role.SMALL))
                told.setFont(font(TypeSize.SMALL, is_tabular=True))
                grid.addWidget(told, 2 * number + 2, column, Qt.AlignmentFlag.AlignTop)
        self._column.addLayout(grid)

    def add(self, widget: QWidget) -> None:
        """Add any widget."""
        self._column.addWidget(widget)

    def gap(self) -> None:
        """Leave some room."""
        self._column.addSpacing(SPACE_8)

    def end(self) -> None:
        """Push everything to the top."""
        self._column.addStretch(1)

    def _beside(self, name: str, held: QWidget, *, is_link: bool = False) -> None:
        row = QHBoxLayout()
        row.setSpacing(SPACE_12)
        called = label(name, Role.MUTED)
        called.setFixedWidth(NAME_WIDTH)
        called.setAlignment(Qt.AlignmentFlag.AlignTop)
        if is_link:
            called.setContentsMargins(0, SPACE_8, 0, 0)
        row.addWidget(called)
        row.addWidget(held, 1)
        self._column.addLayout(row)


def with_icon(icon_name: str, text: QWidget, role: str, *, is_centred: bool = False) -> QHBoxLayout:
    """Return a row of an icon in the colour of `role` and a text beside it, level with its first line or its middle."""
    row = QHBoxLayout()
    row.setSpacing(SPACE_8)
    drawn = TintedIcon()
    drawn.show_icon(icon_name, role)
    row.addWidget(drawn, 0, Qt.AlignmentFlag.AlignVCenter if is_centred else Qt.AlignmentFlag.AlignTop)
    row.addWidget(text, 1)
    return row


def _readable(made: QLabel) -> QLabel:
    made.setTextInteractionFlags(_READABLE)
    return made
