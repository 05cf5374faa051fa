"""The history: every question one key, follow-ups where they belong, coded lists and earlier treatments in their place."""

from collections.abc import Callable
from functools import partial
from typing import Final

from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget
from typing_extensions import override

from meso_desktop.domain import edits
from meso_desktop.domain.asking import questions_to_ask
from meso_desktop.domain.consultation import Consultation, Step
from meso_desktop.domain.errors import UserError
from meso_desktop.domain.history import Answer, CodedEntry, EarlierTreatment
from meso_desktop.domain.knowledge import Question, QuestionScope
from meso_desktop.ui.consultation.coded_list import CodedList, Vocabulary
from meso_desktop.ui.consultation.earlier_treatments import (
    EarlierTreatmentList,
    EarlierTreatmentRow,
    read_session_number,
    read_treated_on,
    read_volume,
    treated_on_text,
)
from meso_desktop.ui.consultation.section_list import SectionList
from meso_desktop.ui.consultation.step_page import StepPage
from meso_desktop.ui.consultation.tri_state import TriStateRow
from meso_desktop.ui.consultation.workplace import Workplace
from meso_desktop.ui.theme import Role, label, set_role
from meso_desktop.ui.typed_day import DayOrder

HAS_ALLERGIES: Final = "has_allergies"
TAKES_MEDICINES: Final = "takes_medicines"
HAD_EARLIER: Final = "had_earlier_treatment"


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
        self._show_lists({q: a.answer for q, a in answers.items()}, here)
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

    def _show_lists(self, answers: dict[str, Answer], here: set[str]) -> None:
        history = self.document.history
        pairs = ((self.allergies, HAS_ALLERGIES, history.allergies), (self.medicines, TAKES_MEDICINES, history.medicines))
        for widget, question, entries in pairs:
            is_shown = question in here and (answers.get(question) is Answer.YES or bool(entries))
            widget.setVisible(is_shown)
            if is_shown:
                widget.show_entries(entries)
        treatments = history.earlier_treatments
        is_shown = HAD_EARLIER in here and (answers.get(HAD_EARLIER) is Answer.YES or bool(treatments))
        self.earlier.setVisible(is_shown)
        if is_shown:
            for row in self.earlier.show_rows(treatments):
                self._connect_treatment(row)
            for place, treatment in enumerate(treatments):
                self._show_quantities(self.earlier.rows[place], treatment)

    def _show_quantities(self, row: EarlierTreatmentRow, treatment: EarlierTreatment) -> None:
        order = self.desk.day_order
        volume = "" if treatment.volume_ml is None else self.desk.wording.number(f"{treatment.volume_ml:f}")
        number = "" if treatment.session_number is None else str(treatment.session_number)
        texts = (treated_on_text(treatment.treated_on, order=order), volume, number)
        for field, text in zip(row.quantities, texts, strict=True):
            refused = self.refused_text(field.path)
            if refused is None:
                shown = field.edit.text()
                is_same = _same_volume(shown, treatment) if field is row.volume else _same_day(shown, treatment, order)
                if not (is_same and field is not row.session):
                    field.show_value(text)
                else:
                    field.show_value(field.edit.text())
            else:
                field.show_value(refused, refusal=self._refusal(field.path.rpartition(".")[2], refused))

    def _refusal(self, name: str, text: str) -> str:
        try:
            _read(name, text, self.desk.day_order)
        except UserError as error:
            return self.sentence(error)
        return ""

    def _build(self) -> None:
        self.sections = SectionList({s: self.desk.wording.term(f"section.{s}") for s in self._sections})
        vocabularies = self._vocabularies()
        self.allergies = CodedList(vocabularies[0], name=self.tr("Add an allergy, Enter after each"), object_name="add_allergy")
        self.medicines = CodedList(vocabularies[1], name=self.tr("Add a medicine, Enter after each"), object_name="add_medicine")
        words = self.desk.wording
        knowledge = self.desk.clinic.knowledge
        self.earlier = EarlierTreatmentList(
            products={p: words.term(f"product.{p}") for p in knowledge.products},
            areas={a: words.term(f"area.{a}") for a in knowledge.areas}, day_order=self.desk.day_order,
        )
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

    def _vocabularies(self) -> tuple[Vocabulary, Vocabulary]:
        words, knowledge = self.desk.wording, self.desk.clinic.knowledge
        return (
            Vocabulary(
                terms={a: words.term(f"allergen.{a}") for a in knowledge.allergens},
                words={a.id: a.words for a in knowledge.allergens.values()},
            ),
            Vocabulary(
                terms={m: words.term(f"medicine.{m}") for m in knowledge.medicine_classes},
                words={m.id: m.words for m in knowledge.medicine_classes.values()},
            ),
        )

    def _connect(self) -> None:
        for row in self._rows.values():
            row.answered.connect(self._on_answered)
            row.noted.connect(self._on_noted)
            row.moved_on.connect(self._on_moved_on)
            row.moved_back.connect(self._on_moved_back)
        self.sections.chosen.connect(self._on_section)
        self.all_no.clicked.connect(self._on_all_no)
        self.allergies.changed_to.connect(self._on_allergies)
        self.medicines.changed_to.connect(self._on_medicines)
        self.allergies.went_on.connect(self.went_on)
        self.medicines.went_on.connect(self.went_on)
        self.earlier.added.connect(self._on_treatment_added)
        for keys, slot in (("Ctrl+PgDown", self._on_next_section), ("Ctrl+PgUp", self._on_previous_section)):
            shortcut = QShortcut(keys, self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(slot)

    def _connect_treatment(self, row: EarlierTreatmentRow) -> None:
        row.picked.connect(self._on_treatment_picked)
        row.typed.connect(self._on_treatment_typed)
        row.removed.connect(self._on_treatment_removed)
        row.left.connect(self.desk.editor.end_merge)

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

    def _on_allergies(self, entries: tuple[CodedEntry, ...]) -> None:
        self.edit(partial(edits.set_allergies, entries=entries))

    def _on_medicines(self, entries: tuple[CodedEntry, ...]) -> None:
        self.edit(partial(edits.set_medicines, entries=entries))

    def _on_treatment_added(self) -> None:
        self.edit(_add_treatment)
        last = len(self.document.history.earlier_treatments) - 1
        self.earlier.rows[last].product.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_treatment_picked(self, place: int, treatment: EarlierTreatment) -> None:
        self.edit(partial(_change_treatment, place=place, change=partial(_same, to=treatment)))

    def _on_treatment_typed(self, place: int, name: str, text: str) -> None:
        path = f"earlier_treatment.{place}.{name}"
        try:
            change = _read(name, text, self.desk.day_order)
        except UserError:
            emptied = _read(name, "", self.desk.day_order)
            self.edit(partial(_refuse_treatment, place=place, path=path, emptied=emptied, text=text), merge_key=path)
        else:
            self.edit(partial(_accept_treatment, place=place, path=path, change=change), merge_key=path)

    def _on_treatment_removed(self, place: int) -> None:
        self.edit(partial(_remove_treatment, place=place))
        self.earlier.add.setFocus(Qt.FocusReason.OtherFocusReason)


Change = Callable[[EarlierTreatment], EarlierTreatment]


def _read(name: str, text: str, order: DayOrder) -> Change:
    """Return what the text does to an earlier treatment; raises UserError when it is refused."""
    match name:
        case "treated_on":
            return partial(replace, treated_on=read_treated_on(text, order=order))
        case "volume":
            return partial(replace, volume_ml=read_volume(text))
        case "session":
            return partial(replace, session_number=read_session_number(text))
        case _:
            return partial(replace, reaction=text)


def _same(_: EarlierTreatment, to: EarlierTreatment) -> EarlierTreatment:
    return to


def _all_no(document: Consultation, questions: tuple[str, ...]) -> Consultation:
    for question in questions:
        document = edits.answer_question(document, question=question, answer=Answer.NO)
    return document


def _add_treatment(document: Consultation) -> Consultation:
    entries = document.history.earlier_treatments
    return edits.set_earlier_treatments(document, (*entries, EarlierTreatment(product=None, area=None)))


def _change_treatment(document: Consultation, place: int, change: Change) -> Consultation:
    entries = document.history.earlier_treatments
    return edits.set_earlier_treatments(document, (*entries[:place], change(entries[place]), *entries[place + 1:]))


def _accept_treatment(document: Consultation, place: int, path: str, change: Change) -> Consultation:
    return edits.accept_entry(_change_treatment(document, place, change), path)


def _refuse_treatment(document: Consultation, place: int, path: str, emptied: Change, text: str) -> Consultation:
    return edits.refuse_entry(_change_treatment(document, place, emptied), field=path, text=text)


def _remove_treatment(document: Consultation, place: int) -> Consultation:
    """Remove the treatment at `place`; refused texts of later ones move up with them."""
    entries = document.history.earlier_treatments
    document = edits.set_earlier_treatments(document, (*entries[:place], *entries[place + 1:]))
    for entry in document.refused_entries:
        first, _, rest = entry.field.partition(".")
        if first != "earlier_treatment":
            continue
        number, _, name = rest.partition(".")
        if int(number) >= place:
            document = edits.accept_entry(document, entry.field)
        if int(number) > place:
            document = edits.refuse_entry(document, field=f"earlier_treatment.{int(number) - 1}.{name}", text=entry.text)
    return document


def _same_volume(text: str, treatment: EarlierTreatment) -> bool:
    try:
        return bool(text.strip()) and read_volume(text) == treatment.volume_ml
    except UserError:
        return False


def _same_day(text: str, treatment: EarlierTreatment, order: DayOrder) -> bool:
    try:
        return bool(text.strip()) and read_treated_on(text, order=order) == treatment.treated_on
    except UserError:
        return False
