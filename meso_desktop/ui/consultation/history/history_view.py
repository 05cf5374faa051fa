"""How the history is laid out: sections at the left, the questions of one beside them, and what a search finds in their place."""

from collections.abc import Mapping

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from meso_desktop.ui.consultation.history.history_bar import HistoryBar, SectionState
from meso_desktop.ui.consultation.history.history_row import HistoryRow
from meso_desktop.ui.consultation.history.history_search import FoundQuestions, SearchLine
from meso_desktop.ui.consultation.history.section_list import SectionList
from meso_desktop.ui.consultation.history.vocabulary import Vocabulary
from meso_desktop.ui.elided_label import ElidedLabel
from meso_desktop.ui.theme import Role, label

_SEARCH_WIDTH = 268
_LEAST_HEIGHT = 160


class HistoryView(QStackedWidget):
    """Holds the rows in their places; only the rows scroll, so that sections, search and bar stay where they are."""

    def __init__(self, sections: Mapping[str, str], *, vocabularies: Mapping[str, Vocabulary]) -> None:
        """Lay out `sections` by name; the rows come with `place`."""
        super().__init__()
        self.sections = SectionList(sections)
        self.bar = HistoryBar()
        self.search = SearchLine()
        self.search.setFixedWidth(_SEARCH_WIDTH)
        self.found = FoundQuestions(vocabularies, name=self.tr("Questions found"))
        self.search.stepped.connect(self.found.step)
        self._heading = label("", Role.STRONG, is_wrapped=False)
        self.hint = ElidedLabel("", Role.MUTED)
        self.hint.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._none = label(self.tr("No question has these words. Escape returns."), Role.MUTED)
        # Each part is put into its place before it is filled: moving a full one is slow.
        for page, fill in ((QWidget(), self._fill_sections), (QWidget(), self._fill_found)):
            self.addWidget(page)
            fill(page)

    def place(self, rows: Mapping[str, HistoryRow], follows: Mapping[str, QWidget]) -> None:
        """Put the rows, made within `inside`, in their order, and below some of them what `follows`."""
        column = QVBoxLayout(self.inside)
        column.setContentsMargins(0, 0, 8, 8)
        column.setSpacing(2)
        for question, row in rows.items():
            column.addWidget(row)
            if question in follows:
                column.addWidget(follows[question])
                follows[question].hide()
        column.addStretch(1)

    def show_state(self, name: str, state: SectionState) -> None:
        """Show the name of the section above its questions, what the keys do there, and what may be done with several at once."""
        self._heading.setText(name)
        if state.unseen and (state.waiting or state.still_open):
            self.hint.setText(self.tr("%n questions not seen yet: Page Down", "", state.unseen))
        elif state.waiting:
            self.hint.setText(self.tr("Enter confirms one, Ctrl+Enter all in view"))
        else:
            self.hint.setText("")
        self.bar.show_state(state)

    def show_found(self, *, is_searching: bool, count: int) -> None:
        """Show what is found while something is searched for, the sections otherwise."""
        self.setCurrentIndex(1 if is_searching else 0)
        self._none.setVisible(is_searching and not count)
        self.found.setVisible(count > 0)

    def _fill_sections(self, page: QWidget) -> None:
        self.rows_view = QScrollArea(page)
        self.rows_view.setWidgetResizable(True)
        self.rows_view.setFrameShape(QFrame.Shape.NoFrame)
        self.rows_view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.rows_view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        _take_what_is_left(self.rows_view)
        self.inside = QWidget()
        self.rows_view.setWidget(self.inside)
        line = QHBoxLayout(page)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(16)
        line.addWidget(self.sections)
        beside = QVBoxLayout()
        beside.setSpacing(6)
        line.addLayout(beside, 1)
        above = QHBoxLayout()
        above.setSpacing(12)
        above.addWidget(self._heading)
        above.addWidget(self.hint, 1)
        beside.addLayout(above)
        beside.addWidget(self.rows_view, 1)
        beside.addWidget(self.bar)

    def _fill_found(self, page: QWidget) -> None:
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._none)
        _take_what_is_left(self.found)
        column.addWidget(self.found, 1)
        column.addStretch(0)


def _take_what_is_left(scrolled: QWidget) -> None:
    """Let what scrolls have the height that is there, instead of asking the page to scroll for it."""
    scrolled.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
    scrolled.setMinimumHeight(_LEAST_HEIGHT)
