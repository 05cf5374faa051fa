"""The history: every question one key, earlier answers confirmed by one, follow-ups and lists in their place."""

from functools import partial

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import QApplication, QWidget
from typing_extensions import override

from meso_desktop.domain import edits
from meso_desktop.domain.carrying import confirm_answers
from meso_desktop.domain.consultation import Step
from meso_desktop.domain.history import HAD_EARLIER, HAS_ALLERGIES, TAKES_MEDICINES, Answer
from meso_desktop.domain.rules import QuestionScope
from meso_desktop.ui.consultation.history.earlier_words import EarlierWords
from meso_desktop.ui.consultation.history.history_bar import SectionState
from meso_desktop.ui.consultation.history.history_finder import HistoryFinder
from meso_desktop.ui.consultation.history.history_lists import HistoryLists
from meso_desktop.ui.consultation.history.history_row import HistoryRow
from meso_desktop.ui.consultation.history.history_state import HistoryState
from meso_desktop.ui.consultation.history.history_view import HistoryView
from meso_desktop.ui.consultation.reading_order import bring_into_view
from meso_desktop.ui.consultation.step_page import StepPage
from meso_desktop.ui.consultation.workplace import Workplace

__all__ = ["HAD_EARLIER", "HAS_ALLERGIES", "TAKES_MEDICINES", "HistoryPage"]


class HistoryPage(StepPage):
    """A list of sections at the left, one section of questions beside it; answering the last one opens the next.

    What confirms or answers several questions at once reaches those alone that have been on the screen since the section was opened.
    """

    step = Step.HISTORY

    def __init__(self, desk: Workplace, parent: QWidget | None = None) -> None:
        """Build the rows of all questions once."""
        super().__init__(desk, parent)
        self._questions = {q.id: q for q in desk.clinic.knowledge.questions.values() if q.scope is QuestionScope.PATIENT}
        self._sections = tuple(dict.fromkeys(q.section for q in self._questions.values()))
        self._section = self._sections[0] if self._sections else ""
        self._state = HistoryState()
        self._earlier_words = EarlierWords(desk.wording, desk.day_order)
        self._build()
        self._connect()

    @override
    def refresh(self) -> None:
        super().refresh()
        self._state = HistoryState.of(self.document, self.desk.clinic.knowledge)
        here = set(self._here())
        for question, row in self._rows.items():
            row.setVisible(question in here)
            if question in here:
                row.show_answer(self._state.answers.get(question), note=edits.note_on(self.document, question))
                self._show_earlier(question, row)
        self.lists.refresh(self._state.answers, here)
        self.sections.show_counts({section: self._state.count(section) for section in self._sections}, current=self._section)
        self._show_bar()

    @override
    def field(self, path: str) -> QWidget | None:
        question = path.removeprefix("history.")
        if path == "history":
            question = next((q for q in self._state.asked if q not in self._state.answers), "")
        lists = {"allergy": HAS_ALLERGIES, "medicine": TAKES_MEDICINES, "earlier_treatment": HAD_EARLIER}
        listed = lists.get(path.partition(".")[0], "")
        row = self._rows.get(listed or question)
        if row is None:
            return None
        self.open_section(self._questions[row.question].section)
        return self._list_fields()[listed] if listed else row

    @override
    def first_field(self) -> QWidget | None:
        rows = [self._rows[q] for q in self._here()]
        return next((row for row in rows if row.answer is None), rows[0] if rows else None)

    @override
    def focus_field(self, path: str) -> None:
        self.finder.end()
        super().focus_field(path)
        self._bring(QApplication.focusWidget())

    @override
    def confirm_seen(self) -> bool:
        """Confirm the earlier answers of the section that have been on the screen, and go to what is open next."""
        here = [q for q in self._here() if q in self._state.waiting]
        seen = tuple(q for q in here if self._rows[q].was_seen)
        if seen:
            self.edit(partial(confirm_answers, questions=seen))
        if here:
            self._go_to_open()
        return bool(here)

    @property
    def section(self) -> str:
        """The section on the screen."""
        return self._section

    def row(self, question: str) -> HistoryRow:
        """Return the row of a question."""
        return self._rows[question]

    def open_section(self, section: str) -> None:
        """Show one section, from its top and with nothing of it seen yet."""
        self.finder.end()
        if section in self._sections and section != self._section:
            self._section = section
            self.view.rows_view.verticalScrollBar().setValue(0)
            self.refresh()

    def _here(self) -> list[str]:
        return self._state.here(self._section)

    def _unseen(self) -> list[str]:
        return [q for q in self._here() if not self._rows[q].was_seen]

    def _show_earlier(self, question: str, row: HistoryRow) -> None:
        told, carried, answer = self._state.told(question), self._state.carried, self._state.answers.get(question)
        if told is None or carried is None:
            row.show_earlier("", answer=None)
        elif answer is None:
            row.show_earlier(self._earlier_words.waiting(told, carried), answer=told.answer)
        else:
            row.show_earlier(self._earlier_words.beside(answer, told, carried), answer=None)

    def _show_bar(self) -> None:
        here = [q for q in self._here() if q not in self._state.answers]
        offered = [self._rows[q].was_seen for q in here if q in self._state.waiting]
        state = SectionState(seen=sum(offered), waiting=len(offered), unseen=len(self._unseen()), still_open=len(here) - len(offered))
        self.view.show_state(self.desk.wording.term(f"section.{self._section}"), state)
        every = sum(q in self._state.waiting for q in self._state.asked)
        self.aside.setText(self.tr("%n earlier answers wait for confirmation", "", every) if every else "")

    def _build(self) -> None:
        words = self.desk.wording
        self.lists = HistoryLists(self)
        self.allergies, self.medicines, self.earlier = self.lists.allergies, self.lists.medicines, self.lists.earlier
        self.view = HistoryView({s: words.term(f"section.{s}") for s in self._sections}, vocabularies=self.lists.vocabularies)
        self.body.addWidget(self.view, 1)
        self._rows = {
            q.id: HistoryRow(q.id, wording=words, depth=1 if q.follows else 0, parent=self.view.inside) for q in self._questions.values()
        }
        self.view.place(self._rows, {HAS_ALLERGIES: self.allergies, TAKES_MEDICINES: self.medicines, HAD_EARLIER: self.earlier})
        self.sections, self.search = self.view.sections, self.view.search
        self.confirm, self.all_no = self.view.bar.confirm, self.view.bar.all_no
        self.finder = HistoryFinder(self, self.view)
        self.top.addWidget(self.search)

    def _connect(self) -> None:
        for row in self._rows.values():
            row.answered.connect(self._on_answered)
            row.confirmed.connect(self._on_confirmed)
            row.noted.connect(self._on_noted)
            row.note.editingFinished.connect(self.desk.editor.end_merge)
            row.moved_on.connect(self._on_moved_on)
            row.moved_back.connect(self._on_moved_back)
            row.came_into_view.connect(self._on_seen, Qt.ConnectionType.QueuedConnection)
        self.lists.left.connect(self._go_past)
        self.sections.chosen.connect(self._on_section)
        self.all_no.clicked.connect(self._on_all_no)
        self.confirm.clicked.connect(self.confirm_seen)
        self.finder.found.connect(self._focus_question)
        self.finder.returned.connect(self._on_search_left)
        slots = {
            "Ctrl+PgDown": self._on_next_section, "Ctrl+PgUp": self._on_previous_section, "Ctrl+F": self.finder.begin,
            "Ctrl+Shift+Return": self._on_all_no, "Ctrl+Shift+Enter": self._on_all_no,
        }
        for keys, slot in slots.items():
            shortcut = QShortcut(keys, self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.setAutoRepeat(False)
            shortcut.activated.connect(slot)

    def _on_seen(self, _question: str) -> None:
        self._show_bar()

    def _on_answered(self, question: str, answer: Answer | None) -> None:
        told = self._state.waiting.get(question)
        if told is not None and told.answer is answer and self._rows[question].was_seen:
            self.edit(partial(confirm_answers, questions=(question,)))  # the same answer brings its note and its list over
        else:
            self.edit(partial(edits.answer_question, question=question, answer=answer))

    def _on_confirmed(self, question: str) -> None:
        row = self._rows[question]
        if row.was_seen and row.is_in_view():
            self.edit(partial(confirm_answers, questions=(question,)))
            self._go_past(question)
        else:
            self._bring(row)

    def _on_noted(self, question: str, text: str) -> None:
        self.edit(partial(edits.note_question, question=question, note=text), merge_key=f"note.{question}")

    def _list_fields(self) -> dict[str, QWidget]:
        return {HAS_ALLERGIES: self.allergies.edit, TAKES_MEDICINES: self.medicines.edit, HAD_EARLIER: self.earlier.add}

    def _on_moved_on(self, question: str) -> None:
        field = self._list_fields().get(question)
        if field is not None and self._state.answers.get(question) is Answer.YES:
            field.setFocus(Qt.FocusReason.TabFocusReason)
            self._bring(field)
        else:
            self._go_past(question)

    def _on_moved_back(self, question: str) -> None:
        asked = self._state.asked
        place = asked.index(question) - 1
        if place >= 0:
            self._focus_question(asked[place])

    def _go_past(self, question: str) -> None:
        asked = self._state.asked
        place = asked.index(question) + 1 if question in asked else len(asked)
        if place < len(asked):
            self._focus_question(asked[place])
        else:
            self.went_on.emit()

    def _go_to_open(self) -> None:
        """Go to the first open question of the section, or of those after it, or on to the next step."""
        question = self._state.open_from(self._section)
        if question is None:
            self.went_on.emit()
        else:
            self._focus_question(question)

    def _focus_question(self, question: str) -> None:
        self.open_section(self._questions[question].section)
        row = self._rows[question]
        row.setFocus(Qt.FocusReason.TabFocusReason)
        self._bring(row)

    def _bring(self, widget: QWidget | None) -> None:
        if widget is not None and self.isAncestorOf(widget):
            # What has just been shown has its place only once the layouts have been asked.
            QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)
            bring_into_view(widget)

    def _on_section(self, section: str) -> None:
        self.open_section(section)
        first = self.first_field()
        if first is not None:
            first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_next_section(self) -> None:
        self._go_by(1)

    def _on_previous_section(self) -> None:
        self._go_by(-1)

    def _go_by(self, by: int) -> None:
        sections = [s for s in self._sections if self._state.count(s).asked]
        place = sections.index(self._section) + by if self._section in sections else 0
        if 0 <= place < len(sections):
            self._on_section(sections[place])

    def _on_all_no(self) -> None:
        """Answer no to what is open; while a question was not on the screen, go there instead. Earlier answers are left to be confirmed."""
        unseen = self._unseen()
        if unseen:
            self.finder.end()
            self._bring(self._rows[unseen[0]])
            return
        still_open = tuple(q for q in self._here() if q not in self._state.answers and q not in self._state.waiting)
        if still_open:
            self.edit(partial(edits.answer_all, questions=still_open, answer=Answer.NO))
            self._go_to_open()

    def _on_search_left(self, back: object) -> None:
        is_there = isinstance(back, QWidget) and self.isAncestorOf(back) and back.isVisible()
        field = back if is_there else self.first_field()
        if isinstance(field, QWidget):
            field.setFocus(Qt.FocusReason.OtherFocusReason)
