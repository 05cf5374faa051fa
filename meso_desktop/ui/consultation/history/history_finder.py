"""Leads from words typed above the sections to the question meant, and back to where the doctor was."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QApplication, QWidget

from meso_desktop.domain.asking import questions_shown
from meso_desktop.domain.carrying import waiting
from meso_desktop.domain.history import Answered
from meso_desktop.domain.rules import Question, QuestionScope
from meso_desktop.ui.consultation.history.history_search import Searched

if TYPE_CHECKING:
    from meso_desktop.ui.consultation.history.history_view import HistoryView
    from meso_desktop.ui.consultation.step_page import StepPage


class HistoryFinder(QObject):
    """Runs the search of the history page; emits `found` with the question chosen, `returned` when nothing was."""

    found = Signal(str)
    returned = Signal(object)

    def __init__(self, page: StepPage, view: HistoryView) -> None:
        """Follow the search line of `view`."""
        super().__init__(page)
        self._page = page
        self._view = view
        self._left_at: QWidget | None = None
        view.search.textEdited.connect(self._on_typed)
        view.search.returnPressed.connect(self._on_taken)
        view.search.left.connect(self._on_left)
        view.found.chosen.connect(self._on_chosen)

    def begin(self) -> None:
        """Put the cursor into the line, and remember where it was."""
        focused = QApplication.focusWidget()
        if focused is not self._view.search:
            self._left_at = focused
        self._view.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._view.search.selectAll()

    def end(self) -> None:
        """Show the sections again."""
        self._left_at = None
        self._view.search.clear()
        self._view.show_found(is_searching=False, count=0)

    def _on_typed(self, text: str) -> None:
        count = self._view.found.look(text, self._among(), standing=self._standing)
        self._view.show_found(is_searching=bool(text.strip()), count=count)

    def _on_taken(self) -> None:
        question = self._view.found.current_value()
        if isinstance(question, str) and self._view.search.text().strip():
            self._on_chosen(question)

    def _on_chosen(self, question: str) -> None:
        self.end()
        self.found.emit(question)

    def _on_left(self) -> None:
        back = self._left_at
        self.end()
        self.returned.emit(back)

    def _among(self) -> list[Searched]:
        """Return the questions of this patient; one that is not asked yet leads to the one that it follows."""
        words, knowledge = self._page.desk.wording, self._page.desk.clinic.knowledge
        shown = {q.id for q in questions_shown(self._page.document, knowledge)}
        found = []
        for question in knowledge.questions.values():
            place: Question | None = question
            while place is not None and place.id not in shown:
                place = None if place.follows is None else knowledge.questions.get(place.follows)
            if place is not None and question.scope is QuestionScope.PATIENT:
                text, section = words.term(f"question.{question.id}"), words.term(f"section.{place.section}")
                found.append(Searched(place=place.id, text=text, section=section))
        return found

    def _standing(self, question: str) -> str:
        words = self._page.desk.wording
        history = self._page.document.history
        answer = next((a.answer for a in history.answers if a.question == question), None)
        if answer is not None:
            return words.term(f"answer.{answer}")
        before: Answered | None = waiting(self._page.document).get(question)
        if before is not None and history.carried is not None:
            return f"{words.term(f'answer.{before.answer}')}  ·  {words.day(history.carried.told_on(question))}"
        return self.tr("not asked")
