"""The first step: who the patient is, what they want in their own words, and the day of the visit."""

from datetime import date
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from meso_desktop.domain import edits
from meso_desktop.domain.carrying import set_carried
from meso_desktop.domain.consultation import Consultation, Step
from meso_desktop.domain.errors import UserError
from meso_desktop.domain.history import Carried
from meso_desktop.domain.ids import PatientId
from meso_desktop.domain.message import message
from meso_desktop.domain.people import PatientCard
from meso_desktop.services.carrying import earlier_answers
from meso_desktop.ui.consultation.date_field import DateField
from meso_desktop.ui.consultation.growing_text import GrowingText
from meso_desktop.ui.consultation.patient_finder import PatientFinder
from meso_desktop.ui.consultation.step_page import StepPage
from meso_desktop.ui.consultation.workplace import Workplace
from meso_desktop.ui.eligible import eligible_sentence
from meso_desktop.ui.patient_words import born, name_of
from meso_desktop.ui.theme import Role, button, label, set_role
from meso_desktop.ui.typed_day import typed_day

_VISIT_ON = "visit_on"
_CHOSEN = "patient"


class PatientPage(StepPage):
    """The finder while no patient is chosen, then the patient with request and visit date."""

    step = Step.PATIENT

    def __init__(self, desk: Workplace, parent: QWidget | None = None) -> None:
        """Build both."""
        super().__init__(desk, parent)
        self._is_moving = False
        self._left_by: dict[PatientId, str] = {}  # whose consent did not come along, by the patient it did not come to
        self._build()
        self.finder.begin()

    @override
    def refresh(self) -> None:
        super().refresh()
        card = self.document.patient
        is_finding = card is None or self._is_moving
        self.finder.setVisible(is_finding)
        self._visit.setVisible(not is_finding)
        self._moving.setVisible(self._is_moving and card is not None)
        self.moves.setText(self._what_moves())
        left_by = self._left_by.get(card.patient_id, "") if card is not None and self.document.consent is None else ""
        self.left_behind.setText(self.tr("The consent of %1 was left behind. Ask this patient for theirs.").replace("%1", left_by))
        self.left_behind.setVisible(bool(left_by))
        if card is not None:
            self._show_card(card)
        self.request.show_text(self.document.request)
        refused = self.refused_text(_VISIT_ON)
        self.visit_on.show_day(self.document.visit_on, refused=refused or "", refusal=self._refusal(refused) if refused is not None else "")

    @override
    def first_field(self) -> QWidget | None:
        return self.finder.search if self.document.patient is None or self._is_moving else self.request

    def _what_moves(self) -> str:
        moves = self.tr("Everything recorded so far moves to the patient you choose now.")
        return moves if self.document.consent is None else self.tr("%1 The consent does not: it is asked again.").replace("%1", moves)

    def _show_card(self, card: PatientCard) -> None:
        self.name.setText(name_of(card))
        words = self.desk.wording
        facts = [born(card, words, today=self.document.visit_on), words.term(f"sex.{card.sex}")]
        self.facts.setText("  ·  ".join(facts))
        contact = [card.telephone, card.email, card.address, card.file_number]
        self.contact.setText("  ·  ".join(part for part in contact if part))
        self.contact.setVisible(any(contact))
        self._show_eligible()

    def _show_eligible(self) -> None:
        record = self.desk.standing.record
        on, reason = (None, "") if record is None else (record.eligible_on, record.eligible_reason)
        told = eligible_sentence(on, reason, self.desk.wording, today=self.desk.clinic.clock.today())
        self.eligible.setText(told.text)
        self.eligible.setVisible(bool(told.text))
        set_role(self.eligible, told.role)

    def _build(self) -> None:
        self.finder = PatientFinder(self.desk)
        self._register("patient", self.finder.search)
        self._moving = QWidget()
        line = QHBoxLayout(self._moving)
        line.setContentsMargins(0, 0, 0, 0)
        self.moves = label("", Role.WARN)
        line.addWidget(self.moves, 1)
        self.stay = button(self.tr("Keep this patient"), Role.QUIET)
        line.addWidget(self.stay)
        self.body.addWidget(self._moving)
        self.body.addWidget(self.finder, 1)
        self.body.addWidget(self._build_visit(), 1)
        self.finder.chosen.connect(self._on_chosen)
        self.stay.clicked.connect(self._on_stay)
        self.wrong.clicked.connect(self._on_wrong)

    def _build_visit(self) -> QWidget:
        self._visit = QWidget()
        self.name = label("", Role.HEADING)
        self.facts, self.contact, self.eligible = label("", Role.SMALL), label("", Role.MUTED), label("", Role.DEFER)
        self.wrong = button(self.tr("Wrong patient?"), Role.QUIET)
        self.wrong.setObjectName("wrong_patient")
        card = QWidget()
        set_role(card, Role.CARD)
        inside = QHBoxLayout(card)
        inside.setContentsMargins(16, 12, 12, 12)
        who = QVBoxLayout()
        who.setSpacing(4)
        for part in (self.name, self.facts, self.contact, self.eligible):
            who.addWidget(part)
        inside.addLayout(who, 1)
        self.wrong.setMinimumWidth(self.wrong.fontMetrics().horizontalAdvance(self.wrong.text()) + 40)
        inside.addWidget(self.wrong, 0, Qt.AlignmentFlag.AlignTop)
        self.request = GrowingText(
            name=self.tr("What the patient wants"), placeholder=self.tr("In the patient's own words"), lines=4, most_lines=10,
        )
        self.request.setObjectName("request")
        self.request.written.connect(self._on_request)
        self.request.left.connect(self.desk.editor.end_merge)
        self.request.went_on.connect(self.went_on)
        self._register("request", self.request)
        self.visit_on = DateField(_VISIT_ON, name=self.tr("Date of the visit"), order=self.desk.day_order)
        self.visit_on.typed.connect(self._on_visit)
        self.visit_on.left.connect(self.desk.editor.end_merge)
        self.visit_on.went_on.connect(self.went_on)
        self._register(_VISIT_ON, self.visit_on.edit)
        column = QVBoxLayout(self._visit)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(card)
        self.left_behind = label("", Role.WARN)
        self.left_behind.hide()
        column.addWidget(self.left_behind)
        column.addSpacing(8)
        for caption, field in ((self.tr("What the patient wants"), self.request), (self.tr("Date of the visit"), self.visit_on)):
            name = label(caption, Role.LABEL)
            name.setBuddy(field)
            column.addWidget(name)
            column.addWidget(field)
            column.addSpacing(8)
        column.addStretch(1)
        return self._visit

    def _on_chosen(self, card: PatientCard) -> None:
        self._is_moving = False
        before = self.document.patient
        if before is not None and self.document.consent is not None and before.patient_id != card.patient_id:
            self._left_by[card.patient_id] = name_of(before)
        self.edit(partial(edits.set_patient, card=card), merge_key=_CHOSEN)
        self._offer_earlier(merge_key=_CHOSEN)
        self.refresh()
        self.request.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_wrong(self) -> None:
        self._is_moving = True
        self.finder.begin()
        self.refresh()
        self.finder.focus()

    def _on_stay(self) -> None:
        self._is_moving = False
        self.refresh()
        self.request.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_request(self, text: str) -> None:
        self.edit(partial(edits.set_request, text=text), merge_key="request")

    def _on_visit(self, path: str, text: str) -> None:
        try:
            day = self._read_visit(text)
        except UserError:
            self.edit(partial(edits.refuse_entry, field=path, text=text), merge_key=path)
        else:
            self.edit(partial(_visited, day=day), merge_key=path)
            self._offer_earlier(merge_key=path)

    def _offer_earlier(self, *, merge_key: str) -> None:
        """Look up what the last record of this patient offers to this visit; it becomes part of the edit that made it needed."""
        document = self.document
        if document.patient is None:
            return
        patient_id, visit_on = document.patient.patient_id, document.visit_on
        work = partial(earlier_answers, self.desk.clinic, patient_id=patient_id, visit_on=visit_on)
        done = partial(self._on_earlier, patient_id, visit_on, merge_key)
        self.desk.tasks.run(work, done=done, owner=self, newest="earlier")

    def _on_earlier(self, patient_id: PatientId, visit_on: date, merge_key: str, carried: Carried | None) -> None:
        card = self.document.patient
        is_still_asked = card is not None and card.patient_id == patient_id and self.document.visit_on == visit_on
        if is_still_asked and self.isEnabled():  # not while the document is being signed as it stands
            self.edit(partial(set_carried, carried=carried), merge_key=merge_key)

    def _read_visit(self, text: str) -> date:
        day = typed_day(text, order=self.desk.day_order)
        today = self.desk.clinic.clock.today()
        if day > today:
            raise UserError(message("consultation.visit_in_future", day=day))
        return day

    def _refusal(self, text: str) -> str:
        try:
            self._read_visit(text)
        except UserError as error:
            return self.sentence(error)
        return ""


def _visited(document: Consultation, day: date) -> Consultation:
    return edits.accept_entry(edits.set_visit_on(document, day), _VISIT_ON)
