"""The local anaesthetic of a session: declined, ice, a cream, or infiltrated with its dose."""

from __future__ import annotations

from decimal import Decimal
from functools import partial
from typing import TYPE_CHECKING

from msgspec.structs import replace
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from meso_desktop.domain import edits
from meso_desktop.domain.consultation import Consultation
from meso_desktop.domain.errors import UserError
from meso_desktop.domain.plan import Anaesthetic, AnaestheticChoice
from meso_desktop.ui.consultation.disclosure import Disclosure
from meso_desktop.ui.consultation.figures import read_figure
from meso_desktop.ui.consultation.quantity_field import QuantityField
from meso_desktop.ui.consultation.segmented import Segmented
from meso_desktop.ui.painted import ChoiceBox
from meso_desktop.ui.theme import Role, label

if TYPE_CHECKING:
    from meso_desktop.ui.consultation.step_page import StepPage

_FIGURES = ("strength_mg_per_ml", "volume_ml", "reduction_percent")


class AnaestheticBlock(QWidget):
    """A part of the plan page; it shows the document's anaesthetic and sends edits through the page."""

    def __init__(self, page: StepPage) -> None:
        """Build the block."""
        super().__init__(page)
        self._page = page
        self._build()

    def refresh(self) -> None:
        """Show the anaesthetic as it stands."""
        chosen = self._page.document.plan.anaesthetic
        self.choice.show_value(chosen.choice if chosen else None)
        is_dosed = chosen is not None and chosen.choice is AnaestheticChoice.INFILTRATED
        has_agent = chosen is not None and chosen.choice in (AnaestheticChoice.INFILTRATED, AnaestheticChoice.TOPICAL)
        self.agent.setVisible(has_agent)
        self._dose.setVisible(is_dosed)
        self._show_cap(is_dosed=is_dosed)
        if chosen is None:
            return
        index = self.agent.findData(chosen.agent)
        if index != self.agent.currentIndex():
            self.agent.setCurrentIndex(index)
        for name in _FIGURES:
            self._show_figure(name, getattr(chosen, name))

    def field(self, name: str) -> QWidget | None:
        """Return the widget that edits `name`."""
        if name == "agent":
            return self.agent
        found = self._quantities.get(name)
        return found.edit if found is not None and found.isVisibleTo(self) else self.choice.focusProxy()

    def _show_figure(self, name: str, value: Decimal | None) -> None:
        field = self._quantities[name]
        refused = self._page.refused_text(field.path)
        if refused is not None:
            field.show_value(refused, refusal=self._refusal(name, refused))
            return
        try:
            is_same = bool(field.edit.text().strip()) and read_figure(name, field.edit.text()) == value
        except UserError:
            is_same = False
        words = self._page.desk.wording
        field.show_value(field.edit.text() if is_same else "" if value is None else words.number(f"{value:f}"))

    def _refusal(self, name: str, text: str) -> str:
        try:
            read_figure(name, text)
        except UserError as error:
            return self._page.sentence(error)
        return ""

    def _show_cap(self, *, is_dosed: bool) -> None:
        estimate = self._page.desk.editor.assessment.anaesthetic
        is_shown = is_dosed and estimate is not None
        self._cap.setVisible(is_shown)
        self.working.setVisible(is_shown)
        self._workings.setVisible(is_shown and self.working.isChecked())
        if estimate is None:
            return
        words = self._page.desk.wording
        mg = self.tr("not known") if estimate.mg is None else f"{words.number(f'{estimate.mg:f}')} mg"
        if estimate.cap_mg is None:
            self._cap.setText(self.tr("%1; no source gives a cap, so a reason is asked for").replace("%1", mg))
        else:
            text = self.tr("%1 of at most %2 mg").replace("%1", mg)
            self._cap.setText(text.replace("%2", words.number(f"{estimate.cap_mg:f}")))
        self._workings.setText("\n".join(words.text(working) for working in estimate.workings))

    def _build(self) -> None:
        words = self._page.desk.wording
        options = [(choice, words.term(f"anaesthetic_choice.{choice}")) for choice in AnaestheticChoice]
        self.choice = Segmented(options, name=self.tr("Local anaesthetic"), object_name="anaesthetic")
        self.agent = ChoiceBox()
        self.agent.setAccessibleName(self.tr("Agent"))
        self.agent.setObjectName("anaesthetic.agent")
        self.agent.setPlaceholderText(self.tr("Agent"))
        for agent in self._page.desk.clinic.knowledge.anaesthetics:
            self.agent.addItem(words.term(f"anaesthetic.{agent}"), agent)
        self.agent.setCurrentIndex(-1)
        self._quantities: dict[str, QuantityField] = {}
        self._dose = QWidget()
        line = QHBoxLayout(self._dose)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(12)
        names = {
            "strength_mg_per_ml": (self.tr("Strength"), self.tr("mg/mL")), "volume_ml": (self.tr("Volume"), self.tr("mL")),
            "reduction_percent": (self.tr("Reduction of the cap"), self.tr("%")),
        }
        for name, (text, unit) in names.items():
            field = QuantityField(f"anaesthetic.{name}", name=text, unit=unit, width=72)
            field.typed.connect(self._on_typed)
            field.went_on.connect(self._page.went_on)
            field.left.connect(self._page.desk.editor.end_merge)
            self._quantities[name] = field
            pair = QVBoxLayout()
            pair.setSpacing(2)
            pair.addWidget(label(text, Role.MUTED, is_wrapped=False))
            pair.addWidget(field)
            line.addLayout(pair)
        self._cap = label("", Role.SMALL)
        self.working = Disclosure(self.tr("How the cap came about"), is_quiet=True)
        beside = QVBoxLayout()
        beside.setSpacing(2)
        beside.addWidget(self._cap)
        beside.addWidget(self.working)
        beside.addStretch(1)
        line.addLayout(beside, 1)
        self._workings = label("", Role.MUTED)
        self._workings.hide()
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(label(self.tr("Local anaesthetic"), Role.LABEL, is_wrapped=False))
        head.addWidget(self.choice)
        head.addWidget(self.agent, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(head)
        for part in (self._dose, self._workings):
            column.addWidget(part)
        self.choice.picked.connect(self._on_choice)
        self.agent.activated.connect(self._on_agent)
        self.working.opened.connect(self._workings.setVisible)

    def _on_choice(self, choice: AnaestheticChoice | None) -> None:
        held = self._page.document.plan.anaesthetic
        if choice is None:
            new = None
        elif held is not None and choice is AnaestheticChoice.INFILTRATED:
            new = replace(held, choice=choice)
        else:
            new = Anaesthetic(choice=choice)
        self._page.edit(partial(_put_clean, anaesthetic=new))

    def _on_agent(self) -> None:
        held = self._page.document.plan.anaesthetic
        if held is None:
            return
        agent = str(self.agent.currentData())
        strengths = self._page.desk.clinic.knowledge.anaesthetics[agent].strengths_mg_per_ml
        strength = strengths[0] if len(strengths) == 1 and held.choice is AnaestheticChoice.INFILTRATED else None
        new = replace(held, agent=agent, strength_mg_per_ml=held.strength_mg_per_ml or strength)
        self._page.edit(partial(edits.set_anaesthetic, anaesthetic=new))

    def _on_typed(self, path: str, text: str) -> None:
        held = self._page.document.plan.anaesthetic
        if held is None:
            return
        name = path.rpartition(".")[2]
        try:
            value = read_figure(name, text)
        except UserError:
            self._page.edit(partial(_refused, anaesthetic=replace(held, **{name: None}), path=path, text=text), merge_key=path)
        else:
            self._page.edit(partial(_accepted, anaesthetic=replace(held, **{name: value}), path=path), merge_key=path)


def _put_clean(document: Consultation, anaesthetic: Anaesthetic | None) -> Consultation:
    for name in _FIGURES:
        document = edits.accept_entry(document, f"anaesthetic.{name}")
    return edits.set_anaesthetic(document, anaesthetic)


def _accepted(document: Consultation, anaesthetic: Anaesthetic, path: str) -> Consultation:
    return edits.accept_entry(edits.set_anaesthetic(document, anaesthetic), path)


def _refused(document: Consultation, anaesthetic: Anaesthetic, path: str, text: str) -> Consultation:
    return edits.refuse_entry(edits.set_anaesthetic(document, anaesthetic), field=path, text=text)
