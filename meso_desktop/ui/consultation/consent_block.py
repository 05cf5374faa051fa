"""How consent was given: signed here, on paper, later or declined, and to which text."""

from __future__ import annotations

from functools import partial
from hashlib import sha256
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from meso_desktop.domain import edits
from meso_desktop.domain.advised import consent_paragraphs
from meso_desktop.domain.consent import Consent, ConsentKind, is_signature
from meso_desktop.domain.people import Language
from meso_desktop.ui.consultation.disclosure import Disclosure
from meso_desktop.ui.consultation.segmented import Segmented
from meso_desktop.ui.consultation.signature_pad import SignaturePad, Strokes
from meso_desktop.ui.language_names import LANGUAGE_NAMES
from meso_desktop.ui.theme import Role, button, label

if TYPE_CHECKING:
    from meso_desktop.knowledge.wording import Wording
    from meso_desktop.ui.consultation.spoken_words import SpokenWords
    from meso_desktop.ui.consultation.step_page import StepPage


class ConsentBlock(QWidget):
    """A part of the advice page; it shows the document's consent and sends edits through the page."""

    def __init__(self, page: StepPage, *, spoken: SpokenWords) -> None:
        """Build the block; `spoken` are the words in which the patient reads the text."""
        super().__init__(page)
        self._page = page
        self._spoken = spoken
        self._build()

    def refresh(self) -> None:
        """Show the consent as it stands."""
        consent = self._page.document.consent
        self.kind.show_value(consent.kind if consent else None)
        is_here = consent is not None and consent.kind is ConsentKind.SIGNED_HERE
        self._pad_row.setVisible(is_here)
        if consent is not None and is_here:
            self.pad.show_strokes(consent.strokes)
        too_short = consent is not None and is_here and bool(consent.strokes) and not is_signature(consent.strokes)
        self._too_short.setVisible(too_short)
        self._consent_text.setText(self._text(self._spoken.wording))
        is_stale = consent is not None and consent.text_digest != _digest(self._text(self._spoken.wording_in(consent.language)))
        self._stale.setVisible(is_stale)
        version = self.tr("Text of the consent, version %1").replace("%1", self._page.desk.clinic.knowledge.consent_version)
        self.read_text.setText(version)
        if consent is None:
            self._given.setText(self.tr("Not asked yet"))
        else:
            stamp = consent.given_at.astimezone().strftime("%H:%M")
            self._given.setText(self._noted(stamp, consent.language))

    def _noted(self, stamp: str, language: Language) -> str:
        if language.value == self._page.desk.wording.language:
            return self.tr("Noted %1").replace("%1", stamp)
        return self.tr("Noted %1, %2").replace("%1", stamp).replace("%2", LANGUAGE_NAMES[language])

    def _text(self, words: Wording) -> str:
        paragraphs = consent_paragraphs(self._page.document, self._page.desk.clinic.knowledge)
        return "\n\n".join(words.term(f"consent.{paragraph.id}") for paragraph in paragraphs)

    def _build(self) -> None:
        words = self._page.desk.wording
        kinds = [(kind, words.term(f"consent_kind.{kind}")) for kind in ConsentKind]
        self.kind = Segmented(kinds, name=self.tr("Consent"), object_name="consent")
        self._given = label("", Role.MUTED)
        line = QHBoxLayout()
        line.setSpacing(12)
        line.addWidget(label(self.tr("Consent"), Role.LABEL, is_wrapped=False))
        line.addWidget(self.kind)
        line.addWidget(self._given, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(line)
        self.read_text = Disclosure(self.tr("Text of the consent"), is_quiet=True)
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
        pad_line.addWidget(self.pad)
        pad_line.addWidget(self.clear_pad, 0, Qt.AlignmentFlag.AlignTop)
        pad_line.addStretch(1)
        for part in (self.read_text, self._consent_text, self._stale, self._pad_row, self._too_short):
            column.addWidget(part)
        self.read_text.opened.connect(self._consent_text.setVisible)
        self.kind.picked.connect(self._on_kind)
        self.pad.drawn.connect(self._on_drawn)
        self.clear_pad.clicked.connect(self._on_clear)

    def _on_kind(self, kind: ConsentKind | None) -> None:
        self._page.edit(partial(edits.set_consent, consent=self._consent(kind, ()) if kind else None))

    def _on_drawn(self, strokes: Strokes) -> None:
        self._page.edit(partial(edits.set_consent, consent=self._consent(ConsentKind.SIGNED_HERE, strokes)))

    def _on_clear(self) -> None:
        self._page.edit(partial(edits.set_consent, consent=self._consent(ConsentKind.SIGNED_HERE, ())))

    def _consent(self, kind: ConsentKind, strokes: Strokes) -> Consent:
        return Consent(
            kind=kind, text_version=self._page.desk.clinic.knowledge.consent_version,
            text_digest=_digest(self._text(self._spoken.wording)), language=self._spoken.language,
            paragraphs=tuple(text.id for text in consent_paragraphs(self._page.document, self._page.desk.clinic.knowledge)),
            given_at=self._page.desk.clinic.clock.now(), strokes=strokes,
        )


def _digest(text: str) -> str:
    return sha256(text.encode()).hexdigest()
