"""The language in which a step speaks to the patient: theirs first, the doctor's at a press."""

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from meso_desktop.domain.people import Language, PatientCard
from meso_desktop.knowledge.wording import Wording
from meso_desktop.services.spoken import Spoken, spoken_in, spoken_with
from meso_desktop.ui.consultation.segmented import Segmented
from meso_desktop.ui.language_names import LANGUAGE_NAMES
from meso_desktop.ui.theme import Role, label


class SpokenWords(QObject):
    """Holds the words for the patient, with two widgets for the page that speaks them.

    `switching` shows a switch while patient and doctor have different languages, and `switched` tells that the other one was chosen;
    `missing` says that there are no words in the patient's language.
    """

    switched = Signal()

    def __init__(self, doctors: Wording, *, parent: QObject | None = None) -> None:
        """Speak the doctor's language until a patient is known."""
        super().__init__(parent)
        self._doctors = Spoken(wording=doctors)
        self._patients = self._doctors
        self._is_in_doctors = False
        self.switch: Segmented | None = None
        self.switching = QWidget()
        self._line = QHBoxLayout(self.switching)
        self._line.setContentsMargins(0, 0, 0, 0)
        self._line.setSpacing(12)
        self._line.addWidget(label(self.tr("Shown to the patient in"), Role.MUTED, is_wrapped=False))
        self.missing = label("", Role.WARN)
        for part in (self.switching, self.missing):
            part.hide()

    @property
    def wording(self) -> Wording:
        """The words that stand on the screen for the patient."""
        return (self._doctors if self._is_in_doctors else self._patients).wording

    @property
    def language(self) -> Language:
        """The language of those words."""
        return (self._doctors if self._is_in_doctors else self._patients).language

    def wording_in(self, language: Language) -> Wording:
        """Return the words of another language, in which something was shown before."""
        return spoken_in(language, self._doctors.wording).wording

    def show_patient(self, card: PatientCard | None) -> None:
        """Speak this patient's language; another language begins with the patient's again."""
        before = self._patients
        self._patients = spoken_with(card, self._doctors.wording)
        if self._patients != before:
            self._is_in_doctors = False
            self._make_switch()
        self._show()

    def _make_switch(self) -> None:
        if self.switch is not None:
            self._line.removeWidget(self.switch)
            self.switch.hide()
            self.switch.deleteLater()
        both = (self._patients.language, self._doctors.language)
        names = [(language, LANGUAGE_NAMES[language]) for language in dict.fromkeys(both)]
        self.switch = Segmented(names, name=self.tr("Shown to the patient in"), object_name="spoken", may_clear=False)
        self.switch.picked.connect(self._on_picked)
        self._line.addWidget(self.switch)

    def _show(self) -> None:
        missing = self._patients.missing
        if self.switch is not None:
            self.switch.show_value(self.language)
        self.switching.setVisible(self._patients.language is not self._doctors.language)
        self.missing.setVisible(missing is not None)
        if missing is not None:
            told = self.tr("There are no words in {missing} yet: the patient's words are shown and printed in {shown}.")
            self.missing.setText(told.format(missing=LANGUAGE_NAMES[missing], shown=LANGUAGE_NAMES[self._patients.language]))

    def _on_picked(self, language: Language) -> None:
        self._is_in_doctors = language is self._doctors.language
        self._show()
        self.switched.emit()
