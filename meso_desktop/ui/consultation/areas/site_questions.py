"""The questions asked at a place: a list to tick what applies, those that apply in full, and one line once all are answered."""

from collections.abc import Mapping
from typing import Final

from PySide6.QtCore import QCoreApplication, QEvent, Qt, Signal
from PySide6.QtGui import QRegion
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from meso_desktop.domain.history import Answer
from meso_desktop.domain.rules import Question
from meso_desktop.knowledge.wording import Wording
from meso_desktop.ui.consultation.areas.brief_question import BriefQuestion
from meso_desktop.ui.consultation.disclosure import Disclosure
from meso_desktop.ui.consultation.reading_order import bring_into_view
from meso_desktop.ui.consultation.tri_state import TriStateRow
from meso_desktop.ui.theme import button

_COLUMNS: Final = 2


class SiteQuestions(QWidget):
    """Shows what was answered; emits one answer, or no to several that are on the screen, and `finished` past the last question."""

    answered = Signal(str, object)
    ruled_out = Signal(object)
    finished = Signal()

    def __init__(self, questions: tuple[Question, ...], *, wording: Wording, parent: QWidget | None = None) -> None:
        """Make no question yet: a card that is opened again may need none of them."""
        super().__init__(parent)
        self._questions = {question.id: question for question in questions}
        self._wording = wording
        self._answers: Mapping[str, Answer] = {}
        self._visible: frozenset[str] = frozenset()
        self._full: dict[str, TriStateRow] = {}
        self._brief: dict[str, BriefQuestion] = {}
        self._placed: tuple[tuple[str, ...], tuple[str, ...]] = ((), ())
        self._build()

    @property
    def rows(self) -> dict[str, QWidget]:
        """What stands on the card for each question now, in the order asked; those folded away are not among them."""
        full, listed = self._placed
        return {q: self._full[q] if q in full else self._brief[q] for q in self._questions if q in full or q in listed}

    def show_answers(self, answers: Mapping[str, Answer], *, visible: frozenset[str]) -> None:
        """Show the questions that are asked now with their answers."""
        self._answers, self._visible = answers, visible
        asked = [q for q in self._questions if q in visible]
        self._arrange(asked)
        for question, row in self.rows.items():
            answer = answers.get(question)
            if isinstance(row, TriStateRow):
                row.show_answer(answer, note="", takes_note=False)
            elif isinstance(row, BriefQuestion):
                row.show_answer(answer)
        is_open = self._is_any_open()
        self.all_no.setVisible(is_open)
        self.all_no.setText(self.tr("None of the others") if any(q in answers for q in asked) else self.tr("None of these"))
        ruled_out = sum(answers.get(q) is Answer.NO for q in asked)
        self.folded.setVisible(not is_open and ruled_out > 0)
        self.folded.setText(self.tr("No to %n questions", "", ruled_out))

    def first_open(self) -> QWidget | None:
        """Return the first question without an answer."""
        return next((row for question, row in self.rows.items() if question not in self._answers), None)

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self._standing = QVBoxLayout()
        self._standing.setSpacing(0)
        column.addLayout(self._standing)
        self.folded = Disclosure("", is_quiet=True)
        self.folded.opened.connect(self._on_unfolded)
        column.addWidget(self.folded)
        self._grid = QGridLayout()
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(4)
        self._grid.setVerticalSpacing(0)
        for at in range(_COLUMNS):
            self._grid.setColumnStretch(at, 1)
        column.addLayout(self._grid)
        self.all_no = button(self.tr("None of these"))
        self.all_no.clicked.connect(self._on_all_no)

    def _is_any_open(self) -> bool:
        return any(q not in self._answers for q in self._visible)

    def _arrange(self, asked: list[str]) -> None:
        """Place those that apply, or follow from one that does, in full; list the others while one is open, or when unfolded."""
        full = tuple(q for q in asked if self._answers.get(q) in (Answer.YES, Answer.UNKNOWN) or self._questions[q].follows is not None)
        is_listed = self._is_any_open() or self.folded.isChecked()
        listed = tuple(q for q in asked if q not in full) if is_listed else ()
        if (full, listed) == self._placed:
            return
        focused = next((q for q, row in self.rows.items() if row.hasFocus()), None)
        for row in self.rows.values():
            row.hide()
        self._placed = (full, listed)
        for question in full:
            self._standing.addWidget(self._row_of(question))
        for at, question in enumerate(listed):
            is_alone = at == len(listed) - 1 and not at % _COLUMNS
            self._grid.addWidget(self._box_of(question), at // _COLUMNS, at % _COLUMNS, 1, _COLUMNS if is_alone else 1)
        for row in self.rows.values():
            row.show()
        if focused in self.rows:
            self.rows[focused].setFocus(Qt.FocusReason.OtherFocusReason)

    def _row_of(self, question: str) -> TriStateRow:
        if question not in self._full:
            depth = 1 if self._questions[question].follows else 0
            row = self._full[question] = TriStateRow(question, wording=self._wording, depth=depth, is_small=True, parent=self)
            self._join(row)
        return self._full[question]

    def _box_of(self, question: str) -> BriefQuestion:
        if question not in self._brief:
            box = self._brief[question] = BriefQuestion(question, wording=self._wording, parent=self)
            self._join(box)
        return self._brief[question]

    def _join(self, row: TriStateRow | BriefQuestion) -> None:
        row.answered.connect(self.answered)
        row.moved_on.connect(self._on_moved_on)
        row.moved_back.connect(self._on_moved_back)

    def _on_moved_on(self, question: str) -> None:
        """Go to the next question without an answer, first after this one; past the last one the card goes on."""
        order = list(self._questions)
        place = order.index(question) if question in order else -1
        rows = self.rows
        following = [q for q in (*order[place + 1 :], *order[: place + 1]) if q in rows and q not in self._answers and q != question]
        if following:
            self._go_to(rows[following[0]])
        else:
            self.finished.emit()

    def _on_moved_back(self, question: str) -> None:
        before = [row for asked, row in self.rows.items() if list(self._questions).index(asked) < list(self._questions).index(question)]
        if before:
            self._go_to(before[-1])

    def _go_to(self, row: QWidget) -> None:
        row.setFocus(Qt.FocusReason.TabFocusReason)
        QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)
        bring_into_view(row)

    def _on_unfolded(self) -> None:
        self.show_answers(self._answers, visible=self._visible)

    def _on_all_no(self) -> None:
        """Say no to what is open; while one of them was not on the screen, go there instead."""
        rows = {q: row for q, row in self.rows.items() if q not in self._answers}
        unseen = next((row for row in rows.values() if not _was_seen(row)), None)
        if unseen is not None:
            bring_into_view(unseen)
        elif rows:
            self.ruled_out.emit(tuple(rows))
            self.finished.emit()


def _was_seen(row: QWidget) -> bool:
    if isinstance(row, BriefQuestion):
        return row.was_seen
    return QRegion(row.rect()).subtracted(row.visibleRegion()).isEmpty()
