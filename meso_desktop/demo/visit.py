"""Goes through the first four steps of a consultation as a script tells: patient, history, examination, target areas."""

from functools import partial

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QWidget

from meso_desktop.demo import hands
from meso_desktop.demo.album import Album
from meso_desktop.demo.drawing import draw_outline, keep_free, leave, open_canvas
from meso_desktop.demo.script import Area, Earlier, Listed, Patient, Script
from meso_desktop.domain.areas import Side, TargetArea
from meso_desktop.domain.asking import questions_to_ask
from meso_desktop.domain.consultation import Consultation, Step
from meso_desktop.domain.history import Answer
from meso_desktop.domain.people import Language, Sex
from meso_desktop.domain.rules import Question
from meso_desktop.ui.consultation.areas.areas_step import AreasPage
from meso_desktop.ui.consultation.areas.target_card import TargetCard
from meso_desktop.ui.consultation.consultation_page import ConsultationPage
from meso_desktop.ui.consultation.examination_step import ExaminationPage
from meso_desktop.ui.consultation.history.coded_list import CodedList
from meso_desktop.ui.consultation.history.history_step import HAD_EARLIER, HAS_ALLERGIES, TAKES_MEDICINES, HistoryPage
from meso_desktop.ui.consultation.patient_step import PatientPage
from meso_desktop.ui.typed_day import DayOrder, day_as_typed, order_of

KEYS = {Answer.YES: Qt.Key.Key_1, Answer.NO: Qt.Key.Key_2, Answer.UNKNOWN: Qt.Key.Key_3}
STEP_KEYS = dict(zip(Step, (Qt.Key.Key_1, Qt.Key.Key_2, Qt.Key.Key_3, Qt.Key.Key_4, Qt.Key.Key_5, Qt.Key.Key_6, Qt.Key.Key_7), strict=True))


class Visit:
    """One open consultation page, the script it follows and the album it fills."""

    def __init__(self, page: ConsultationPage, script: Script, album: Album) -> None:
        """Stand at the first step."""
        self.page = page
        self.script = script
        self.album = album

    @property
    def document(self) -> Consultation:
        """The consultation as it stands."""
        return self.page.editor.document

    @property
    def day_order(self) -> DayOrder:
        """The order in which the clinic writes days."""
        return order_of(self.document.clinic.jurisdiction)

    def go_to(self, step: Step) -> None:
        """Go to a step by its key."""
        hands.press(STEP_KEYS[step], Qt.KeyboardModifier.AltModifier)
        hands.wait_until(lambda: self.page.step is step, what=f"step {step}")

    def take(self, name: str) -> None:
        """Take a picture, once what it shows is saved."""
        if not self.page.flush():
            raise hands.NotOnScreenError(name, self.page.editor.save_state)
        self.album.take(name)

    def write_note(self, step: Step) -> None:
        """Write the note on a step, where the script has one; its last answer may have led on to the next."""
        if self.page.step is not step:
            self.go_to(step)
        if step in self.script.notes:
            hands.type_text(self.page.page(step).note, self.script.notes[step])

    def patient(self) -> None:
        """Look for the patient, make the card, write down the request."""
        page = self.page.page(Step.PATIENT)
        assert isinstance(page, PatientPage)  # noqa: S101  # narrows for the type checker
        told = self.script.patient
        hands.type_text(page.finder.search, f"{told.family_name} {told.given_name}")
        self.settle_tasks()
        self.take("patient-search")
        hands.click(page.finder.new)
        self._fill_card(page, told)
        self.take("patient-new")
        hands.click(page.finder.form.save)
        hands.wait_until(lambda: self.document.patient is not None, what="the new patient")
        if self.script.request:
            hands.type_text(page.request, self.script.request)
        self.write_note(Step.PATIENT)
        self.take("patient")

    def _fill_card(self, page: PatientPage, told: Patient) -> None:
        form = page.finder.form.form
        typed = {
            form.family_name: told.family_name, form.given_name: told.given_name, form.former_name: told.former_name,
            form.birth_on: day_as_typed(told.birth_on, order=self.day_order), form.telephone: told.telephone, form.email: told.email,
            form.file_number: told.file_number,
        }
        for field, text in typed.items():
            hands.type_text(field.line, text)
        if told.address:
            hands.type_text(form.address.area, told.address)
        hands.pick(form.sex.editor, list(Sex).index(told.sex))
        hands.pick(form.language.editor, list(Language).index(told.language))

    def history(self) -> None:
        """Answer every question with one key, section by section, and fill the lists."""
        self.go_to(Step.HISTORY)
        page = self.page.page(Step.HISTORY)
        assert isinstance(page, HistoryPage)  # noqa: S101  # as in patient
        told = self.script.history
        while (question := self._next_question()) is not None:
            row = page.field(f"history.{question.id}")
            answer = told.answers.get(question.id, told.others)
            if row is None or answer is None:
                break
            row.setFocus(Qt.FocusReason.TabFocusReason)
            hands.press(KEYS[answer], on=row)
            if answer is Answer.YES:
                self._fill_list(page, question.id)
                page.open_section(question.section)  # the last answer of a section opens the next one
                self.take(f"history-{question.id.replace('_', '-')}")
        self.write_note(Step.HISTORY)
        self.take("history")

    def _next_question(self) -> Question | None:
        answered = {a.question for a in self.document.history.answers}
        for question in questions_to_ask(self.document, self.page.editor.knowledge):
            if question.id not in answered and (question.id in self.script.history.answers or self.script.history.others is not None):
                return question
        return None

    def _fill_list(self, page: HistoryPage, question: str) -> None:
        told = self.script.history
        if question == HAS_ALLERGIES:
            self._type_entries(page.allergies, told.allergies)
        elif question == TAKES_MEDICINES:
            self._type_entries(page.medicines, told.medicines)
        elif question == HAD_EARLIER:
            for entry in told.earlier_treatments:
                hands.click(page.earlier.add)
                self._fill_earlier(page, entry)

    def _type_entries(self, listed: CodedList, entries: tuple[Listed, ...]) -> None:
        for entry in entries:
            hands.type_text(listed.edit, entry.text)
            suggestions = listed.edit.completer().popup()
            if suggestions is not None and suggestions.isVisible():
                hands.press(Qt.Key.Key_Escape, on=suggestions)
            hands.press(Qt.Key.Key_Return, on=listed.edit)

    def _fill_earlier(self, page: HistoryPage, told: Earlier) -> None:
        row = page.earlier.rows[len(self.document.history.earlier_treatments) - 1]
        hands.choose(row.product, told.product or "")
        hands.choose(row.area, told.area or "")
        for field, text in ((row.when, told.treated_on), (row.volume, told.volume_ml), (row.session, told.session_number)):
            if text:
                hands.type_text(field, text)
        if told.reaction:
            hands.type_text(row.reaction, told.reaction)

    def examination(self) -> None:
        """Type the measures."""
        self.go_to(Step.EXAMINATION)
        page = self.page.page(Step.EXAMINATION)
        assert isinstance(page, ExaminationPage)  # noqa: S101  # as in patient
        told = self.script.examination
        typed = {
            "examination.height": told.height, "examination.weight": told.weight, "examination.systolic": told.systolic,
            "examination.diastolic": told.diastolic,
        } | {f"examination.girth.{site}": text for site, text in told.girths.items()}
        for path, text in typed.items():
            if text:
                hands.type_text(hands.need(page.field(path), path), text)
        if told.skin_type is not None:
            name = f"skin_type_{told.skin_type}"
            hands.click(hands.need(page.findChild(QWidget, name), name))
        self.write_note(Step.EXAMINATION)
        self.take("examination")

    def areas(self) -> None:
        """Choose each area, the first on the body and the others by name, and measure it."""
        self.go_to(Step.AREAS)
        page = self.page.page(Step.AREAS)
        assert isinstance(page, AreasPage)  # noqa: S101  # as in patient
        for number, told in enumerate(self.script.areas):
            if number == 0:
                self.take("areas-body")
            self._choose_area(page, told, on_body=number == 0)
            card = hands.need(page.card(self.document.target_areas[-1].target_id), told.area)
            self._fill_card_of(card, told)
            self.take(f"areas-{told.area}")
        self.write_note(Step.AREAS)
        if not self.script.areas:
            self.take("areas")

    def _choose_area(self, page: AreasPage, told: Area, *, on_body: bool) -> None:
        before = len(self.document.target_areas)
        if on_body:
            side = Side.LEFT if told.side is Side.BOTH else told.side
            page.body_view.show_area(told.area, side)
            hands.settle()
            place = page.body_view.canvas.centre_of(told.area, side)
            hands.click(page.body_view.canvas, QPoint(round(place.x()), round(place.y())))
        else:
            words = self.page.desk.wording
            name = words.term(f"area.{told.area}")
            typed = name if told.side is Side.MIDLINE else f"{name}, {words.term(f'side.{told.side}')}"
            hands.type_text(page.picker, typed)
            hands.press(Qt.Key.Key_Return, on=page.picker)
        hands.wait_until(lambda: len(self.document.target_areas) > before, what=f"area {told.area}")

    def _fill_card_of(self, card: TargetCard, told: Area) -> None:
        target = self._target(told)
        if target.side is not told.side:
            hands.click(card.side.button(told.side))
        if target.aim is not told.aim:
            hands.click(card.aim.button(told.aim))
        hands.click(card.outline_choice.button(told.outline))
        if told.corners or told.zones:
            self._draw(card, told)
        for field, text in ((card.length, told.length), (card.width_field, told.width), (card.pinch, told.pinch)):
            if text:
                hands.type_text(field, text)
        if told.deposit is not None:
            hands.click(card.deposit.button(told.deposit))
        for question, row in card.rows.items():
            self._answer(row, told.answers.get(question, told.others))
        if told.note:
            hands.type_text(card.note, told.note)

    def _draw(self, card: TargetCard, told: Area) -> None:
        """Draw outline and zones on the canvas, which the choice of a drawn outline has opened."""
        if not self.page.canvas.is_open:
            hands.click(card.draw)
        pane = open_canvas(self.page)
        if told.corners:
            draw_outline(pane, told.corners)
            self.take(f"areas-{told.area}-outline")
        for zone in told.zones:
            keep_free(pane, zone)
        if told.zones:
            self.take(f"areas-{told.area}-kept-free")
        leave(pane)

    def _answer(self, row: QWidget, answer: Answer | None) -> None:
        if answer is not None and row.isVisible():
            row.setFocus(Qt.FocusReason.TabFocusReason)
            hands.press(KEYS[answer], on=row)

    def _target(self, told: Area) -> TargetArea:
        return next(t for t in reversed(self.document.target_areas) if t.area == told.area)

    def settle_tasks(self) -> None:
        """Wait until nothing is being worked on."""
        hands.wait_until(partial(getattr, self.page.desk.tasks, "is_idle"), what="the end of the work")
