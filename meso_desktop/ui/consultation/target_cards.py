"""The cards of the target areas: one card open, what is measured and answered on it read and kept."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from msgspec.structs import replace
from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from meso_desktop.domain import edits
from meso_desktop.domain.areas import Aim, Extent, Outline, TargetArea
from meso_desktop.domain.asking import area_questions, target_questions
from meso_desktop.domain.errors import UserError
from meso_desktop.domain.ids import TargetId
from meso_desktop.domain.people import Units
from meso_desktop.domain.quantity import EXTENT_CM, Bounds, Length, Unit, length, thickness
from meso_desktop.ui.consultation.arranging import KeyedColumn
from meso_desktop.ui.consultation.copied_fields import target_fields
from meso_desktop.ui.consultation.copied_marks import CopiedMarks
from meso_desktop.ui.consultation.target_card import TargetCard
from meso_desktop.ui.consultation.target_edits import put_accepted, put_refused, put_waiting

if TYPE_CHECKING:
    from collections.abc import Callable

    from meso_desktop.domain.consultation import Consultation
    from meso_desktop.domain.history import Answer
    from meso_desktop.ui.consultation.step_page import StepPage


class TargetCards(QWidget):
    """A part of the page of areas; it shows the document's areas and sends edits through the page.

    `turned` tells which target is looked at, `removed` which one was taken away.
    """

    turned = Signal(object)
    removed = Signal(object)

    def __init__(self, page: StepPage) -> None:
        """Begin without cards, in the units of the clinic."""
        super().__init__(page)
        self._page = page
        self._unit = Unit.IN if page.desk.editor.document.clinic.units is Units.IMPERIAL else Unit.CM
        self._outlines: dict[TargetId, Outline] = {}
        self.open_id: TargetId | None = None
        self._cards: KeyedColumn[TargetId, TargetCard] = KeyedColumn(self._make_card)
        self.copied = CopiedMarks(page)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._cards)

    def refresh(self) -> None:
        """Show a card for each target area as it stands; failing an open one, the last is open."""
        targets = self._page.document.target_areas
        ids = [t.target_id for t in targets]
        if self.open_id not in ids:
            self.open_id = ids[-1] if ids else None
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
        answered = {a.question for a in target.answers}
        first_open = next((row for q, row in card.rows.items() if q not in answered and row.isVisibleTo(card)), card.note)
        widgets: dict[str, QWidget] = {
            "aim": card.aim, "extent": card.length, "length": card.length, "width": card.width_field, "pinch": card.pinch,
            "deposit": card.deposit, "answers": first_open, "note": card.note,
        }
        found = widgets.get(name, card.length)
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
            card.length.setFocus(Qt.FocusReason.TabFocusReason)

    def _arrange(self, targets: tuple[TargetArea, ...]) -> None:
        for count, target in enumerate(targets, start=1):
            self._making = target
            if self._cards.widget(target.target_id) is None:
                self._cards.arrange([t.target_id for t in targets[:count]])
        self._cards.arrange([t.target_id for t in targets])

    def _make_card(self) -> TargetCard:
        knowledge = self._page.desk.clinic.knowledge
        card = TargetCard(
            self._making, area=knowledge.areas.get(self._making.area), questions=area_questions(knowledge), wording=self._page.desk.wording,
            length_unit=self.tr("in") if self._unit is Unit.IN else self.tr("cm"),
        )
        card.opened.connect(self.open_card)
        card.removed.connect(self.removed)
        card.picked.connect(self._on_picked)
        card.typed.connect(self._on_typed)
        card.answered.connect(self._on_answered)
        card.left.connect(self._page.desk.editor.end_merge)
        card.went_on.connect(self._page.went_on)
        return card

    def _show(self, card: TargetCard, target: TargetArea) -> None:
        is_open = target.target_id == self.open_id
        card.show_target(target, outline=self._outline_of(target), is_open=is_open)
        if not is_open:
            return
        card.show_questions(frozenset(q.id for q in target_questions(target, self._page.document, self._page.desk.clinic.knowledge)))
        extent = target.extent
        texts = {
            "length": extent.length.typed if extent else "", "width": extent.width.typed if extent else "",
            "pinch": target.pinch.typed if target.pinch else "",
        }
        for name, field in card.quantities.items():
            refused = self._page.refused_text(field.path)
            if refused is None:
                field.show_value(texts[name])
            else:
                field.show_value(refused, refusal=self._refusal(target, name, refused))

    def _refusal(self, target: TargetArea, name: str, text: str) -> str:
        try:
            self._measure(target, name, text)
        except UserError as error:
            return self._page.sentence(error)
        return ""

    def _on_picked(self, target_id: TargetId, field: str, value: object) -> None:
        target = self._target(target_id)
        if target is None:
            return
        match field:
            case "outline":
                if isinstance(value, Outline):
                    self._pick_outline(target, value)
            case "side":
                self._page.edit(partial(edits.put_target, target=replace(target, side=value)))
            case "aim":
                self._page.edit(partial(edits.put_target, target=replace(target, aim=value if isinstance(value, Aim) else None)))
            case _:
                self._page.edit(partial(edits.put_target, target=replace(target, deposit=value)))

    def _outline_of(self, target: TargetArea) -> Outline:
        """Return the outline of the extent, the one that waits with half an extent, or the one chosen for it."""
        if target.extent is not None:
            return target.extent.outline
        waiting = self._page.refused_text(f"target.{target.target_id}.outline")
        return next((o for o in Outline if o.value == waiting), self._outlines.get(target.target_id, Outline.ELLIPSE))

    def _pick_outline(self, target: TargetArea, outline: Outline) -> None:
        """Record the outline; before anything is measured there is nothing that it could be recorded with."""
        self._outlines[target.target_id] = outline
        path = f"target.{target.target_id}"
        if target.extent is not None:
            self._page.edit(partial(edits.put_target, target=replace(target, extent=replace(target.extent, outline=outline))))
        elif any(self._page.refused_text(f"{path}.{part}") for part in ("length", "width")):
            self._page.edit(partial(edits.refuse_entry, field=f"{path}.outline", text=outline.value))
        else:
            self.refresh()

    def _on_typed(self, target_id: TargetId, name: str, text: str) -> None:
        target = self._target(target_id)
        if target is None:
            return
        path = f"target.{target_id}.{name}"
        if name == "note":
            self._page.edit(partial(edits.put_target, target=replace(target, note=text)), merge_key=path)
        elif name == "pinch":
            self._type_pinch(target, path, text)
        else:
            self._type_extent(target, path, name, text)

    def _type_pinch(self, target: TargetArea, path: str, text: str) -> None:
        try:
            pinch = thickness(text) if text.strip() else None
        except UserError:
            self._page.edit(partial(put_refused, target=replace(target, pinch=None), path=path, text=text), merge_key=path)
        else:
            self._page.edit(partial(put_accepted, target=replace(target, pinch=pinch), paths=(path,)), merge_key=path)

    def _type_extent(self, target: TargetArea, path: str, name: str, text: str) -> None:
        """Keep length and width until both can be read; half an extent waits as typed."""
        other = "width" if name == "length" else "length"
        other_path, outline_path = (f"target.{target.target_id}.{part}" for part in (other, "outline"))
        outline = self._outline_of(target)
        refused = self._page.refused_text(other_path)
        held = "" if target.extent is None else (target.extent.width if other == "width" else target.extent.length).typed
        other_text = held if refused is None else refused
        try:
            this, that = self._measure(target, name, text), self._measure(target, other, other_text)
        except UserError:
            this = that = None
        if this is not None and that is not None:
            long, wide = (this, that) if name == "length" else (that, this)
            extent = Extent(outline=outline, length=long, width=wide)
            paths = (path, other_path, outline_path)
            change: Callable[[Consultation], Consultation] = partial(put_accepted, target=replace(target, extent=extent), paths=paths)
        else:
            typed = {path: text, other_path: other_text, outline_path: outline.value if (text + other_text).strip() else ""}
            self._outlines[target.target_id] = outline
            change = partial(put_waiting, target=replace(target, extent=None), typed=typed)
        self._page.edit(change, merge_key=path)

    def _measure(self, target: TargetArea, name: str, text: str) -> Length | None:
        if name == "pinch":
            if text.strip():
                thickness(text)
            return None
        entry = self._page.desk.clinic.knowledge.areas.get(target.area)
        bounds = EXTENT_CM if entry is None else Bounds(low=EXTENT_CM.low, high=entry.plausible_cm)
        return length(text, self._unit, bounds=bounds) if text.strip() else None

    def _on_answered(self, target_id: TargetId, question: str, answer: Answer | None) -> None:
        self._page.edit(partial(edits.answer_for_target, target_id=target_id, question=question, answer=answer))

    def _target(self, target_id: TargetId) -> TargetArea | None:
        return next((t for t in self._page.document.target_areas if t.target_id == target_id), None)
