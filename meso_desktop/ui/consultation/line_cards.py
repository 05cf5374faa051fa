"""The cards of the plan: one line a target area, one card open, what is typed on it read and kept."""

from __future__ import annotations

from decimal import Decimal
from functools import partial
from typing import TYPE_CHECKING

from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from meso_desktop.domain import edits
from meso_desktop.domain.areas import Side, TargetArea
from meso_desktop.domain.assessment import LineEstimate
from meso_desktop.domain.errors import UserError
from meso_desktop.domain.geometry import surface_cm2
from meso_desktop.domain.ids import LineId, TargetId
from meso_desktop.domain.plan import PlanLine
from meso_desktop.domain.protocols import Protocol
from meso_desktop.ui.consultation.arranging import KeyedColumn
from meso_desktop.ui.consultation.figure_row import FIGURES
from meso_desktop.ui.consultation.figures import read_figure
from meso_desktop.ui.consultation.fitting import fitting_protocols, preparation_choices, protocol_choice
from meso_desktop.ui.consultation.line_card import LineCard
from meso_desktop.ui.consultation.line_edits import put_accepted, put_clean, put_refused
from meso_desktop.ui.consultation.proposed_figures import is_same, proposed, span, span_text
from meso_desktop.ui.typed_day import typed_day

if TYPE_CHECKING:
    from meso_desktop.ui.consultation.step_page import StepPage


class LineCards(QWidget):
    """A part of the plan page; it shows the document's lines and sends edits through the page."""

    def __init__(self, page: StepPage) -> None:
        """Begin without cards."""
        super().__init__(page)
        self._page = page
        self._making: TargetId | None = None
        self._open: TargetId | None = None
        self._cards: KeyedColumn[TargetId, LineCard] = KeyedColumn(self._make_card)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._cards)

    def refresh(self) -> None:
        """Show a card for each target area with its line as it stands."""
        targets = self._page.document.target_areas
        self._choose_open()
        for count, target in enumerate(targets, start=1):
            self._making = target.target_id
            if self._cards.widget(target.target_id) is None:
                self._cards.arrange([t.target_id for t in targets[:count]])
        self._cards.arrange([t.target_id for t in targets])
        estimates = {e.line: e for e in self._page.desk.editor.assessment.lines}
        for target in targets:
            card = self._cards.widget(target.target_id)
            if card is not None:
                line = self._line_of(target.target_id)
                self._show(card, target, line, estimates.get(line.line_id) if line else None)

    def card(self, target_id: TargetId) -> LineCard | None:
        """Return the card of a target area."""
        return self._cards.widget(target_id)

    def first_field(self) -> QWidget | None:
        """Return the first field of the open card."""
        held = self._cards.widget(self._open) if self._open is not None else None
        return held.protocol if held is not None else None

    def field(self, path: str) -> QWidget | None:
        """Return the widget that edits a field of a line, its card opened; failing it, the first card's protocol."""
        parts = path.split(".")
        targets = {str(line.line_id): line.target_id for line in self._page.document.plan.lines}
        target_id = targets.get(parts[1]) if parts[0] == "line" and len(parts) > 1 else None
        if parts[0] == "target" and len(parts) > 1:
            target_id = next((t.target_id for t in self._page.document.target_areas if str(t.target_id) == parts[1]), None)
        if target_id is None:
            target_id = next((t.target_id for t in self._page.document.target_areas), None)
        card = self._cards.widget(target_id) if target_id is not None else None
        if target_id is None or card is None:
            return None
        self._on_opened(target_id)
        if parts[-2:-1] == ["date"] and int(parts[-1]) < len(card.dates):
            card.results.change_dates.setChecked(True)
            return card.dates[int(parts[-1])].edit
        figure = card.quantities.get(parts[-1])
        return figure.edit if figure is not None else card.protocol

    def _choose_open(self) -> None:
        """Keep the open card; failing it, open the first target without a line, or the first."""
        ids = [t.target_id for t in self._page.document.target_areas]
        if self._open not in ids:
            planned = {line.target_id for line in self._page.document.plan.lines}
            self._open = next((held for held in ids if held not in planned), ids[0] if ids else None)

    def _show(self, card: LineCard, target: TargetArea, line: PlanLine | None, estimate: LineEstimate | None) -> None:
        words = self._page.desk.wording
        knowledge = self._page.desk.clinic.knowledge
        protocol = knowledge.protocols.get(line.protocol) if line else None
        card.show_head(target, name=words.term(f"area.{target.area}"), facts=self._facts(target, protocol))
        law = self._page.document.clinic.jurisdiction
        choices = [protocol_choice(p, target, law, knowledge=knowledge, wording=words) for p in fitting_protocols(target, knowledge)]
        preparations = preparation_choices(protocol, knowledge=knowledge, wording=words) if protocol else []
        card.show_choices(choices, preparations, line=line)
        card.show_estimate(estimate, line, target, protocol)
        card.show_open(is_open=target.target_id == self._open, has_line=line is not None)
        if line is None or estimate is None:
            return
        self._show_figures(card, line, estimate, protocol)
        for number, (field, day) in enumerate(zip(card.dates, estimate.dates, strict=False)):
            refused = self._page.refused_text(f"line.{line.line_id}.date.{number}")
            field.path = f"line.{line.line_id}.date.{number}"
            field.show_day(day, refused=refused or "", refusal=self._day_refusal(refused) if refused is not None else "")

    def _facts(self, target: TargetArea, protocol: Protocol | None) -> str:
        words = self._page.desk.wording
        facts = [words.term(f"side.{target.side}")] if target.side is not Side.MIDLINE else []
        facts += [words.term(f"aim.{target.aim}")] if target.aim else [self.tr("aim not chosen")]
        if target.extent is None:
            facts.append(self.tr("not measured"))
        else:
            facts.append(self.tr("%1 cm²").replace("%1", words.number(f"{surface_cm2(target.extent):f}")))
        if protocol is not None:
            facts.append(words.term(f"family.{protocol.family}"))
        return "  ·  ".join(facts)

    def _show_figures(self, card: LineCard, line: PlanLine, estimate: LineEstimate, protocol: Protocol | None) -> None:
        words = self._page.desk.wording
        for name in FIGURES:
            field = card.quantities[name]
            field.path = f"line.{line.line_id}.{name}"
            field.edit.setObjectName(field.path)
            figure = proposed(name, protocol, estimate)
            field.set_placeholder(self.tr("required") if figure is None else words.number(f"{figure:f}"))
            sourced = span(name, protocol)
            card.figures.show_range(name, span_text(sourced, words) if sourced is not None and sourced.low != sourced.high else "")
            refused = self._page.refused_text(field.path)
            if refused is not None:
                field.show_value(refused, refusal=self._figure_refusal(name, refused))
                continue
            value: Decimal | int | None = getattr(line, name)
            if not is_same(field.edit.text(), name, value):
                field.show_value("" if value is None else words.number(f"{Decimal(value):f}"))
            else:
                field.show_value(field.edit.text())

    def _figure_refusal(self, name: str, text: str) -> str:
        try:
            read_figure(name, text)
        except UserError as error:
            return self._page.sentence(error)
        return ""

    def _day_refusal(self, text: str) -> str:
        try:
            typed_day(text, order=self._page.desk.day_order)
        except UserError as error:
            return self._page.sentence(error)
        return ""

    def _make_card(self) -> LineCard:
        if self._making is None:
            raise AssertionError
        card = LineCard(self._making, wording=self._page.desk.wording, day_order=self._page.desk.day_order)
        card.opened.connect(self._on_opened)
        card.protocol_picked.connect(self._on_protocol)
        card.preparation_picked.connect(self._on_preparation)
        card.typed.connect(self._on_typed)
        card.date_typed.connect(self._on_date)
        card.removed.connect(self._on_removed)
        card.left.connect(self._page.desk.editor.end_merge)
        card.went_on.connect(self._page.went_on)
        return card

    def _line_of(self, target_id: TargetId) -> PlanLine | None:
        return next((line for line in self._page.document.plan.lines if line.target_id == target_id), None)

    def _on_opened(self, target_id: TargetId) -> None:
        """Open a card and, when the closed one had the focus, go on in its first field."""
        card = self._cards.widget(target_id)
        had_focus = card is not None and card.hasFocus()
        if self._open != target_id:
            self._open = target_id
            self.refresh()
        if card is not None and had_focus:
            card.protocol.setFocus(Qt.FocusReason.TabFocusReason)

    def _on_protocol(self, target_id: TargetId, protocol_id: str) -> None:
        """Put the line under a protocol; figures typed for another one do not carry over."""
        protocol = self._page.desk.clinic.knowledge.protocols[protocol_id]
        line = self._line_of(target_id)
        if line is not None and line.protocol == protocol_id:
            return
        offered = preparation_choices(protocol, knowledge=self._page.desk.clinic.knowledge, wording=self._page.desk.wording)
        free = [c.key for c in offered if not c.why_not]
        preparation = free[0] if len(free) == 1 else ""
        self._open = target_id
        line_id = line.line_id if line else LineId(self._page.desk.clinic.new_id())
        new = PlanLine(line_id=line_id, target_id=target_id, protocol=protocol_id, preparation=preparation)
        self._page.edit(partial(put_clean, line=new))

    def _on_preparation(self, target_id: TargetId, preparation: str) -> None:
        line = self._line_of(target_id)
        if line is not None:
            self._page.edit(partial(edits.put_line, line=replace(line, preparation=preparation)))

    def _on_typed(self, target_id: TargetId, name: str, text: str) -> None:
        line = self._line_of(target_id)
        if line is None:
            return
        path = f"line.{line.line_id}.{name}"
        try:
            value = read_figure(name, text)
        except UserError:
            self._page.edit(partial(put_refused, line=replace(line, **{name: None}), path=path, text=text), merge_key=path)
        else:
            changed = replace(line, **{name: value}, dates=() if name in ("sessions", "interval_days") else line.dates)
            self._page.edit(partial(put_accepted, line=changed, path=path), merge_key=path)

    def _on_date(self, target_id: TargetId, number: int, text: str) -> None:
        line = self._line_of(target_id)
        estimate = next((e for e in self._page.desk.editor.assessment.lines if line is not None and e.line == line.line_id), None)
        if line is None or estimate is None:
            return
        path = f"line.{line.line_id}.date.{number}"
        try:
            day = typed_day(text, order=self._page.desk.day_order)
        except UserError:
            self._page.edit(partial(edits.refuse_entry, field=path, text=text), merge_key=path)
            return
        dates = (*estimate.dates[:number], day, *estimate.dates[number + 1:])
        self._page.edit(partial(put_accepted, line=replace(line, dates=dates), path=path), merge_key=path)

    def _on_removed(self, target_id: TargetId) -> None:
        line = self._line_of(target_id)
        if line is not None:
            self._page.edit(partial(edits.remove_line, line_id=line.line_id))
