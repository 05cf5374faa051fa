"""The local anaesthetic of a session: declined, ice, a cream, or infiltrated with its dose."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from meso_desktop.domain.plan import AnaestheticChoice
from meso_desktop.ui.consultation.plan.anaesthetic_dose import AnaestheticDose
from meso_desktop.ui.consultation.plan.anaesthetic_edits import agents_for, choose, choose_agent
from meso_desktop.ui.consultation.segmented import Segmented
from meso_desktop.ui.painted import ChoiceBox
from meso_desktop.ui.theme import Role, label

if TYPE_CHECKING:
    from meso_desktop.ui.consultation.last_time.copied_marks import CopiedMarks
    from meso_desktop.ui.consultation.step_page import StepPage


class AnaestheticBlock(QWidget):
    """A part of the plan page; it shows the document's anaesthetic and sends edits through the page."""

    def __init__(self, page: StepPage, *, copied: CopiedMarks) -> None:
        """Build the block; `copied` marks what came from the last consultation."""
        super().__init__(page)
        self._page = page
        self._copied = copied
        self._agents: tuple[str, ...] = ()
        self._build()

    def refresh(self) -> None:
        """Show the anaesthetic as it stands."""
        chosen = self._page.document.plan.anaesthetic
        choice = None if chosen is None else chosen.choice
        self.choice.show_value(choice)
        self._show_said(choice)
        self._show_agents(choice, None if chosen is None else chosen.agent)
        is_dosed = choice is AnaestheticChoice.INFILTRATED
        self.dose.setVisible(is_dosed)
        if chosen is not None and is_dosed:
            self.dose.show_dose(chosen)
        fields: dict[str, tuple[QWidget, ...]] = {name: (field,) for name, field in self.dose.quantities.items()}
        strength = None if chosen is None else chosen.strength_mg_per_ml
        if strength is not None and self.dose.strengths.button(strength) is not None:
            fields["strength_mg_per_ml"] = (self.dose.strengths,)
        shown = {"choice": (self.choice,), "agent": (self.agent,), **fields}
        self._copied.show_on(self, prefix="anaesthetic", place=self.tr("Local anaesthetic"), fields=shown)

    def field(self, name: str) -> QWidget | None:
        """Return the widget that edits `name`."""
        if name == "agent":
            return self.agent
        found = self.dose.quantities.get(name)
        return found.edit if found is not None and found.isVisibleTo(self) else self.choice.focusProxy()

    def _show_said(self, choice: AnaestheticChoice | None) -> None:
        """Say what was offered and what became of it, where no dose says so."""
        match choice:
            case None:
                said = self.tr("Not discussed yet: offer it, or note that the patient declined it.")
            case AnaestheticChoice.DECLINED:
                said = self.tr("Offered and declined.")
            case AnaestheticChoice.ICE:
                said = self.tr("Offered and wished: ice, without a dose.")
            case AnaestheticChoice.TOPICAL:
                said = self.tr("Offered and wished: a cream on the skin, without a dose. Allergies to its class count.")
            case AnaestheticChoice.INFILTRATED:
                said = ""
        self._said.setText(said)
        self._said.setVisible(bool(said))

    def _show_agents(self, choice: AnaestheticChoice | None, held: str | None) -> None:
        knowledge, words = self._page.desk.clinic.knowledge, self._page.desk.wording
        agents = agents_for(choice, knowledge)
        if held is not None and held in knowledge.anaesthetics and held not in agents and agents:
            agents = (*agents, held)  # what was chosen and does not fit is shown for what it is
        if agents != self._agents:
            self._agents = agents
            self.agent.clear()
            for agent in agents:
                self.agent.addItem(words.term(f"anaesthetic.{agent}"), agent)
        index = self.agent.findData(held) if held is not None else -1
        if index != self.agent.currentIndex():
            self.agent.setCurrentIndex(index)
        self.agent.setVisible(bool(agents))

    def _build(self) -> None:
        words = self._page.desk.wording
        options = [(choice, words.term(f"anaesthetic_choice.{choice}")) for choice in AnaestheticChoice]
        self.choice = Segmented(options, name=self.tr("Local anaesthetic"), object_name="anaesthetic")
        self.agent = ChoiceBox()
        self.agent.setAccessibleName(self.tr("Agent"))
        self.agent.setObjectName("anaesthetic.agent")
        self.agent.setPlaceholderText(self.tr("Agent"))
        self.dose = AnaestheticDose(self._page)
        self._said = label("", Role.MUTED)
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(label(self.tr("Local anaesthetic"), Role.LABEL, is_wrapped=False))
        head.addWidget(self.choice)
        head.addWidget(self.agent, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(head)
        column.addWidget(self._said)
        column.addWidget(self.dose)
        self.choice.picked.connect(self._on_choice)
        self.agent.activated.connect(self._on_agent)

    def _on_choice(self, choice: AnaestheticChoice | None) -> None:
        self._page.edit(partial(choose, choice=choice, knowledge=self._page.desk.clinic.knowledge))

    def _on_agent(self) -> None:
        agent = self.agent.currentData()
        if agent is not None:
            self._page.edit(partial(choose_agent, agent=str(agent), knowledge=self._page.desk.clinic.knowledge))
