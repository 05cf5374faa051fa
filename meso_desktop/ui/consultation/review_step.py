"""Review and sign: the whole consultation, how it ends, and the signature."""

from datetime import date
from functools import partial

from msgspec.structs import replace
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from meso_desktop.domain import edits
from meso_desktop.domain.consultation import Consultation, Outcome, OutcomeKind, Step
from meso_desktop.domain.errors import UserError
from meso_desktop.domain.message import message
from meso_desktop.domain.waiting import waits
from meso_desktop.ui.consultation.eligible_row import EligibleRow
from meso_desktop.ui.consultation.growing_text import GrowingText
from meso_desktop.ui.consultation.segmented import Segmented
from meso_desktop.ui.consultation.step_page import StepPage
from meso_desktop.ui.consultation.summary import summary_sheet
from meso_desktop.ui.consultation.workplace import Workplace
from meso_desktop.ui.secret_field import SecretField
from meso_desktop.ui.sheet import Sheet
from meso_desktop.ui.theme import Role, button, hairline, label, set_role
from meso_desktop.ui.typed_day import typed_day

_ELIGIBLE = "outcome.eligible_on"


class ReviewPage(StepPage):
    """Emits `sign_wanted` with the passphrase and `preview_wanted`; it signs nothing itself."""

    step = Step.REVIEW
    sign_wanted = Signal(str)
    preview_wanted = Signal()

    def __init__(self, desk: Workplace, parent: QWidget | None = None) -> None:
        """Build the page."""
        super().__init__(desk, parent)
        self._summarised: Consultation | None = None
        self._sheet: Sheet | None = None
        self._is_signing = False
        self.body.setSpacing(7)  # all of it, signature included, at 1280 x 800
        self._build_summary()
        self._build_outcome()
        self._build_signing()

    @override
    def refresh(self) -> None:
        super().refresh()
        self._show_summary()
        outcome = self.document.outcome
        self.outcome.show_value(outcome.kind if outcome else None)
        self._reason_row.setVisible(outcome is not None)
        self.reason.show_text(outcome.reason if outcome else "")
        is_deferred = outcome is not None and outcome.kind is OutcomeKind.DEFER
        self.eligible.setVisible(is_deferred)
        if outcome is not None and is_deferred:
            self._show_eligible(outcome)
        self.whole_note.show_text(self.document.note)
        self._show_sign()

    @override
    def field(self, path: str) -> QWidget | None:
        if path == "outcome":
            return self.outcome.focusProxy()
        return super().field(path)

    @override
    def first_field(self) -> QWidget | None:
        return self.outcome.focusProxy() if self.document.outcome is None else self.passphrase.line

    def show_refusal(self, error: UserError) -> None:
        """Say why signing was refused; the passphrase can be typed again at once."""
        self.end_signing()
        self.passphrase.show_error(self.sentence(error))
        self.passphrase.forget()
        self.passphrase.focus()

    def end_signing(self) -> None:
        """Let it be signed again after it was not signed."""
        self._is_signing = False
        self._show_sign()

    def _show_eligible(self, outcome: Outcome) -> None:
        refused = self.refused_text(_ELIGIBLE)
        refusal = self._eligible_refusal(refused) if refused is not None else ""
        found = {f.key: f for f in self.desk.editor.assessment.findings}
        longest = waits(found.values(), visit_on=self.document.visit_on, knowledge=self.desk.editor.knowledge)[:1]
        rule = self.desk.wording.text(found[longest[0].finding].text) if longest else ""
        wait = longest[0] if longest else None
        self.eligible.show_day(outcome.eligible_on, refused=refused or "", refusal=refusal, wait=wait, rule=rule)

    def _show_summary(self) -> None:
        shown = replace(self.document, outcome=None, note="", step_notes=(), refused_entries=())
        if shown == self._summarised and self._sheet is not None:
            return
        self._summarised = shown
        sheet = summary_sheet(self.document, self.desk.editor.assessment, self.desk.wording)
        if self._sheet is not None:
            self._summary.removeWidget(self._sheet)
            self._sheet.hide()
            self._sheet.deleteLater()
        self._sheet = sheet
        self._summary.addWidget(sheet)

    def _show_sign(self) -> None:
        assessment = self.desk.editor.assessment
        self.sign.setEnabled(assessment.may_sign and not self._is_signing)
        if assessment.may_sign:
            self._why_not.setText(self.tr("Sealed with your key. It never changes afterwards; you can add to it."))
            set_role(self._why_not, Role.MUTED)
            return
        barring = [m.text for m in assessment.missing if m.bars_signing] or [b.text for b in assessment.barriers]
        first = self.desk.wording.text(barring[0]) if barring else self.tr("Something still bars the plan.")
        more = len(dict.fromkeys(barring)) - 1
        and_more = self.tr("%1 And %2 more, at the right.").replace("%1", first).replace("%2", str(more))
        self._why_not.setText(and_more if more > 0 else first)
        set_role(self._why_not, Role.WARN)

    def _build_summary(self) -> None:
        frame = QFrame()
        set_role(frame, Role.CARD)
        frame.setMinimumHeight(80)
        self._summary = QVBoxLayout(frame)
        self._summary.setContentsMargins(3, 3, 3, 3)  # inside the rounded corners
        self.body.addWidget(frame)

    def _build_outcome(self) -> None:
        words = self.desk.wording
        kinds = [(kind, words.term(f"outcome.{kind}")) for kind in OutcomeKind]
        self.outcome = Segmented(kinds, name=self.tr("Outcome"), object_name="outcome")
        self.body.addWidget(label(self.tr("How the consultation ends"), Role.LABEL))
        self.body.addWidget(self.outcome)
        self.reason = self._text(self.tr("Reason"), "outcome.reason")
        self.reason.written.connect(self._on_reason)
        self._reason_row = self.reason
        self.body.addWidget(self.reason)
        self.eligible = EligibleRow(_ELIGIBLE, wording=words, order=self.desk.day_order)
        self.eligible.typed.connect(self._on_eligible)
        self.eligible.taken.connect(self._on_proposed)
        self.eligible.went_on.connect(self.went_on)
        self.eligible.left.connect(self.desk.editor.end_merge)
        self._register(_ELIGIBLE, self.eligible.field.edit)
        self.body.addWidget(self.eligible)
        self.whole_note = self._text(self.tr("Note on the whole consultation"), "note")
        self.whole_note.written.connect(self._on_whole_note)
        self.body.addWidget(self.whole_note)
        self.outcome.picked.connect(self._on_outcome)

    def _text(self, name: str, path: str) -> GrowingText:
        field = GrowingText(name=name)
        field.setObjectName(path)
        field.left.connect(self.desk.editor.end_merge)
        field.went_on.connect(self.went_on)
        self._register(path, field)
        return field

    def _build_signing(self) -> None:
        self.body.addWidget(hairline())
        self.passphrase = SecretField(self.tr("Your passphrase"))
        self.passphrase.line.setObjectName("sign_passphrase")
        self._register("passphrase", self.passphrase.line)
        self.sign = button(self.tr("Sign"), Role.PRIMARY)
        self.sign.setObjectName("sign")
        self.preview = button(self.tr("Preview the plan"))
        self.preview.setObjectName("preview")
        self._why_not = label("", Role.MUTED)
        buttons = QVBoxLayout()
        buttons.setSpacing(0)
        buttons.addSpacing(22)
        both = QHBoxLayout()
        both.setSpacing(8)
        both.addWidget(self.sign)
        both.addWidget(self.preview)
        buttons.addLayout(both)
        buttons.addStretch(1)
        line = QHBoxLayout()
        line.setSpacing(12)
        line.addWidget(self.passphrase, 1)
        line.addLayout(buttons)
        self.body.addLayout(line)
        self.body.addWidget(self._why_not)
        self.body.addStretch(1)
        self.sign.clicked.connect(self._on_sign)
        self.passphrase.entered.connect(self._on_sign)
        self.preview.clicked.connect(self.preview_wanted)

    def _on_outcome(self, kind: OutcomeKind | None) -> None:
        self.edit(partial(_ended, kind=kind, eligible_on=self.desk.editor.assessment.eligible_on))

    def _on_reason(self, text: str) -> None:
        self.edit(partial(_reasoned, text=text), merge_key="outcome.reason")

    def _on_eligible(self, path: str, text: str) -> None:
        try:
            day = self._read_eligible(text)
        except UserError:
            self.edit(partial(_eligible_refused, text=text), merge_key=path)
        else:
            self.edit(partial(_eligible, day=day), merge_key=path)

    def _on_proposed(self, day: date) -> None:
        self.edit(partial(_eligible, day=day))

    def _read_eligible(self, text: str) -> date | None:
        if not text.strip():
            return None
        day = typed_day(text, order=self.desk.day_order)
        if day <= self.document.visit_on:
            raise UserError(message("consultation.eligible_not_after_visit", day=day, visit=self.document.visit_on))
        return day

    def _eligible_refusal(self, text: str) -> str:
        try:
            self._read_eligible(text)
        except UserError as error:
            return self.sentence(error)
        return ""

    def _on_whole_note(self, text: str) -> None:
        self.edit(partial(edits.set_note, text=text), merge_key="note")

    def _on_sign(self) -> None:
        if self.desk.editor.assessment.may_sign and not self._is_signing:
            self._is_signing = True
            self.passphrase.clear_error()
            self._show_sign()
            self.sign_wanted.emit(self.passphrase.secret)


def _ended(document: Consultation, kind: OutcomeKind | None, eligible_on: date | None) -> Consultation:
    document = edits.accept_entry(document, _ELIGIBLE)
    if kind is None:
        return edits.set_outcome(document, None)
    reason = document.outcome.reason if document.outcome else ""
    day = eligible_on if kind is OutcomeKind.DEFER else None
    return edits.set_outcome(document, Outcome(kind=kind, reason=reason, eligible_on=day))


def _reasoned(document: Consultation, text: str) -> Consultation:
    return document if document.outcome is None else edits.set_outcome(document, replace(document.outcome, reason=text))


def _eligible(document: Consultation, day: date | None) -> Consultation:
    if document.outcome is None:
        return document
    return edits.accept_entry(edits.set_outcome(document, replace(document.outcome, eligible_on=day)), _ELIGIBLE)


def _eligible_refused(document: Consultation, text: str) -> Consultation:
    return edits.refuse_entry(_eligible(document, None), field=_ELIGIBLE, text=text)
