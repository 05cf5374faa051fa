"""The plan: one line a target area, the first session, and the local anaesthetic against its cap."""

from decimal import Decimal
from functools import partial

from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget
from typing_extensions import override

from meso_desktop.domain import edits
from meso_desktop.domain.areas import Side, TargetArea
from meso_desktop.domain.assessment import LineEstimate
from meso_desktop.domain.consultation import Step
from meso_desktop.domain.errors import UserError
from meso_desktop.domain.geometry import surface_cm2
from meso_desktop.domain.ids import LineId, TargetId
from meso_desktop.domain.plan import PlanLine
from meso_desktop.domain.protocols import Protocol
from meso_desktop.ui.consultation.anaesthetic_block import AnaestheticBlock
from meso_desktop.ui.consultation.arranging import KeyedColumn
from meso_desktop.ui.consultation.date_field import DateField
from meso_desktop.ui.consultation.figure_row import FIGURES
from meso_desktop.ui.consultation.figures import read_figure
from meso_desktop.ui.consultation.fitting import fitting_protocols, preparation_choices, protocol_choice
from meso_desktop.ui.consultation.line_card import LineCard
from meso_desktop.ui.consultation.line_edits import FIRST_SESSION, first_session, put_accepted, put_clean, put_refused
from meso_desktop.ui.consultation.proposed_figures import is_same, proposed, span, span_text
from meso_desktop.ui.consultation.step_page import StepPage
from meso_desktop.ui.consultation.workplace import Workplace
from meso_desktop.ui.theme import Role, hairline, label
from meso_desktop.ui.typed_day import typed_day


class PlanPage(StepPage):
    """One card for each target area, then the first day and the anaesthetic."""

    step = Step.PLAN

    def __init__(self, desk: Workplace, parent: QWidget | None = None) -> None:
        """Build the page."""
        super().__init__(desk, parent)
        self._making: TargetId | None = None
        self._open: TargetId | None = None
        nothing = self.tr("No target area yet. Choose one on the step before; without a plan the visit can still be closed.")
        self._none = label(nothing, Role.MUTED)
        self.cards: KeyedColumn[TargetId, LineCard] = KeyedColumn(self._make_card)
        self.anaesthetic = AnaestheticBlock(self)
        self.body.addWidget(self._none)
        self.body.addWidget(self.cards)
        self.body.addWidget(self._build_first())
        self.body.addWidget(hairline())
        self.body.addWidget(self.anaesthetic)
        self.body.addStretch(1)

    @override
    def refresh(self) -> None:
        super().refresh()
        targets = self.document.target_areas
        self._none.setVisible(not targets)
        self._choose_open()
        for count, target in enumerate(targets, start=1):
            self._making = target.target_id
            if self.cards.widget(target.target_id) is None:
                self.cards.arrange([t.target_id for t in targets[:count]])
        self.cards.arrange([t.target_id for t in targets])
        estimates = {e.line: e for e in self.desk.editor.assessment.lines}
        for target in targets:
            card = self.cards.widget(target.target_id)
            if card is not None:
                line = self._line_of(target.target_id)
                self._show(card, target, line, estimates.get(line.line_id) if line else None)
        self._show_first()
        self.anaesthetic.refresh()

    @override
    def field(self, path: str) -> QWidget | None:
        parts = path.split(".")
        if parts[0] == "anaesthetic":
            return self.anaesthetic.field(parts[-1])
        if path == FIRST_SESSION:
            return self.first.edit
        if not path:
            return None
        targets = {str(line.line_id): line.target_id for line in self.document.plan.lines}
        target_id = targets.get(parts[1]) if parts[0] == "line" and len(parts) > 1 else None
        if parts[0] == "target" and len(parts) > 1:
            target_id = next((t.target_id for t in self.document.target_areas if str(t.target_id) == parts[1]), None)
        if target_id is None:
            target_id = next((t.target_id for t in self.document.target_areas), None)
        card = self.cards.widget(target_id) if target_id is not None else None
        if target_id is None or card is None:
            return None
        self._on_opened(target_id)
        if parts[-2:-1] == ["date"] and int(parts[-1]) < len(card.dates):
            card.results.change_dates.setChecked(True)
            return card.dates[int(parts[-1])].edit
        figure = card.quantities.get(parts[-1])
        return figure.edit if figure is not None else card.protocol

    @override
    def first_field(self) -> QWidget | None:
        held = self.cards.widget(self._open) if self._open is not None else None
        return held.protocol if held is not None else self.first.edit

    def card(self, target_id: TargetId) -> LineCard | None:
        """Return the card of a target area."""
        return self.cards.widget(target_id)

    def _choose_open(self) -> None:
        """Keep the open card; failing it, open the first target without a line, or the first."""
        ids = [t.target_id for t in self.document.target_areas]
        if self._open not in ids:
            planned = {line.target_id for line in self.document.plan.lines}
            self._open = next((held for held in ids if held not in planned), ids[0] if ids else None)

    def _show(self, card: LineCard, target: TargetArea, line: PlanLine | None, estimate: LineEstimate | None) -> None:
        words = self.desk.wording
        knowledge = self.desk.clinic.knowledge
        line_protocol = knowledge.protocols.get(line.protocol) if line else None
        facts = [words.term(f"side.{target.side}")] if target.side is not Side.MIDLINE else []
        facts += [words.term(f"aim.{target.aim}")] if target.aim else [self.tr("aim not chosen")]
        if target.extent is None:
            facts.append(self.tr("not measured"))
        else:
            facts.append(self.tr("%1 cm²").replace("%1", words.number(f"{surface_cm2(target.extent):f}")))
        if line_protocol is not None:
            facts.append(words.term(f"family.{line_protocol.family}"))
        card.show_head(target, name=words.term(f"area.{target.area}"), facts="  ·  ".join(facts))
        protocols = fitting_protocols(target, knowledge)
        choices = [protocol_choice(p, target, self.document.clinic.jurisdiction, knowledge=knowledge, wording=words) for p in protocols]
        protocol = knowledge.protocols.get(line.protocol) if line else None
        preparations = preparation_choices(protocol, knowledge=knowledge, wording=words) if protocol else []
        card.show_choices(choices, preparations, line=line)
        card.show_estimate(estimate, line, target, protocol)
        card.show_open(is_open=target.target_id == self._open, has_line=line is not None)
        if line is None or estimate is None:
            return
        self._show_figures(card, line, estimate, protocol)
        for number, (field, day) in enumerate(zip(card.dates, estimate.dates, strict=False)):
            refused = self.refused_text(f"line.{line.line_id}.date.{number}")
            field.path = f"line.{line.line_id}.date.{number}"
            field.show_day(day, refused=refused or "", refusal=self._day_refusal(refused) if refused is not None else "")

    def _show_figures(self, card: LineCard, line: PlanLine, estimate: LineEstimate, protocol: Protocol | None) -> None:
        words = self.desk.wording
        for name in FIGURES:
            field = card.quantities[name]
            field.path = f"line.{line.line_id}.{name}"
            field.edit.setObjectName(field.path)
            figure = proposed(name, protocol, estimate)
            field.set_placeholder(self.tr("required") if figure is None else words.number(f"{figure:f}"))
            sourced = span(name, protocol)
            card.figures.show_range(name, span_text(sourced, words) if sourced is not None and sourced.low != sourced.high else "")
            refused = self.refused_text(field.path)
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
            return self.sentence(error)
        return ""

    def _day_refusal(self, text: str) -> str:
        try:
            typed_day(text, order=self.desk.day_order)
        except UserError as error:
            return self.sentence(error)
        return ""

    def _show_first(self) -> None:
        has_lines = bool(self.document.plan.lines)
        self._first_row.setVisible(has_lines)
        refused = self.refused_text(FIRST_SESSION)
        proposed = min((d for e in self.desk.editor.assessment.lines for d in e.dates), default=None)
        refusal = self._day_refusal(refused) if refused is not None else ""
        self.first.show_day(self.document.plan.first_session_on, refused=refused or "", refusal=refusal, proposed=proposed)

    def _build_first(self) -> QWidget:
        self._first_row = QWidget()
        line = QHBoxLayout(self._first_row)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(16)
        self.first = DateField(FIRST_SESSION, name=self.tr("First session"), order=self.desk.day_order)
        self.first.typed.connect(self._on_first)
        self.first.went_on.connect(self.went_on)
        self.first.left.connect(self.desk.editor.end_merge)
        caption = label(self.tr("First session"), Role.LABEL, is_wrapped=False)
        caption.setBuddy(self.first)
        line.addWidget(caption)
        line.addWidget(self.first, 1)
        return self._first_row

    def _make_card(self) -> LineCard:
        if self._making is None:
            raise AssertionError
        card = LineCard(self._making, wording=self.desk.wording, day_order=self.desk.day_order)
        card.opened.connect(self._on_opened)
        card.protocol_picked.connect(self._on_protocol)
        card.preparation_picked.connect(self._on_preparation)
        card.typed.connect(self._on_typed)
        card.date_typed.connect(self._on_date)
        card.removed.connect(self._on_removed)
        card.left.connect(self.desk.editor.end_merge)
        card.went_on.connect(self.went_on)
        return card

    def _line_of(self, target_id: TargetId) -> PlanLine | None:
        return next((line for line in self.document.plan.lines if line.target_id == target_id), None)

    def _on_opened(self, target_id: TargetId) -> None:
        """Open a card and, when the closed one had the focus, go on in its first field."""
        card = self.cards.widget(target_id)
        had_focus = card is not None and card.hasFocus()
        if self._open != target_id:
            self._open = target_id
            self.refresh()
        if card is not None and had_focus:
            card.protocol.setFocus(Qt.FocusReason.TabFocusReason)

    def _on_protocol(self, target_id: TargetId, protocol_id: str) -> None:
        """Put the line under a protocol; figures typed for another one do not carry over."""
        protocol = self.desk.clinic.knowledge.protocols[protocol_id]
        line = self._line_of(target_id)
        if line is not None and line.protocol == protocol_id:
            return
        offered = preparation_choices(protocol, knowledge=self.desk.clinic.knowledge, wording=self.desk.wording)
        free = [c.key for c in offered if not c.why_not]
        preparation = free[0] if len(free) == 1 else ""
        self._open = target_id
        line_id = line.line_id if line else LineId(self.desk.clinic.new_id())
        new = PlanLine(line_id=line_id, target_id=target_id, protocol=protocol_id, preparation=preparation)
        self.edit(partial(put_clean, line=new))

    def _on_preparation(self, target_id: TargetId, preparation: str) -> None:
        line = self._line_of(target_id)
        if line is not None:
            self.edit(partial(edits.put_line, line=replace(line, preparation=preparation)))

    def _on_typed(self, target_id: TargetId, name: str, text: str) -> None:
        line = self._line_of(target_id)
        if line is None:
            return
        path = f"line.{line.line_id}.{name}"
        try:
            value = read_figure(name, text)
        except UserError:
            self.edit(partial(put_refused, line=replace(line, **{name: None}), path=path, text=text), merge_key=path)
        else:
            changed = replace(line, **{name: value}, dates=() if name in ("sessions", "interval_days") else line.dates)
            self.edit(partial(put_accepted, line=changed, path=path), merge_key=path)

    def _on_date(self, target_id: TargetId, number: int, text: str) -> None:
        line = self._line_of(target_id)
        estimate = next((e for e in self.desk.editor.assessment.lines if line is not None and e.line == line.line_id), None)
        if line is None or estimate is None:
            return
        path = f"line.{line.line_id}.date.{number}"
        try:
            day = typed_day(text, order=self.desk.day_order)
        except UserError:
            self.edit(partial(edits.refuse_entry, field=path, text=text), merge_key=path)
            return
        dates = (*estimate.dates[:number], day, *estimate.dates[number + 1:])
        self.edit(partial(put_accepted, line=replace(line, dates=dates), path=path), merge_key=path)

    def _on_removed(self, target_id: TargetId) -> None:
        line = self._line_of(target_id)
        if line is not None:
            self.edit(partial(edits.remove_line, line_id=line.line_id))

    def _on_first(self, path: str, text: str) -> None:
        try:
            day = typed_day(text, order=self.desk.day_order) if text.strip() else None
        except UserError:
            self.edit(partial(edits.refuse_entry, field=path, text=text), merge_key=path)
        else:
            self.edit(partial(first_session, day=day), merge_key=path)
