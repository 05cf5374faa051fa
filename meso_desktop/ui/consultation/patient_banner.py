"""The patient's banner: who this is, allergies and open stops, above every step."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from meso_desktop.domain.assessment import Assessment
from meso_desktop.domain.consultation import Consultation
from meso_desktop.domain.history import Answer
from meso_desktop.domain.people import Sex
from meso_desktop.knowledge.wording import Wording
from meso_desktop.ui.consultation.severity import open_stops
from meso_desktop.ui.consultation.tinted_icon import TintedIcon
from meso_desktop.ui.elided_label import plain_tip
from meso_desktop.ui.patient_words import name_of
from meso_desktop.ui.theme import Role, label, set_role


class PatientBanner(QWidget):
    """Shows the patient of one document, so that nobody writes into the wrong record."""

    def __init__(self, *, wording: Wording, parent: QWidget | None = None) -> None:
        """Build an empty banner."""
        super().__init__(parent)
        self._wording = wording
        self.setObjectName("patient_banner")
        set_role(self, Role.RAISED)
        self.setFixedHeight(48)
        self.name = label("", Role.STRONG, is_wrapped=False)
        self.facts = label("", Role.MUTED, is_wrapped=False)
        self.sample = label(self.tr("Sample patient"), Role.DEFER, is_wrapped=False)
        self._allergy_icon = TintedIcon()
        self.allergies = label("", Role.SMALL, is_wrapped=False)
        self._stop_icon = TintedIcon()
        self.stops = label("", Role.STOP, is_wrapped=False)
        line = QHBoxLayout(self)
        line.setContentsMargins(24, 0, 24, 0)
        line.setSpacing(8)
        line.addWidget(self.name)
        line.addSpacing(4)
        line.addWidget(self.facts)
        line.addWidget(self.sample)
        line.addStretch(1)
        for part in (self._allergy_icon, self.allergies):
            line.addWidget(part)
        line.addSpacing(12)
        for part in (self._stop_icon, self.stops):
            line.addWidget(part)

    def show_patient(self, document: Consultation, assessment: Assessment) -> None:
        """Show whose consultation this is and what stands against treatment."""
        card = document.patient
        self.sample.setVisible(document.clinic.is_sample)
        if card is None:
            self.name.setText(self.tr("No patient chosen yet"))
            self.facts.setText("")
        else:
            self.name.setText(name_of(card))
            age = assessment.measures.age_years
            facts = [self.tr("%n years", "", age)] if age is not None else []
            if card.sex is not Sex.NOT_STATED:
                facts.append(self._wording.term(f"sex.{card.sex}"))
            facts.append(self.tr("born %1").replace("%1", self._wording.day(card.birth_on)))
            self.facts.setText("  ·  ".join(facts))
        self._show_allergies(document)
        self._show_stops(assessment)
        self.setAccessibleName(f"{self.name.text()}, {self.facts.text()}, {self.allergies.text()}, {self.stops.text()}")

    def _show_allergies(self, document: Consultation) -> None:
        answer = next((a.answer for a in document.history.answers if a.question == "has_allergies"), None)
        listed = [entry.text for entry in document.history.allergies]
        if listed and answer is not Answer.NO:
            text, role = self.tr("Allergies: %1").replace("%1", ", ".join(listed)), Role.WARN
        elif answer is Answer.NO:
            text, role = self.tr("No allergies"), Role.MUTED
        elif answer is None:
            text, role = self.tr("Allergies not asked"), Role.MUTED
        else:
            text, role = self.tr("Allergies not known"), Role.DEFER
        shown = self.allergies.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, 300)
        if self.allergies.text() != shown:
            self.allergies.setText(shown)
            self.allergies.setToolTip(plain_tip(text))
            set_role(self.allergies, role)
            self._allergy_icon.show_icon("allergy", role)

    def _show_stops(self, assessment: Assessment) -> None:
        count = open_stops(assessment)
        text = self.tr("%n open stops", "", count) if count else ""
        if self.stops.text() != text or not text:
            self.stops.setText(text)
            self.stops.setVisible(bool(count))
            self._stop_icon.setVisible(bool(count))
            self._stop_icon.show_icon("stop", Role.STOP)
