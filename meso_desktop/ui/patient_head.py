"""The head of the patient page: name, age, sex, allergies, from when treatment is allowed, and the one next action."""

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from meso_desktop.domain.history import Answer
from meso_desktop.domain.people import Sex
from meso_desktop.knowledge.wording import Wording
from meso_desktop.ui.elided_label import plain_tip
from meso_desktop.ui.eligible import eligible_sentence
from meso_desktop.ui.icon_button import IconButton
from meso_desktop.ui.patient_history import PatientHistory, ToldAllergies
from meso_desktop.ui.patient_words import born, name_of
from meso_desktop.ui.theme import SPACE_4, SPACE_12, SPACE_24, Role, button, label, set_role


class PatientHead(QWidget):
    """Says whose record this is."""

    start_wanted = Signal()
    edit_wanted = Signal()

    def __init__(self, wording: Wording) -> None:
        """Build an empty head."""
        super().__init__()
        self._wording = wording
        self.setObjectName("patient_head")
        set_role(self, Role.RAISED)
        self.name = label("", Role.HEADING)
        self.facts = label("", Role.MUTED)
        self.allergies = label("", Role.SMALL)
        self.eligible = label("", Role.DEFER)
        self.start = button(self.tr("Start a consultation"), Role.PRIMARY)
        self._edit = IconButton(self.tr("Edit card"), "edit")
        self._lay_out()
        self.start.clicked.connect(self.start_wanted)
        self._edit.clicked.connect(self.edit_wanted)

    def clear(self) -> None:
        """Show nobody, so that no name of another patient stands over what is being read."""
        for shown in (self.name, self.facts, self.allergies, self.eligible):
            shown.clear()
        self.name.setToolTip("")
        self.start.setEnabled(False)
        self._edit.setEnabled(False)

    def show_patient(self, history: PatientHistory, *, today: date) -> None:
        """Show a patient."""
        card = history.patient.card
        former = self.tr("formerly {name}").format(name=card.former_name) if card.former_name else ""
        self.name.setText(" ".join(part for part in (name_of(card), f"({former})" if former else "") if part))
        self.name.setToolTip(plain_tip(self.name.text()))  # a single word wider than the window is cut
        sex = self._wording.term(f"sex.{card.sex.value}") if card.sex is not Sex.NOT_STATED else ""
        file = self.tr("file {number}").format(number=card.file_number) if card.file_number else ""
        parts = (born(card, self._wording, today=today), sex, card.telephone, file)
        self.facts.setText("  ·  ".join(part for part in parts if part))
        self._show_allergies(history.allergies)
        self._show_eligible(history, today=today)
        self.start.setEnabled(True)
        self._edit.setEnabled(True)

    def _show_allergies(self, told: ToldAllergies | None) -> None:
        if told is None:
            text, role = self.tr("Allergies not asked yet"), Role.MUTED
        elif told.listed:
            text, role = self.tr("Allergies: {listed} (told {day})").format(listed=", ".join(told.listed), day="{day}"), Role.WARN
        elif told.answer is Answer.NO:
            text, role = self.tr("No allergies (told {day})"), Role.MUTED
        else:
            text, role = self.tr("Allergies not known (asked {day})"), Role.WARN
        day = self._wording.day(told.on) if told is not None else ""
        self.allergies.setText(text.replace("{day}", day))
        set_role(self.allergies, role)

    def _show_eligible(self, history: PatientHistory, *, today: date) -> None:
        told = eligible_sentence(history.patient.eligible_on, history.patient.eligible_reason, self._wording, today=today)
        self.eligible.setText(told.text)
        set_role(self.eligible, told.role)
        self.eligible.setVisible(bool(told.text))

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(SPACE_24, SPACE_12, SPACE_24, SPACE_12)
        row.setSpacing(SPACE_12)
        told = QVBoxLayout()
        told.setSpacing(SPACE_4)
        told.addWidget(self.name)
        for line in (self.facts, self.allergies, self.eligible):
            told.addWidget(line)
        row.addLayout(told, 1)
        row.addWidget(self._edit)
        row.addWidget(self.start)
