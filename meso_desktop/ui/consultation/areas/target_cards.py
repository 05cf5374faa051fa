"""The cards of the target areas: one card open, what is measured and answered on it read and kept."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from msgspec.structs import replace
from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from meso_desktop.domain import edits
from meso_desktop.domain.areas import Side
from meso_desktop.domain.asking import target_questions
from meso_desktop.domain.drawing.drawing_edits import confirm_extent
from meso_desktop.domain.drawing.plausible import asks_back
from meso_desktop.domain.drawing.unfinished import unfinished_outline, unfinished_zone
from meso_desktop.domain.grading import with_grade
from meso_desktop.domain.quantity import Unit
from meso_desktop.ui.consultation.areas.target_card import TargetCard
from meso_desktop.ui.consultation.areas.target_edits import part, rule_out
from meso_desktop.ui.consultation.areas.target_measuring import TargetMeasuring
from meso_desktop.ui.consultation.arranging import KeyedColumn
from meso_desktop.ui.consultation.last_time.copied_fields import target_fields
from meso_desktop.ui.consultation.last_time.copied_marks import CopiedMarks

if TYPE_CHECKING:
    from meso_desktop.domain.areas import TargetArea
    from meso_desktop.domain.history import Answer
    from meso_desktop.domain.ids import TargetId
    from meso_desktop.ui.consultation.step_page import StepPage


class TargetCards(QWidget):
    """A part of the page of areas; it shows the document's areas and sends edits through the page.

    `turned` tells which target is looked at; `removed`, `canvas_wanted` and `spot_wanted` which one is to be taken away, drawn or marked.
    """

    turned = Signal(object)
    removed = Signal(object)
    canvas_wanted = Signal(object)
    spot_wanted = Signal(object)

    def __init__(self, page: StepPage) -> None:
        """Begin without cards, in the units of the clinic."""
        super().__init__(page)
        self._page = page
        self._measuring = TargetMeasuring(page)
        self.open_id: TargetId | None = None
        self._cards: KeyedColumn[TargetId, TargetCard] = KeyedColumn(self._make_card)
        self.copied = CopiedMarks(page, next_field="pinch")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._cards)

    def refresh(self) -> None:
        """Show a card for each target area as it stands; failing an open one, that of a drawing begun is open, or the last."""
        targets = self._page.document.target_areas
        ids = [t.target_id for t in targets]
        if self.open_id not in ids:
            begun = [t for t in ids if self._zone_begun(t) is not None]
            self.open_id = next(iter(begun or ids[-1:]), None)
        self._arrange(targets)
        for target in targets:
            card = self._cards.widget(target.target_id)
            if card is not None:
                self._show(card, target)
                place = self._page.desk.wording.term(f"area.{target.area}")
                self.copied.show_on(card, prefix=f"target.{target.target_id}", place=place, fields=target_fields(card))

    def card(self, target_id: TargetId) -> TargetCard | None:
        """Return the card of a target area."""
        return self._cards.widget(target_id)

    def field(self, target: TargetArea, name: str) -> QWidget | None:
        """Return the widget that edits a field of a target area, its card opened."""
        self.open_card(target.target_id)
        card = self._cards.widget(target.target_id)
        if card is None:
            return None
        measures = card.body.measures
        widgets: dict[str, QWidget] = {
            "side": card.side, "aim": card.aim, "extent": measures.extent_field, "length": card.length, "width": card.width_field,
            "pinch": card.pinch, "deposit": card.deposit, "answers": card.body.questions.first_open() or card.note, "note": card.note,
            "mark": card.body.spot.mark,
        }
        if name in {"drawing", "drawing_zone"}:
            return measures.draw_on
        found = widgets.get(name, measures.extent_field)
        return found.focusProxy() or found

    def open_card(self, target_id: TargetId) -> None:
        """Open a card, have the body turned to it and, when the closed card had the focus, go on in its first field."""
        card, target = self._cards.widget(target_id), self._target(target_id)
        had_focus = card is not None and card.hasFocus()
        if self.open_id != target_id:
            self.open_id = target_id
            self.refresh()
        if target is not None:
            self.turned.emit(target)
        if card is not None and had_focus:
            card.body.measures.extent_field.setFocus(Qt.FocusReason.TabFocusReason)

    def part(self, target_id: TargetId, side: Side) -> None:
        """Make one side of a pair an area of its own, and open its card."""
        self._page.edit(partial(part, target_id=target_id, side=side, new_id=self._page.desk.clinic.new_id))
        area = next((t.area for t in self._page.document.target_areas if t.target_id == target_id), "")
        own = next((t for t in self._page.document.target_areas if (t.area, t.side) == (area, side)), None)
        if own is not None:
            self.open_card(own.target_id)

    def _arrange(self, targets: tuple[TargetArea, ...]) -> None:
        for count, target in enumerate(targets, start=1):
            self._making = target
            if self._cards.widget(target.target_id) is None:
                self._cards.arrange([t.target_id for t in targets[:count]])
        self._cards.arrange([t.target_id for t in targets])

    def _make_card(self) -> TargetCard:
        unit = self.tr("in") if self._measuring.unit is Unit.IN else self.tr("cm")
        desk = self._page.desk
        card = TargetCard(self._making, knowledge=desk.clinic.knowledge, wording=desk.wording, length_unit=unit)
        card.opened.connect(self.open_card)
        card.removed.connect(self.removed)
        card.picked.connect(self._on_picked)
        card.typed.connect(self._on_typed)
        card.answered.connect(self._on_answered)
        card.ruled_out.connect(self._on_ruled_out)
        card.graded.connect(self._on_graded)
        card.confirmed.connect(self._on_confirmed)
        card.parted.connect(self._on_parted)
        card.canvas_wanted.connect(self.canvas_wanted)
        card.spot_wanted.connect(self.spot_wanted)
        card.spot_cleared.connect(self._on_spot_cleared)
        card.left.connect(desk.editor.end_merge)
        card.went_on.connect(self._page.went_on)
        return card

    def _show(self, card: TargetCard, target: TargetArea) -> None:
        is_open = target.target_id == self.open_id
        knowledge = self._page.desk.clinic.knowledge
        asked = asks_back(target.extent, knowledge.areas.get(target.area))
        question = "" if asked is None else self._page.desk.wording.text(asked)
        is_begun = self._zone_begun(target.target_id) is not None
        card.show_target(target, outline=self._measuring.outline_of(target), is_open=is_open, question=question, is_begun=is_begun)
        if not is_open:
            return
        card.body.measures.show_begun(is_zone=self._zone_begun(target.target_id))
        card.show_questions(frozenset(q.id for q in target_questions(target, self._page.document, knowledge)))
        for name, field in card.quantities.items():
            text, refusal = self._measuring.shown(target, name)
            field.show_value(text, refusal=refusal)

    def _zone_begun(self, target_id: TargetId) -> bool | None:
        """Return whether the drawing that was begun for an area is a zone; None when there is none."""
        if unfinished_outline(self._page.document, target_id) is not None:
            return False
        return True if unfinished_zone(self._page.document, target_id) is not None else None

    def _on_picked(self, target_id: TargetId, field: str, value: object) -> None:
        target = self._target(target_id)
        if target is not None and not self._measuring.pick(target, field, value):
            self.refresh()

    def _on_typed(self, target_id: TargetId, name: str, text: str) -> None:
        target = self._target(target_id)
        if target is not None:
            self._measuring.type_text(target, name, text)

    def _on_answered(self, target_id: TargetId, question: str, answer: Answer | None) -> None:
        self._page.edit(partial(edits.answer_for_target, target_id=target_id, question=question, answer=answer))

    def _on_ruled_out(self, target_id: TargetId, questions: tuple[str, ...]) -> None:
        self._page.edit(partial(rule_out, target_id=target_id, questions=questions))

    def _on_graded(self, target_id: TargetId, scale: str, grade: int | None, item: str) -> None:
        target, knowledge = self._target(target_id), self._page.desk.clinic.knowledge
        if target is not None and scale in knowledge.scales:
            graded = with_grade(target, knowledge.scales[scale], grade, item=item, knowledge=knowledge)
            self._page.edit(partial(edits.put_target, target=graded))

    def _on_confirmed(self, target_id: TargetId) -> None:
        self._page.edit(partial(confirm_extent, target_id=target_id))
        card = self._cards.widget(target_id)
        if card is not None:
            card.pinch.setFocus(Qt.FocusReason.TabFocusReason)

    def _on_parted(self, target_id: TargetId) -> None:
        self.part(target_id, Side.RIGHT)

    def _on_spot_cleared(self, target_id: TargetId) -> None:
        target = self._target(target_id)
        if target is not None:
            self._page.edit(partial(edits.put_target, target=replace(target, mark=None)))

    def _target(self, target_id: TargetId) -> TargetArea | None:
        return next((t for t in self._page.document.target_areas if t.target_id == target_id), None)
