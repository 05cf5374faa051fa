"""The dose of an infiltrated anaesthetic: strength, mL and reduction, against the cap with its working, the reduction proposed."""

from __future__ import annotations

from decimal import Decimal
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from meso_desktop.domain.anaesthetic_reduction import ProposedReduction, proposed_reduction
from meso_desktop.domain.anaesthetic_ways import most_volume_ml
from meso_desktop.domain.errors import UserError
from meso_desktop.domain.plan import Anaesthetic
from meso_desktop.ui.consultation.disclosure import Disclosure
from meso_desktop.ui.consultation.panel.limit_bar import LimitBar
from meso_desktop.ui.consultation.plan.anaesthetic_edits import DOSE_FIGURES, put_figure, refuse_figure
from meso_desktop.ui.consultation.plan.figures import read_figure
from meso_desktop.ui.consultation.plan.strength_choice import StrengthChoice
from meso_desktop.ui.consultation.quantity_field import QuantityField
from meso_desktop.ui.theme import Role, button, label

if TYPE_CHECKING:
    from collections.abc import Iterable

    from meso_desktop.domain.assessment import AnaestheticEstimate
    from meso_desktop.ui.consultation.step_page import StepPage


class AnaestheticDose(QWidget):
    """A part of the anaesthetic's block, there while something is infiltrated; it sends edits through the page."""

    def __init__(self, page: StepPage) -> None:
        """Build it."""
        super().__init__(page)
        self._page = page
        self.quantities: dict[str, QuantityField] = {}
        self.strengths = StrengthChoice()
        self.reduce = button("")
        self.reduce.setObjectName("take_reduction")
        self._ground = label("", Role.DEFER)
        self._no_cap = label("", Role.WARN)
        self.bar = LimitBar()
        self.working = Disclosure(self.tr("How the cap came about"), is_quiet=True)
        self._workings = label("", Role.MUTED)
        self._lay_out()
        self.strengths.picked.connect(self._on_strength)
        self.reduce.clicked.connect(self._on_reduce)
        self.working.opened.connect(self._workings.setVisible)

    def show_dose(self, chosen: Anaesthetic) -> None:
        """Show what is infiltrated as it stands."""
        agent = self._page.desk.clinic.knowledge.anaesthetics.get(chosen.agent or "")
        strengths = () if agent is None else agent.strengths_mg_per_ml
        self.strengths.show_strengths(strengths, chosen=chosen.strength_mg_per_ml, number=self._page.desk.wording.number)
        for name in DOSE_FIGURES:
            value: Decimal | None = getattr(chosen, name)
            is_pressed = name == "strength_mg_per_ml" and value in strengths  # its button says it; what was typed stays
            self._show_figure(name, value, shown=None if is_pressed else value)
        has_cap = agent is not None and (agent.cap_mg is not None or agent.cap_mg_per_kg is not None)
        self._reduction.setVisible(has_cap or chosen.reduction_percent is not None)
        self._show_reduction(chosen)
        self._show_cap(chosen)

    def _show_figure(self, name: str, value: Decimal | None, *, shown: Decimal | None) -> None:
        field = self.quantities[name]
        refused = self._page.refused_text(field.path)
        if refused is not None:
            field.show_value(refused, refusal=self._refusal(name, refused))
            return
        try:
            is_same = bool(field.edit.text().strip()) and read_figure(name, field.edit.text()) == value
        except UserError:
            is_same = False
        field.show_value(field.edit.text() if is_same else self._number(shown))

    def _refusal(self, name: str, text: str) -> str:
        try:
            read_figure(name, text)
        except UserError as error:
            return self._page.sentence(error)
        return ""

    def _show_reduction(self, chosen: Anaesthetic) -> None:
        found = self._proposed()
        is_open = found is not None and (chosen.reduction_percent is None or chosen.reduction_percent < found.percent)
        self.reduce.setVisible(is_open)
        self._ground.setVisible(is_open and found is not None and found.is_indicated)
        if found is None:
            return
        percent = self._number(found.percent)
        self.reduce.setText(self.tr("Take %1 % off").replace("%1", percent))
        self.reduce.setAccessibleName(self.tr("Take %1 % off the cap").replace("%1", percent))
        words = self._page.desk.wording
        told = self.tr("%1 % less is proposed (%2, %3).").replace("%1", percent)
        told = told.replace("%2", ", ".join(found.sources)).replace("%3", words.term(f"confidence.{found.confidence}"))
        self._ground.setText("  ·  ".join((*(words.text(reason) for reason in found.because), told)))
        self.reduce.setAccessibleDescription(self._ground.text() if found.is_indicated else "")

    def _show_cap(self, chosen: Anaesthetic) -> None:
        estimate = self._page.desk.editor.assessment.anaesthetic
        is_capped = estimate is not None and estimate.cap_mg is not None
        self.bar.setVisible(is_capped)
        self._no_cap.setVisible(estimate is not None and not is_capped)
        self.working.setVisible(estimate is not None)
        self._workings.setVisible(estimate is not None and self.working.isChecked())
        if estimate is None:
            return
        mg = self.tr("not known") if estimate.mg is None else self.tr("%1 mg").replace("%1", self._number(estimate.mg))
        if estimate.cap_mg is None:
            self._no_cap.setText(self._why_no_cap(estimate, mg))
        else:
            self._show_bar(estimate, estimate.cap_mg, mg, chosen)
        self._workings.setText("\n".join(self._worked(estimate)))

    def _show_bar(self, estimate: AnaestheticEstimate, cap: Decimal, mg: str, chosen: Anaesthetic) -> None:
        most = most_volume_ml(estimate, strength_mg_per_ml=chosen.strength_mg_per_ml)
        what = self.tr("For this patient")
        if most is not None:
            what = self.tr("For this patient, at most %1 mL of this strength").replace("%1", self._number(most))
        used = self.tr("%1 of at most %2 mg").replace("%1", mg).replace("%2", self._number(cap))
        self.bar.show_words(what, used=used, whole=f"{what}: {used}")
        check = next((c for c in self._page.desk.editor.assessment.limits if c.limit == f"anaesthetic.{estimate.agent}"), None)
        if estimate.mg is None or check is None:
            self.bar.show_unknown()
        else:
            self.bar.show_limit(value=estimate.mg, bound=cap, is_crossed=check.is_crossed, is_hard=True)

    def _why_no_cap(self, estimate: AnaestheticEstimate, mg: str) -> str:
        agent = self._page.desk.clinic.knowledge.anaesthetics[estimate.agent]
        if agent.cap_mg_per_kg is not None:
            return self.tr("%1; without the weight there is no cap to hold it against").replace("%1", mg)
        return self.tr("%1; no source gives a cap, so a reason is asked for").replace("%1", mg)

    def _worked(self, estimate: AnaestheticEstimate) -> Iterable[str]:
        words, knowledge = self._page.desk.wording, self._page.desk.clinic.knowledge
        yield from (words.text(working) for working in estimate.workings)
        for source in estimate.sources:
            yield f"{source}: {knowledge.sources[source].citation}" if source in knowledge.sources else source

    def _proposed(self) -> ProposedReduction | None:
        editor = self._page.desk.editor
        return proposed_reduction(editor.document, editor.knowledge, editor.assessment.findings)

    def _number(self, value: Decimal | None) -> str:
        return "" if value is None else self._page.desk.wording.number(f"{value:f}")

    def _lay_out(self) -> None:
        line = QHBoxLayout()
        line.setSpacing(16)
        names = {
            "strength_mg_per_ml": (self.tr("Strength"), self.tr("mg/mL")), "volume_ml": (self.tr("Volume"), self.tr("mL")),
            "reduction_percent": (self.tr("Reduction of the cap"), self.tr("%")),
        }
        for name, (text, unit) in names.items():
            pair = self._pair(name, text, unit)
            line.addWidget(pair)
        self._reduction = pair
        self.quantities["strength_mg_per_ml"].set_placeholder(self.tr("other"))
        line.addStretch(1)
        below = QHBoxLayout()
        below.setSpacing(16)
        below.addWidget(self.bar, 1, Qt.AlignmentFlag.AlignVCenter)
        below.addWidget(self._no_cap, 1)
        below.addWidget(self.working)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addLayout(line)
        column.addWidget(self._ground)
        column.addLayout(below)
        column.addWidget(self._workings)
        for hidden in (self._ground, self._no_cap, self._workings, self.reduce):
            hidden.hide()

    def _pair(self, name: str, text: str, unit: str) -> QWidget:
        field = QuantityField(f"anaesthetic.{name}", name=text, unit=unit, width=72)
        field.typed.connect(self._on_typed)
        field.went_on.connect(self._page.went_on)
        field.left.connect(self._page.desk.editor.end_merge)
        self.quantities[name] = field
        row = QHBoxLayout()
        row.setSpacing(8)
        if name == "strength_mg_per_ml":
            row.addWidget(self.strengths)
        row.addWidget(field)
        if name == "reduction_percent":
            row.addWidget(self.reduce)
        whole = QWidget()
        pair = QVBoxLayout(whole)
        pair.setContentsMargins(0, 0, 0, 0)
        pair.setSpacing(2)
        caption = label(text, Role.MUTED, is_wrapped=False)
        caption.setBuddy(field)
        pair.addWidget(caption)
        pair.addLayout(row)
        pair.addStretch(1)
        return whole

    def _on_typed(self, path: str, text: str) -> None:
        name = path.rpartition(".")[2]
        try:
            value = read_figure(name, text)
        except UserError:
            self._page.edit(partial(refuse_figure, name=name, text=text), merge_key=path)
        else:
            self._page.edit(partial(put_figure, name=name, value=value), merge_key=path)

    def _on_strength(self, strength: Decimal) -> None:
        self._page.edit(partial(put_figure, name="strength_mg_per_ml", value=strength))

    def _on_reduce(self) -> None:
        found = self._proposed()
        if found is not None:
            self._page.edit(partial(put_figure, name="reduction_percent", value=found.percent))
            self.quantities["volume_ml"].edit.setFocus()
