"""A read-only page built from headings, pairs, sentences and tables, parted by hairlines."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from meso_desktop.ui.consultation.tinted_icon import TintedIcon
from meso_desktop.ui.fonts import TypeSize, font
from meso_desktop.ui.theme import SPACE_4, SPACE_8, SPACE_12, SPACE_16, SPACE_24, SPACE_32, Role, hairline, label, set_role

_NAME_WIDTH = 160
_MARK = 16
_READABLE = Qt.TextInteractionFlag.TextSelectableByMouse


class Sheet(QWidget):
    """A raised page of one column; what is added stands in reading order."""

    def __init__(self) -> None:
        """Begin an empty page."""
        super().__init__()
        set_role(self, Role.RAISED)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(SPACE_32, SPACE_24, SPACE_32, SPACE_32)
        self._column.setSpacing(SPACE_8)

    def title(self, text: str) -> None:
        """Add the title of the page."""
        self._column.addWidget(label(text, Role.HEADING))

    def section(self, text: str) -> None:
        """Add a hairline and the heading of a section under it."""
        self._column.addSpacing(SPACE_8)
        self._column.addWidget(hairline())
        self._column.addSpacing(SPACE_4)
        self._column.addWidget(label(text, Role.STRONG))

    def sentence(self, text: str, role: str = Role.SMALL) -> QLabel:
        """Add a sentence of its own."""
        return self._add(label(text, role))

    def pair(self, name: str, text: str, role: str = Role.SMALL) -> None:
        """Add a name at the left and what it holds beside it; nothing when it holds nothing."""
        if not text:
            return
        row = QHBoxLayout()
        row.setSpacing(SPACE_12)
        called = label(name, Role.MUTED)
        called.setFixedWidth(_NAME_WIDTH)
        called.setAlignment(Qt.AlignmentFlag.AlignTop)
        held = label(text, role)
        held.setTextInteractionFlags(_READABLE)
        held.setAccessibleName(f"{name}: {text}")
        row.addWidget(called)
        row.addWidget(held, 1)
        self._column.addLayout(row)

    def marked(self, word: str, role: str, lines: Sequence[tuple[str, str]], *, icon_name: str) -> None:
        """Add a word with its icon in its colour at the left and lines of (text, role) beside it."""
        row = QHBoxLayout()
        row.setSpacing(SPACE_12)
        mark = label(word, role)
        mark.setFixedWidth(_NAME_WIDTH - _MARK - SPACE_8)
        mark.setAlignment(Qt.AlignmentFlag.AlignTop)
        drawn = TintedIcon(_MARK)
        drawn.show_icon(icon_name, role)
        called = QHBoxLayout()
        called.setSpacing(SPACE_8)
        called.addWidget(drawn, 0, Qt.AlignmentFlag.AlignTop)
        called.addWidget(mark)
        beside = QVBoxLayout()
        beside.setSpacing(2)
        for text, line_role in lines:
            told = label(text, line_role)
            told.setTextInteractionFlags(_READABLE)
            beside.addWidget(told)
        row.addLayout(called)
        row.addLayout(beside, 1)
        self._column.addLayout(row)

    def table(self, heads: Sequence[str], rows: Sequence[Sequence[str]], *, numbers: frozenset[int] = frozenset()) -> None:
        """Add a table; the columns in `numbers` stand right, in figures of one width. The first column takes the room left."""
        grid = QGridLayout()
        grid.setHorizontalSpacing(SPACE_16)
        grid.setVerticalSpacing(SPACE_4)
        for column, head in enumerate(heads):
            grid.addWidget(self._cell(head, Role.MUTED, is_number=column in numbers), 0, column)
            grid.setColumnStretch(column, 3 if column == 0 else (0 if column in numbers else 2))
        for number, cells in enumerate(rows):
            grid.addWidget(hairline(), 2 * number + 1, 0, 1, len(heads))
            for column, cell in enumerate(cells):
                grid.addWidget(self._cell(cell, Role.SMALL, is_number=column in numbers), 2 * number + 2, column)
        self._column.addLayout(grid)

    def end(self) -> None:
        """Push everything to the top."""
        self._column.addStretch(1)

    def _add(self, made: QLabel) -> QLabel:
        made.setTextInteractionFlags(_READABLE)
        self._column.addWidget(made)
        return made

    def _cell(self, text: str, role: str, *, is_number: bool) -> QLabel:
        cell = label(text, role, is_wrapped=not is_number)
        side = Qt.AlignmentFlag.AlignRight if is_number else Qt.AlignmentFlag.AlignLeft
        cell.setAlignment(side | Qt.AlignmentFlag.AlignTop)
        if is_number:
            cell.setFont(font(TypeSize.SMALL, is_tabular=True))
        return cell
