"""The history: every question one key, follow-ups where they belong, coded lists and earlier treatments in their place."""

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget
from typing_extensions import override

from meso_desktop.domain import edits
from meso_desktop.domain.asking import questions_to_ask
from meso_desktop.domain.consultation import Consultation, Step
from meso_desktop.domain.history import Answer
from meso_desktop.domain.rules import Question, QuestionScope
from meso_desktop.ui.consultation.history_lists import HAD_EARLIER, HAS_ALLERGIES, TAKES_MEDICINES, HistoryLists
from meso_desktop.ui.consultation.section_list import SectionList
from meso_desktop.ui.consultation.step_page import StepPage
from meso_desktop.ui.consultation.tri_state import TriStateRow
from meso_desktop.ui.consultation.workplace import Workplace
from meso_desktop.ui.theme import Role, label, set_role

__all__ = ["HAD_EARLIER", "HAS_ALLERGIES", "TAKES_MEDICINES", "HistoryPage"]


class HistoryPage(StepPage):
    """A list of sections at the left, one section of questions beside it; answering the last one opens the next."""

    step = Step.HISTORY

    def __init__(self, desk: Workplace, parent: QWidget | None = None) -> None:
        """Build the rows of all questions once."""
        super().__init__(desk, parent)
        self._questions = tuple(q for q in desk.clinic.knowledge.questions.values() if q.scope is QuestionScope.PATIENT)
        self._sections = tuple(dict.fromkeys(q.section for q in self._questions))
        self._section = self._sections[0] if self._sections else ""
        self._rows: dict[str, TriStateRow] = {}
        self._visible: tuple[Question, ...] = ()
        self._build()
        self._connect()

    @override
    def refresh(self) -> None:
        super().refresh()
        self._visible = questions_to_ask(self.document, self.desk.clinic.knowledge)
        answers = {a.question: a for a in self.document.history.answers}
        here = {q.id for q in self._visible if q.section == self._section}
        for question, row in self._rows.items():
            row.setVisible(question in here)
            if question in here:
                answered = answers.get(question)
                row.show_answer(answered.answer if answered else None, note=answered.note if answered else "")
        self.lists.refresh({q: a.answer for q, a in answers.items()}, here)
        open_here = [q for q in here if q not in answers]
        self.all_no.setEnabled(bool(open_here))
        self.all_no.setText(self.tr("Everything else in this section: no"))
        counts = {}
        for section in self._sections:
            asked = [q.id for q in self._visible if q.section == section]
            counts[section] = (sum(1 for q in asked if q in answers), len(asked))
        self.sections.show_counts(counts, current=self._section)
        self._heading.setText(self.desk.wording.term(f"section.{self._section}"))

    @override
    def field(self, path: str) -> QWidget | None:
        question = path.removeprefix("history.")
        if path == "history":
            question = next((q.id for q in self._visible if self._answer_of(q.id) is None), "")
        lists = {"allergy": HAS_ALLERGIES, "medicine": TAKES_MEDICINES, "earlier_treatment": HAD_EARLIER}
        question = lists.get(path.partition(".")[0], question)
        row = self._rows.get(question)
        if row is None:
            return None
        self._open_section_of(question)
        listed: dict[str, QWidget] = {
            "allergy": self.allergies.edit, "medicine": self.medicines.edit, "earlier_treatment": self.earlier.add,
        }
        return listed.get(path.partition(".")[0], row)

    @override
    def first_field(self) -> QWidget | None:
        rows = [self._rows[q.id] for q in self._visible if q.section == self._section]
        return next((row for row in rows if row.answer is None), rows[0] if rows else None)

    def row(self, question: str) -> TriStateRow:
        """Return the row of a question."""
        return self._rows[question]

    def open_section(self, section: str) -> None:
        """Show one section."""
        if section in self._sections and section != self._section:
            self._section = section
            self.column_view.verticalScrollBar().setValue(0)
            self.refresh()

    def _answer_of(self, question: str) -> Answer | None:
        return next((a.answer for a in self.document.history.answers if a.question == question), None)

    def _open_section_of(self, question: str) -> None:
        section = next((q.section for q in self._questions if q.id == question), self._section)
        self.open_section(section)

    def _build(self) -> None:
        self.sections = SectionList({s: self.desk.wording.term(f"section.{s}") for s in self._sections})
        self.lists = HistoryLists(self)
        self.allergies, self.medicines, self.earlier = self.lists.allergies, self.lists.medicines, self.lists.earlier
        words = self.desk.wording
        column = QVBoxLayout()
        column.setSpacing(2)
        self._heading = label("", Role.STRONG, is_wrapped=False)
        self.all_no = QPushButton()
        set_role(self.all_no, Role.QUIET)
        self.all_no.setObjectName("all_else_no")
        column.addWidget(self._heading)
        column.addSpacing(4)
        follows = {HAS_ALLERGIES: self.allergies, TAKES_MEDICINES: self.medicines, HAD_EARLIER: self.earlier}
        for question in self._questions:
            row = TriStateRow(question.id, wording=words, depth=1 if question.follows else 0)
            self._rows[question.id] = row
            column.addWidget(row)
            if question.id in follows:
                column.addWidget(follows[question.id])
        for widget in follows.values():
            widget.hide()
        column.addSpacing(8)
        column.addWidget(self.all_no, 0, Qt.AlignmentFlag.AlignRight)
        column.addStretch(1)
        both = QHBoxLayout()
        both.setSpacing(16)
        both.addWidget(self.sections)
        both.addLayout(column, 1)
        self.body.addLayout(both, 1)

    def _connect(self) -> None:
        for row in self._rows.values():
            row.answered.connect(self._on_answered)
            row.noted.connect(self._on_noted)
            row.moved_on.connect(self._on_moved_on)
            row.moved_back.connect(self._on_moved_back)
        self.sections.chosen.connect(self._on_section)
        self.all_no.clicked.connect(self._on_all_no)
        for keys, slot in (("Ctrl+PgDown", self._on_next_section), ("Ctrl+PgUp", self._on_previous_section)):
            shortcut = QShortcut(keys, self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(slot)

    def _on_answered(self, question: str, answer: Answer | None) -> None:
        note = next((a.note for a in self.document.history.answers if a.question == question), "")
        self.edit(partial(edits.answer_question, question=question, answer=answer, note=note if answer else ""))

    def _on_noted(self, question: str, text: str) -> None:
        answer = self._answer_of(question) or Answer.UNKNOWN
        self.edit(partial(edits.answer_question, question=question, answer=answer, note=text), merge_key=f"note.{question}")

    def _on_moved_on(self, question: str) -> None:
        listed: dict[str, QWidget] = {
            HAS_ALLERGIES: self.allergies.edit, TAKES_MEDICINES: self.medicines.edit, HAD_EARLIER: self.earlier.add,
        }
        if self._answer_of(question) is Answer.YES and question in listed:
            listed[question].setFocus(Qt.FocusReason.TabFocusReason)
            return
        asked = [q.id for q in self._visible]
        place = asked.index(question) + 1 if question in asked else len(asked)
        if place >= len(asked):
            self.went_on.emit()
        else:
            self._focus_question(asked[place])

    def _on_moved_back(self, question: str) -> None:
        asked = [q.id for q in self._visible]
        place = asked.index(question) - 1
        if place >= 0:
            self._focus_question(asked[place])

    def _focus_question(self, question: str) -> None:
        self._open_section_of(question)
        row = self._rows[question]
        row.setFocus(Qt.FocusReason.TabFocusReason)
        self.column_view.ensureWidgetVisible(row, 0, 48)

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
        place = self._sections.index(self._section) + by
        if 0 <= place < len(self._sections):
            self._on_section(self._sections[place])

    def _on_all_no(self) -> None:
        answered = {a.question for a in self.document.history.answers}
        still_open = tuple(q.id for q in self._visible if q.section == self._section and q.id not in answered)
        self.edit(partial(_all_no, questions=still_open))
        here = [q.id for q in self._visible if q.section == self._section]
        if here:
            self._on_moved_on(here[-1])


def _all_no(document: Consultation, questions: tuple[str, ...]) -> Consultation:
    for question in questions:
        document = edits.answer_question(document, question=question, answer=Answer.NO)
    return document
