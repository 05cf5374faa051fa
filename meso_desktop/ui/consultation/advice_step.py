"""Advice and consent: what the patient is told for the families planned, and how consent was given."""

from functools import partial
from hashlib import sha256

from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget
from typing_extensions import override

from meso_desktop.domain import edits
from meso_desktop.domain.advised import applying, consent_paragraphs, planned_families
from meso_desktop.domain.consent import Consent, ConsentKind, is_signature
from meso_desktop.domain.consultation import Consultation, Step
from meso_desktop.domain.knowledge import AdviceEntry, AdviceKind
from meso_desktop.domain.people import Language
from meso_desktop.ui.consultation.arranging import KeyedColumn
from meso_desktop.ui.consultation.choice_row import ChoiceRow
from meso_desktop.ui.consultation.disclosure import Disclosure
from meso_desktop.ui.consultation.growing_text import GrowingText
from meso_desktop.ui.consultation.segmented import Segmented
from meso_desktop.ui.consultation.signature_pad import SignaturePad, Strokes
from meso_desktop.ui.consultation.step_page import StepPage
from meso_desktop.ui.consultation.workplace import Workplace
from meso_desktop.ui.theme import Role, button, hairline, label


class AdvicePage(StepPage):
    """Choices first, the sentences behind them to open, the consent below."""

    step = Step.ADVICE

    def __init__(self, desk: Workplace, parent: QWidget | None = None) -> None:
        """Build the page."""
        super().__init__(desk, parent)
        self._build_advice()
        self.body.addWidget(hairline())
        self._build_consent()
        self.body.addStretch(1)

    @override
    def refresh(self) -> None:
        super().refresh()
        document, knowledge, words = self.document, self.desk.clinic.knowledge, self.desk.wording
        families = planned_families(document, knowledge)
        named = ", ".join(words.term(f"family.{family}") for family in families)
        self._for.setText(named or self.tr("Nothing is planned yet: only what holds for every treatment is shown."))
        by_kind = {kind: applying(document, knowledge, kind) for kind in AdviceKind}
        self._show_choices([entry for entries in by_kind.values() for entry in entries if entry.choice])
        chosen = set(document.advice.chosen)
        for kind, (opener, text) in self._sections.items():
            entries = [e for e in by_kind[kind] if e.choice is None or e.id in chosen]
            opener.setVisible(bool(entries))
            opener.setText(f"{words.term(f'advice_kind.{kind}')} {len(entries)}")
            text.setVisible(opener.isChecked() and bool(entries))
            if opener.isChecked():
                text.setText("\n".join(self._sentence(entry) for entry in entries))
        self.extra.show_text(document.advice.extra)
        self._show_consent(document.consent)

    @override
    def field(self, path: str) -> QWidget | None:
        if path.startswith("consent"):
            return self.kind.focusProxy()
        return super().field(path)

    @override
    def first_field(self) -> QWidget | None:
        return next((row for column in self._choices for row in column.widgets()), None) or self.extra

    def choice(self, entry_id: str) -> ChoiceRow | None:
        """Return the row of an entry that contradicts another."""
        return next((row for column in self._choices if (row := column.widget(entry_id)) is not None), None)

    def _sentence(self, entry: AdviceEntry) -> str:
        words = self.desk.wording
        text = words.term(f"advice.{entry.id}")
        if entry.frequency_percent is not None:
            text = self.tr("%1 (%2 of 100 in trials)").replace("%1", text).replace("%2", words.number(f"{entry.frequency_percent:f}"))
        if entry.urgency is not None:
            text = f"{words.term(f'urgency.{entry.urgency}')}: {text}"
        return f"–  {text}"

    def _show_choices(self, entries: list[AdviceEntry]) -> None:
        self._choices_head.setVisible(bool(entries))
        groups = list(dict.fromkeys(e.choice for e in entries))
        ordered = [e for group in groups for e in entries if e.choice == group]
        for side, column in enumerate(self._choices):
            column.arrange([e.id for e in ordered if groups.index(e.choice) % len(self._choices) == side])
        chosen = set(self.document.advice.chosen)
        shown: set[str | None] = set()
        for entry in ordered:
            row = self.choice(entry.id)
            if row is not None:
                words = self.desk.wording
                heading = "" if entry.choice in shown else words.term(f"advice_choice.{entry.choice}")
                row.show_choice(words.term(f"advice.{entry.id}"), heading=heading, is_chosen=entry.id in chosen, value=entry.id)
                shown.add(entry.choice)

    def _show_consent(self, consent: Consent | None) -> None:
        self.kind.show_value(consent.kind if consent else None)
        is_here = consent is not None and consent.kind is ConsentKind.SIGNED_HERE
        self._pad_row.setVisible(is_here)
        if consent is not None and is_here:
            self.pad.show_strokes(consent.strokes)
        too_short = consent is not None and is_here and bool(consent.strokes) and not is_signature(consent.strokes)
        self._too_short.setVisible(too_short)
        text, digest = self._text()
        self._consent_text.setText(text)
        is_stale = consent is not None and consent.text_digest != digest
        self._stale.setVisible(is_stale)
        version = self.tr("Text of the consent, version %1").replace("%1", self.desk.clinic.knowledge.consent_version)
        self.read_text.setText(version)
        if consent is None:
            self._given.setText(self.tr("Not asked yet"))
        else:
            stamp = consent.given_at.astimezone().strftime("%H:%M")
            self._given.setText(self.tr("Noted %1, text version %2").replace("%1", stamp).replace("%2", consent.text_version))

    def _text(self) -> tuple[str, str]:
        paragraphs = consent_paragraphs(self.document, self.desk.clinic.knowledge)
        text = "\n\n".join(self.desk.wording.term(f"consent.{paragraph.id}") for paragraph in paragraphs)
        return text, sha256(text.encode()).hexdigest()

    def _build_advice(self) -> None:
        self._for = label("", Role.MUTED)
        self.body.addWidget(self._for)
        self._choices_head = label(self.tr("Sources contradict each other here: choose what you tell"), Role.LABEL)
        self._choices: tuple[KeyedColumn[str, ChoiceRow], ...] = tuple(KeyedColumn(self._make_choice, spacing=0) for _ in range(2))
        self.body.addWidget(self._choices_head)
        beside = QHBoxLayout()
        beside.setSpacing(16)
        for side in self._choices:
            beside.addWidget(side, 1, Qt.AlignmentFlag.AlignTop)
        self.body.addLayout(beside)
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

    def _build_consent(self) -> None:
        words = self.desk.wording
        kinds = [(kind, words.term(f"consent_kind.{kind}")) for kind in ConsentKind]
        self.kind = Segmented(kinds, name=self.tr("Consent"), object_name="consent")
        self._given = label("", Role.MUTED)
        line = QHBoxLayout()
        line.setSpacing(12)
        line.addWidget(label(self.tr("Consent"), Role.LABEL, is_wrapped=False))
        line.addWidget(self.kind)
        line.addWidget(self._given, 1)
        self.body.addLayout(line)
        self.read_text = Disclosure(self.tr("Text of the consent"), is_quiet=True)
        self.read_text.setMinimumWidth(320)
        self._consent_text = label("", Role.SMALL)
        self._consent_text.setIndent(20)
        self._consent_text.hide()
        changed = self.tr("The plan has changed since: the text is another one now. Go through it again and note the consent anew.")
        self._stale = label(changed, Role.WARN)
        self._too_short = label(self.tr("That is too short to be a signature. Sign across the field."), Role.REFUSAL)
        self._pad_row = QWidget()
        pad_line = QHBoxLayout(self._pad_row)
        pad_line.setContentsMargins(0, 0, 0, 0)
        pad_line.setSpacing(12)
        self.pad = SignaturePad()
        self.clear_pad = button(self.tr("Clear"), Role.QUIET)
        self.clear_pad.setAccessibleName(self.tr("Clear the signature"))
        beside = QVBoxLayout()
        beside.addWidget(self.clear_pad)
        beside.addStretch(1)
        pad_line.addWidget(self.pad)
        pad_line.addLayout(beside)
        pad_line.addStretch(1)
        for part in (self.read_text, self._consent_text, self._stale, self._pad_row, self._too_short):
            self.body.addWidget(part)
        self.read_text.opened.connect(self._consent_text.setVisible)
        self.kind.picked.connect(self._on_kind)
        self.pad.drawn.connect(self._on_drawn)
        self.clear_pad.clicked.connect(self._on_clear)

    def _make_choice(self) -> ChoiceRow:
        row = ChoiceRow()
        row.toggled.connect(self._on_choice)
        return row

    def _on_choice(self, entry_id: str) -> None:
        """Take the entry, and leave those of its group, or take it back."""
        knowledge, advice = self.desk.clinic.knowledge, self.document.advice
        group = knowledge.advice[entry_id].choice
        others = tuple(c for c in advice.chosen if c not in knowledge.advice or knowledge.advice[c].choice != group)
        chosen = others if entry_id in advice.chosen else (*others, entry_id)
        self.edit(partial(edits.set_advice, advice=replace(advice, chosen=chosen)))

    def _on_extra(self, text: str) -> None:
        self.edit(partial(_with_extra, text=text), merge_key="advice.extra")

    def _on_kind(self, kind: ConsentKind | None) -> None:
        self.edit(partial(edits.set_consent, consent=self._consent(kind, ()) if kind else None))

    def _on_drawn(self, strokes: Strokes) -> None:
        self.edit(partial(edits.set_consent, consent=self._consent(ConsentKind.SIGNED_HERE, strokes)))

    def _on_clear(self) -> None:
        self.edit(partial(edits.set_consent, consent=self._consent(ConsentKind.SIGNED_HERE, ())))

    def _consent(self, kind: ConsentKind, strokes: Strokes) -> Consent:
        spoken = self.desk.wording.language
        language = next((held for held in Language if held.value == spoken), Language.ENGLISH)
        return Consent(
            kind=kind, text_version=self.desk.clinic.knowledge.consent_version, text_digest=self._text()[1], language=language,
            paragraphs=tuple(text.id for text in consent_paragraphs(self.document, self.desk.clinic.knowledge)),
            given_at=self.desk.clinic.clock.now(), strokes=strokes,
        )


def _with_extra(document: Consultation, text: str) -> Consultation:
    return edits.set_advice(document, replace(document.advice, extra=text))
