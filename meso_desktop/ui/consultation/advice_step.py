"""Advice and consent: what the patient is told for the families planned, and how consent was given."""

from functools import partial

from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget
from typing_extensions import override

from meso_desktop.domain import edits
from meso_desktop.domain.advised import applying, planned_families
from meso_desktop.domain.consultation import Consultation, Step
from meso_desktop.domain.message import message
from meso_desktop.domain.patient_texts import AdviceEntry, AdviceKind
from meso_desktop.ui.consultation.choice_row import ChoiceRow
from meso_desktop.ui.consultation.choice_topics import ChoiceTopics, topic_chosen
from meso_desktop.ui.consultation.consent_block import ConsentBlock
from meso_desktop.ui.consultation.disclosure import Disclosure
from meso_desktop.ui.consultation.growing_text import GrowingText
from meso_desktop.ui.consultation.spoken_words import SpokenWords
from meso_desktop.ui.consultation.step_page import StepPage
from meso_desktop.ui.consultation.workplace import Workplace
from meso_desktop.ui.theme import Role, hairline, label


class AdvicePage(StepPage):
    """Choices first, the sentences behind them to open, the consent below; what the patient hears stands in their language."""

    step = Step.ADVICE

    def __init__(self, desk: Workplace, parent: QWidget | None = None) -> None:
        """Build the page."""
        super().__init__(desk, parent)
        self.spoken = SpokenWords(desk.wording, parent=self)
        self.spoken.switched.connect(self.refresh)
        self.top.addWidget(self.spoken.switching)
        self.body.addWidget(self.spoken.missing)
        self.body.setSpacing(8)  # the signature is reached without scrolling at 1280 x 800
        self._build_advice()
        self.body.addWidget(hairline())
        self.consent = ConsentBlock(self, spoken=self.spoken)
        self.kind, self.pad = self.consent.kind, self.consent.pad
        self.body.addWidget(self.consent)
        self.body.addStretch(1)

    @override
    def refresh(self) -> None:
        super().refresh()
        document, knowledge, words = self.document, self.desk.clinic.knowledge, self.desk.wording
        families = planned_families(document, knowledge)
        named = ", ".join(words.term(f"family.{family}") for family in families)
        self.aside.setText(named or self.tr("Nothing is planned yet: only what holds for every treatment is shown."))
        self.spoken.show_patient(document.patient)
        by_kind = {kind: applying(document, knowledge, kind) for kind in AdviceKind}
        self.topics.show_entries([e for entries in by_kind.values() for e in entries], chosen=document.advice.chosen)
        chosen = set(document.advice.chosen)
        for kind, (opener, text) in self._sections.items():
            entries = [e for e in by_kind[kind] if e.choice is None or e.id in chosen]
            opener.setVisible(bool(entries))
            opener.setText(f"{words.term(f'advice_kind.{kind}')} {len(entries)}")
            text.setVisible(opener.isChecked() and bool(entries))
            if opener.isChecked():
                text.setText("\n".join(self._sentence(entry) for entry in entries))
        self.extra.show_text(document.advice.extra)
        self.consent.refresh()

    @override
    def field(self, path: str) -> QWidget | None:
        if path.startswith("consent"):
            return self.kind.focusProxy()
        return super().field(path)

    @override
    def first_field(self) -> QWidget | None:
        return self.topics.first_field() or self.extra

    def choice(self, entry_id: str) -> ChoiceRow | None:
        """Return the row of an entry that contradicts another, with its topic open."""
        return self.topics.row(entry_id)

    def _sentence(self, entry: AdviceEntry) -> str:
        words = self.spoken.wording
        text = words.term(f"advice.{entry.id}")
        if entry.frequency_percent is not None:
            text = words.text(message("consultation.of_100", effect=text, percent=entry.frequency_percent))
        if entry.urgency is not None:
            text = f"{words.term(f'urgency.{entry.urgency}')}: {text}"
        return f"–  {text}"

    def _build_advice(self) -> None:
        self.topics = ChoiceTopics(wording=self.desk.wording)
        self.topics.toggled.connect(self._on_choice)
        self.topics.went_on.connect(self._on_topics_done)
        self.body.addWidget(self.topics)
        self._sections: dict[AdviceKind, tuple[Disclosure, QLabel]] = {}
        column, openers = QVBoxLayout(), QHBoxLayout()
        column.setSpacing(0)
        openers.setSpacing(4)
        column.addLayout(openers)
        for kind in AdviceKind:
            opener = Disclosure(self.desk.wording.term(f"advice_kind.{kind}") + " 00", is_quiet=True)
            opener.setObjectName(f"advice_{kind}")
            text = label("", Role.SMALL)
            text.setIndent(20)
            text.hide()
            opener.opened.connect(self.refresh)
            self._sections[kind] = (opener, text)
            openers.addWidget(opener)
            column.addWidget(text)
        openers.addStretch(1)
        self.body.addLayout(column)
        self.extra = GrowingText(name=self.tr("In your own words, printed with the advice"), lines=1, most_lines=5)
        self.extra.setObjectName("advice.extra")
        self.extra.written.connect(self._on_extra)
        self.extra.left.connect(self.desk.editor.end_merge)
        self.extra.went_on.connect(self.went_on)
        self._register("advice.extra", self.extra)
        self.body.addWidget(self.extra)

    def _on_choice(self, entry_id: str) -> None:
        """Take the entry, and leave those of its topic, or take it back."""
        advice = self.document.advice
        chosen = topic_chosen(self.desk.clinic.knowledge.advice, advice.chosen, entry_id)
        self.edit(partial(edits.set_advice, advice=replace(advice, chosen=chosen)))
        if entry_id in chosen:
            self.topics.advance()

    def _on_topics_done(self) -> None:
        self.extra.setFocus(Qt.FocusReason.TabFocusReason)

    def _on_extra(self, text: str) -> None:
        self.edit(partial(_with_extra, text=text), merge_key="advice.extra")


def _with_extra(document: Consultation, text: str) -> Consultation:
    return edits.set_advice(document, replace(document.advice, extra=text))
