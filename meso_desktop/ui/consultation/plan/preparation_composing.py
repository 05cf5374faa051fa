"""Serves the cards of the plan with preparations of the clinic's own: offers those that fit, opens the builder, uses and keeps."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import shiboken6
from msgspec.structs import replace
from PySide6.QtCore import QEvent, QObject, Qt, Signal
from typing_extensions import override

from meso_desktop.domain import edits
from meso_desktop.domain.assess import Context
from meso_desktop.domain.begun_preparation import without_blanks
from meso_desktop.domain.composition import composition_of
from meso_desktop.domain.errors import UserError
from meso_desktop.domain.message import Term, message
from meso_desktop.domain.own_preparations import as_preparation, checked_name, own_preparation
from meso_desktop.domain.preparation_edits import use_begun, use_own
from meso_desktop.domain.preparation_trial import tried
from meso_desktop.domain.text import folded
from meso_desktop.domain.usable import is_strength_needed
from meso_desktop.ui.consultation.plan.begun_preparations import BegunPreparations
from meso_desktop.ui.consultation.plan.kept_preparations import KeptPreparations
from meso_desktop.ui.consultation.plan.preparation_builder import PreparationBuilder
from meso_desktop.ui.consultation.plan.preparation_choices import (
    COMPOSE,
    EDIT,
    KEPT,
    own_choices,
    product_choices,
    proposed_name,
)
from meso_desktop.ui.consultation.plan.preparation_draft import read_preparation

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from meso_desktop.domain.ids import TargetId
    from meso_desktop.domain.plan import OwnPreparation, PlanLine
    from meso_desktop.domain.protocols import Protocol
    from meso_desktop.ui.consultation.plan.line_card import LineCard
    from meso_desktop.ui.consultation.plan.line_choosers import Choice
    from meso_desktop.ui.consultation.step_page import StepPage


class LinePreparations(QObject):
    """`changed` when the choosers have to be shown anew."""

    changed = Signal()

    def __init__(self, page: StepPage) -> None:
        """Serve the cards of `page`."""
        super().__init__(page)
        self._page = page
        self._kept = KeptPreparations(page.desk, self)
        self._cards: dict[TargetId, LineCard] = {}
        self._builders: dict[TargetId, PreparationBuilder] = {}
        self._begun = BegunPreparations(page)
        self._kept.changed.connect(self.changed)
        page.desk.editor.changed.connect(self.refresh)
        page.installEventFilter(self)

    def serve(self, card: LineCard, target_id: TargetId) -> None:
        """Answer a new card."""
        self._cards[target_id] = card
        card.preparation_picked.connect(self._on_picked)

    def choices(self, protocol: Protocol, line: PlanLine | None) -> list[Choice]:
        """Return what follows the pack's preparations in the chooser."""
        desk = self._page.desk
        return own_choices(
            protocol, line=line, document=self._page.document, kept=self._kept.held, knowledge=desk.clinic.knowledge, wording=desk.wording,
        )

    def builder(self, target_id: TargetId) -> PreparationBuilder | None:
        """Return the builder that is open on the card of a target."""
        found = self._builders.get(target_id)
        return found if found is not None and shiboken6.isValid(found) else None

    def refresh(self) -> None:
        """Show what open builders come to in the consultation as it is now; one whose line is gone closes."""
        for target_id in tuple(self._builders):
            if self.builder(target_id) is None:
                del self._builders[target_id]
            elif (line := self._line(target_id)) is None or self._begun.is_gone(line.line_id):
                self._close(target_id)
            else:
                self._follow(target_id, line)
                self._show(target_id)

    def take_up(self, target_id: TargetId, origin: str) -> QWidget | None:
        """Open the builder on what was begun in place of `origin`, and return where one goes on; None without a line."""
        line = self._line(target_id)
        if line is None:
            return None
        self._open(target_id, line, origin=origin)
        builder = self.builder(target_id)
        return None if builder is None else builder.first_field

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Read what is kept when the page comes up: it may have been renamed or put away meanwhile."""
        if event.type() == QEvent.Type.Show and watched is self._page:
            self._kept.read()
        return super().eventFilter(watched, event)

    def _line(self, target_id: TargetId) -> PlanLine | None:
        return next((line for line in self._page.document.plan.lines if line.target_id == target_id), None)

    def _on_picked(self, target_id: TargetId, key: str) -> None:
        line, knowledge = self._line(target_id), self._page.desk.clinic.knowledge
        if line is None or key in knowledge.preparations:
            return
        if key == COMPOSE:
            self._open(target_id, line, origin="")
        elif key == EDIT:
            own = own_preparation(line.preparation, self._page.document, knowledge)
            if own is not None:
                self._open(target_id, line, origin=own.id)
        elif key.startswith(KEPT):
            kept = next((own for own in self._kept.held if KEPT + own.id == key), None)
            if kept is not None:
                self._use(line, kept)
                self._kept.count_use(kept)
        else:
            self._page.edit(partial(edits.put_line, line=replace(line, preparation=key)))
        self.changed.emit()  # the chooser shows what the line injects, not what was asked for in it

    def _follow(self, target_id: TargetId, line: PlanLine) -> None:
        """Show in the builder what the document holds of it, where that is not what stands there: after a step back, or at the start."""
        builder, held = self.builder(target_id), self._begun.held(line.line_id)
        if builder is not None and without_blanks(held) != without_blanks(builder.typed):
            builder.show_typed(held)

    def _open(self, target_id: TargetId, line: PlanLine, *, origin: str) -> None:
        """Open the builder with what was begun in place of the same preparation before, else with that."""
        card = self._cards.get(target_id)
        if card is None or not shiboken6.isValid(card):
            return
        builder = self.builder(target_id) or self._make(target_id, card)
        self._begun.begin(line.line_id, origin=origin)
        own = self._begun.edited(line.line_id)
        edit, compose = self.tr("Edit “%1” for this line"), self.tr("Compose a preparation")
        builder.show_title(compose if own is None else edit.replace("%1", own.name))
        builder.refuse("")
        self._follow(target_id, line)
        builder.show()
        self._show(target_id)
        builder.begin()

    def _make(self, target_id: TargetId, card: LineCard) -> PreparationBuilder:
        desk = self._page.desk
        builder = PreparationBuilder(
            wording=desk.wording, products=desk.clinic.knowledge.products.get, needs_strength=partial(self._is_strength_needed, target_id),
        )
        self._builders[target_id] = builder
        builder.changed.connect(partial(self._on_changed, target_id))
        builder.wanted.connect(partial(self._on_wanted, target_id))
        builder.closed.connect(partial(self._close, target_id))
        builder.discarded.connect(partial(self._on_discarded, target_id))
        builder.left.connect(self._page.desk.editor.end_merge)
        card.hold_builder(builder)
        return builder

    def _is_strength_needed(self, target_id: TargetId, ingredient: str) -> bool:
        own = self._own(target_id)
        return own is not None and is_strength_needed(ingredient, as_preparation(own), self._page.desk.clinic.knowledge)

    def _close(self, target_id: TargetId) -> None:
        builder, card = self.builder(target_id), self._cards.get(target_id)
        self._builders.pop(target_id, None)
        if builder is None:
            return
        had_focus = builder.isAncestorOf(builder.window().focusWidget() or builder)
        builder.hide()
        builder.deleteLater()
        if had_focus and card is not None and shiboken6.isValid(card):
            card.preparation.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_changed(self, target_id: TargetId) -> None:
        builder, line = self.builder(target_id), self._line(target_id)
        if builder is not None and line is not None and not self._begun.keep(line.line_id, builder.typed):
            self._show(target_id)

    def _on_discarded(self, target_id: TargetId) -> None:
        line = self._line(target_id)
        if line is not None:
            self._begun.discard(line.line_id)
        self._close(target_id)

    def _own(self, target_id: TargetId, *, own_id: str = "") -> OwnPreparation | None:
        builder, line = self.builder(target_id), self._line(target_id)
        protocol = None if line is None else self._page.desk.clinic.knowledge.protocols.get(line.protocol)
        if builder is None or protocol is None:
            return None
        typed = builder.typed
        return read_preparation(typed, own_id=own_id, family=protocol.family, name=proposed_name(typed, self._page.desk.wording))

    def _show(self, target_id: TargetId) -> None:
        builder, line, own = self.builder(target_id), self._line(target_id), self._own(target_id)
        if builder is not None and line is not None:
            builder.show_begun(is_begun=self._begun.is_begun(line.line_id))
        if builder is None or line is None or own is None:
            return
        desk = self._page.desk
        knowledge, document = desk.editor.knowledge, self._page.document
        protocol = knowledge.protocols[line.protocol]
        context = Context(today=desk.clinic.clock.today())
        found = tried(own, line_id=line.line_id, document=document, knowledge=knowledge, context=context)
        if not own.parts:
            found = replace(found, faults=(), findings=(), is_taken=True)
        made = composition_of(as_preparation(own), knowledge, estimate=found.estimate)
        builder.show_choices(product_choices(protocol, knowledge=knowledge, wording=desk.wording))
        named = desk.wording.term(f"protocol.{protocol.id}")
        builder.show_results(made, found, protocol=named, name=proposed_name(builder.typed, desk.wording))

    def _on_wanted(self, target_id: TargetId, is_kept: bool) -> None:  # noqa: FBT001  # a signal carries a positional boolean
        """Use what is composed, kept as well where that is wanted; what cannot be used stays as typed, with the reason."""
        builder, line, own = self.builder(target_id), self._line(target_id), self._own(target_id)
        if builder is None or line is None or own is None or builder.complain():
            return
        try:
            self._check_usable(own, line)
            own = replace(own, id=str(self._page.desk.clinic.new_id()), name=checked_name(own.name))
        except UserError as error:
            builder.refuse(self._page.sentence(error))
            return
        if not is_kept:
            self._finish(target_id, own)
            return
        origin = self._begun.origin(line.line_id)
        if any(kept.id == origin and folded(kept.name) == folded(own.name) for kept in self._kept.held):
            own = replace(own, id=origin)  # the same by name: the one kept is changed, not kept twice
        self._kept.keep(own, done=partial(self._finish, target_id), failed=partial(self._refuse, target_id), owner=self)

    def _check_usable(self, own: OwnPreparation, line: PlanLine) -> None:
        desk = self._page.desk
        context = Context(today=desk.clinic.clock.today())
        found = tried(own, line_id=line.line_id, document=self._page.document, knowledge=desk.editor.knowledge, context=context)
        if found.faults:
            raise UserError(found.faults[0])
        if not found.is_taken:
            protocol = Term(f"protocol.{line.protocol}")
            raise UserError(message("barrier.preparation_not_taken", protocol=protocol, preparation=own.name))

    def _finish(self, target_id: TargetId, own: OwnPreparation) -> None:
        line = self._line(target_id)
        if line is not None:
            copy_id, origin = str(self._page.desk.clinic.new_id()), self._begun.origin(line.line_id)
            self._page.edit(partial(use_begun, line_id=line.line_id, own=own, copy_id=copy_id, instead_of=origin))
        self._close(target_id)
        self.changed.emit()

    def _use(self, line: PlanLine, own: OwnPreparation) -> None:
        copy_id = str(self._page.desk.clinic.new_id())
        self._page.edit(partial(use_own, line_id=line.line_id, own=own, copy_id=copy_id))

    def _refuse(self, target_id: TargetId, error: UserError) -> None:
        builder = self.builder(target_id)
        if builder is not None:
            builder.refuse(self._page.sentence(error))
