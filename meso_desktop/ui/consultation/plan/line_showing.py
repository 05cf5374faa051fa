"""Shows a target and its line on their card: what may be chosen, what is typed or proposed, what was refused."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from meso_desktop.domain.areas import Side, TargetArea
from meso_desktop.domain.errors import UserError
from meso_desktop.domain.needle import needle_of
from meso_desktop.domain.working.figures_shown import Figure, working_of
from meso_desktop.domain.working.proposed import proposed_figures, sourced_span
from meso_desktop.ui.consultation.plan.figure_row import FIGURES
from meso_desktop.ui.consultation.plan.figure_words import span
from meso_desktop.ui.consultation.plan.figures import read_field
from meso_desktop.ui.consultation.plan.fitting import fitting_protocols, preparation_choices, protocol_choice
from meso_desktop.ui.consultation.plan.needle_row import NEEDLE_FIELDS
from meso_desktop.ui.consultation.plan.proposed_figures import apart, as_typed, is_own, is_same, placeholder
from meso_desktop.ui.typed_day import typed_day

if TYPE_CHECKING:
    from meso_desktop.domain.assessment import LineEstimate
    from meso_desktop.domain.plan import PlanLine
    from meso_desktop.domain.protocols import Protocol
    from meso_desktop.domain.working.proposed import ProposedFigures
    from meso_desktop.ui.consultation.plan.favourite_protocols import FavouriteProtocols
    from meso_desktop.ui.consultation.plan.line_card import LineCard
    from meso_desktop.ui.consultation.plan.line_choosers import Choice
    from meso_desktop.ui.consultation.plan.preparation_composing import LinePreparations
    from meso_desktop.ui.consultation.step_page import StepPage


class LineShowing:
    """Writes onto cards what the document and its assessment hold; of a closed card only the line that sums it up."""

    def __init__(self, page: StepPage, favourites: FavouriteProtocols, preparations: LinePreparations) -> None:
        """Show what `page` shows."""
        self._page = page
        self._favourites = favourites
        self._own = preparations

    def show(self, card: LineCard, target: TargetArea, line: PlanLine | None, estimate: LineEstimate | None, *, is_open: bool) -> None:
        """Show one target with its line."""
        protocol = self._page.desk.clinic.knowledge.protocols.get(line.protocol) if line else None
        name = self._page.desk.wording.term(f"area.{target.area}")
        card.show_head(target, name=name, facts=self._facts(target, protocol))
        card.show_summary(estimate, line, side=target.side)
        if line is None or is_open:
            card.choosers.show_choices(self._protocols(target), self._preparations(protocol, line), line=line)
        if line is not None and estimate is not None and is_open:
            self._show_whole(card, target, line, estimate)
        card.show_open(is_open=is_open, has_line=line is not None)

    def show_working(self, card: LineCard, line: PlanLine, figure: Figure | None) -> None:
        """Show the working of a figure of the line, or none."""
        editor = self._page.desk.editor
        working = None if figure is None else working_of(figure, line.line_id, editor.document, editor.assessment, editor.knowledge)
        card.results.show_working(figure, working)

    def _show_whole(self, card: LineCard, target: TargetArea, line: PlanLine, estimate: LineEstimate) -> None:
        knowledge = self._page.desk.clinic.knowledge
        protocol = knowledge.protocols.get(line.protocol)
        proposed = proposed_figures(line, self._page.document, knowledge)
        card.show_estimate(estimate, line, target, protocol=protocol, proposed=proposed)
        for name in FIGURES:
            sourced = sourced_span(name, protocol) if name != "minutes" else None
            shown = span(sourced, self._page.desk.wording.number) if sourced is not None and sourced.low != sourced.high else ""
            card.figures.show_range(name, shown)
        for name in (*FIGURES, *NEEDLE_FIELDS):
            self._show_field(card, line, name, proposed)
        technique = "" if protocol is None else self._page.desk.wording.term(f"technique.{protocol.technique}")
        card.needle.show_needle(needle_of(line, protocol).effective, technique=technique)
        self._show_days(card, line, estimate)
        if card.results.open_figure is not None:
            self.show_working(card, line, card.results.open_figure)

    def _show_field(self, card: LineCard, line: PlanLine, name: str, proposed: ProposedFigures) -> None:
        """Show what is typed, with what is proposed behind the empty field or, with the difference, below one's own figure."""
        words = self._page.desk.wording
        field = card.quantities[name]
        path = f"line.{line.line_id}.{name}"
        if field.path != path:
            field.path = path
            field.edit.setObjectName(path)
        held = placeholder(name, proposed, words)
        is_needed = not held and name not in (*NEEDLE_FIELDS, "minutes")
        field.set_placeholder(self._page.tr("required") if is_needed else held)
        refused = self._page.refused_text(path)
        value = getattr(line, name)
        if refused is not None:
            field.show_value(refused, refusal=self._refusal(name, refused))
        else:
            field.show_value(field.edit.text() if is_same(field.edit.text(), name, value) else as_typed(value, words))
        mark = card.marks[name]
        is_shown = is_own(name, proposed, value, words) or (mark.isVisible() and field.edit.hasFocus())  # nothing jumps while one types
        mark.show_proposed(held if is_shown else "", apart=apart(name, proposed, value, words))

    def _show_days(self, card: LineCard, line: PlanLine, estimate: LineEstimate) -> None:
        for number, (field, day) in enumerate(zip(card.dates, estimate.dates, strict=False)):
            field.path = f"line.{line.line_id}.date.{number}"
            refused = self._page.refused_text(field.path)
            if refused is None and field.edit.hasFocus() and not field.edit.text().strip():
                continue
            field.show_day(day, refused=refused or "", refusal=self._day_refusal(refused) if refused is not None else "")

    def _protocols(self, target: TargetArea) -> list[Choice]:
        desk = self._page.desk
        knowledge, law = desk.clinic.knowledge, self._page.document.clinic.jurisdiction
        return [
            replace(protocol_choice(p, target, law, knowledge=knowledge, wording=desk.wording), is_favourite=p.id in self._favourites.held)
            for p in fitting_protocols(target, knowledge)
        ]

    def _preparations(self, protocol: Protocol | None, line: PlanLine | None) -> list[Choice]:
        if protocol is None:
            return []
        packs = preparation_choices(protocol, knowledge=self._page.desk.clinic.knowledge, wording=self._page.desk.wording)
        return [*(c for c in packs if not c.why_not), *self._own.choices(protocol, line), *(c for c in packs if c.why_not)]

    def _facts(self, target: TargetArea, protocol: Protocol | None) -> str:
        words = self._page.desk.wording
        facts = [words.term(f"side.{target.side}")] if target.side is not Side.MIDLINE else []
        facts += [words.term(f"aim.{target.aim}")] if target.aim else [self._page.tr("aim not chosen")]
        if target.extent is None:
            facts.append(self._page.tr("not measured"))
        if protocol is not None:
            facts.append(words.term(f"family.{protocol.family}"))
        return "  ·  ".join(facts)

    def _refusal(self, name: str, text: str) -> str:
        try:
            read_field(name, text)
        except UserError as error:
            return self._page.sentence(error)
        return ""

    def _day_refusal(self, text: str) -> str:
        try:
            typed_day(text, order=self._page.desk.day_order)
        except UserError as error:
            return self._page.sentence(error)
        return ""
