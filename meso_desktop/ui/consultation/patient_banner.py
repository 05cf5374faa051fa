"""The patient's banner: who this is, from when treatment is possible, allergies and open stops, above every step."""

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from meso_desktop.domain.assessment import Assessment
from meso_desktop.domain.carrying import waiting
from meso_desktop.domain.consultation import Consultation
from meso_desktop.domain.history import HAS_ALLERGIES, Answer, Answered
from meso_desktop.domain.people import Sex
from meso_desktop.domain.rules import RuleOutcome
from meso_desktop.knowledge.wording import Wording
from meso_desktop.services.summaries import PatientRecord
from meso_desktop.ui.consultation.panel.severity import count_open
from meso_desktop.ui.consultation.tinted_icon import TintedIcon
from meso_desktop.ui.elided_label import plain_tip
from meso_desktop.ui.eligible import eligible_line, eligible_sentence
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
        self._eligible_icon = TintedIcon()
        self.eligible = label("", Role.DEFER, is_wrapped=False)
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
        for icon, text in ((self._eligible_icon, self.eligible), (self._allergy_icon, self.allergies), (self._stop_icon, self.stops)):
            line.addWidget(icon)
            line.addWidget(text)
            line.addSpacing(4)
        for hidden in (self._eligible_icon, self.eligible):
            hidden.hide()

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
        self._name_aloud()

    def show_eligible(self, record: PatientRecord | None, *, today: date) -> None:
        """Show from when the signed records say that the patient may be treated; nothing while they say nothing, or are being read."""
        on, reason = (None, "") if record is None else (record.eligible_on, record.eligible_reason)
        told = eligible_line(on, self._wording, today=today)
        self.eligible.setText(told.text)
        self.eligible.setToolTip(plain_tip(eligible_sentence(on, reason, self._wording, today=today).text))
        set_role(self.eligible, told.role)
        self._eligible_icon.show_icon("defer", told.role)
        for part in (self._eligible_icon, self.eligible):
            part.setVisible(bool(told.text))
        self._name_aloud()

    def _name_aloud(self) -> None:
        parts = (self.name, self.facts, self.eligible, self.allergies, self.stops)
        self.setAccessibleName(", ".join(part.text() for part in parts if part.text()))

    def _show_allergies(self, document: Consultation) -> None:
        answer = next((a.answer for a in document.history.answers if a.question == HAS_ALLERGIES), None)
        listed = [entry.text for entry in document.history.allergies]
        before = waiting(document).get(HAS_ALLERGIES)
        if before is not None and not listed:
            text, role = self._told_before(document, before), Role.DEFER
        elif listed and answer is not Answer.NO:
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

    def _told_before(self, document: Consultation, before: Answered) -> str:
        """Say what was told at an earlier visit: it does not count yet, and is no less worth knowing."""
        carried = document.history.carried
        assert carried is not None  # noqa: S101  # narrows for the type checker: `before` was carried
        told = ", ".join(entry.text for entry in carried.allergies) or self._wording.term(f"answer.{before.answer}")
        return self.tr("Allergies, not confirmed: %1").replace("%1", told)

    def _show_stops(self, assessment: Assessment) -> None:
        stops, waits = count_open(assessment, RuleOutcome.STOP), count_open(assessment, RuleOutcome.DEFER)
        told = (self.tr("%n open stops", "", stops) if stops else "", self.tr("%n deferrals", "", waits) if waits else "")
        text = "  ·  ".join(part for part in told if part)
        if self.stops.text() != text or not text:
            self.stops.setText(text)
            self.stops.setVisible(bool(text))
            self._stop_icon.setVisible(bool(text))
            role = Role.STOP if stops else Role.DEFER
            set_role(self.stops, role)
            self._stop_icon.show_icon("stop" if stops else "defer", role)
