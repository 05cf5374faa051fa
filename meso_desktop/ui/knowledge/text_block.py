"""The texts of an entry in one language at a time, each with who reviewed it."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from meso_desktop.domain.people import Language
from meso_desktop.knowledge.wording import Wording
from meso_desktop.ui.choice_field import ChoiceField, Option
from meso_desktop.ui.knowledge.entry_sheet import with_icon
from meso_desktop.ui.knowledge.shelf import Texts
from meso_desktop.ui.theme import SPACE_4, SPACE_12, Role, label


class TextBlock(QWidget):
    """Shows what the doctor and what the patient reads; `language_chosen` carries the language picked."""

    language_chosen = Signal(object)

    def __init__(
        self, texts: Texts, wording: Wording, *, for_doctor: Sequence[str], for_patient: Sequence[str], language: Language,
    ) -> None:
        """Show the texts with these keys in `language`; `languages` is put beside their heading by who makes the block."""
        super().__init__()
        self._texts = texts
        self._keys = [(self.tr("For the doctor"), key) for key in for_doctor] + [(self.tr("For the patient"), key) for key in for_patient]
        self._wording = wording
        self.setObjectName("texts")
        self.languages: ChoiceField[Language] = ChoiceField(
            "", [Option(value=each, text=wording.term(f"language.{each}")) for each in Language], is_list=False,
        )
        self.languages.editor.setAccessibleName(self.tr("Language of the texts"))
        self.languages.set_value(language)
        self._shown = QWidget()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(SPACE_12)
        self._column.addWidget(self._shown)
        self._show(language)
        self.languages.committed.connect(self._choose)

    @Slot()
    def _choose(self) -> None:
        language = self.languages.value()
        if language is not None:
            self._show(language)
            self.language_chosen.emit(language)

    def _show(self, language: Language) -> None:
        shown = QWidget()
        column = QVBoxLayout(shown)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_4)
        wording = self._texts.by_language[language]
        for number, (audience, key) in enumerate(self._keys):
            if number and audience != self._keys[number - 1][0]:
                column.addSpacing(SPACE_12)
            if not number or audience != self._keys[number - 1][0]:
                column.addWidget(label(audience, Role.MUTED))
            text = wording.label(key)
            told = label(text, Role.PLAIN)
            told.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            column.addWidget(told)
            review = self._texts.reviews.of(language, key, text=wording.term(key))
            if review is None:
                column.addLayout(with_icon("missing", label(self.tr("No clinician has reviewed this text yet"), Role.WARN), Role.WARN))
            else:
                said = self.tr("Reviewed by %1, %2").replace("%1", review.reviewer).replace("%2", self._wording.day(review.reviewed_on))
                column.addLayout(with_icon("ok", label(said, Role.OK), Role.OK))
        self._column.replaceWidget(self._shown, shown)
        self._shown.hide()
        self._shown.deleteLater()
        self._shown = shown
