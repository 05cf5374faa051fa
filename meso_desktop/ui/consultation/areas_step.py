"""Target areas: chosen on the body or by name, each measured on a card."""

from collections.abc import Callable
from functools import partial

from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from meso_desktop.domain import edits
from meso_desktop.domain.areas import Aim, Extent, Outline, Side, TargetArea
from meso_desktop.domain.asking import area_questions, target_questions
from meso_desktop.domain.consultation import Consultation, Step
from meso_desktop.domain.errors import UserError
from meso_desktop.domain.history import Answer
from meso_desktop.domain.ids import TargetId
from meso_desktop.domain.people import Sex, Units
from meso_desktop.domain.quantity import EXTENT_CM, Bounds, Length, Unit, length, thickness
from meso_desktop.ui.consultation.area_body import AreaBody
from meso_desktop.ui.consultation.area_picker import AreaPicker
from meso_desktop.ui.consultation.arranging import KeyedColumn
from meso_desktop.ui.consultation.reading_order import in_reading_order
from meso_desktop.ui.consultation.step_page import StepPage
from meso_desktop.ui.consultation.target_card import TargetCard
from meso_desktop.ui.consultation.target_edits import is_empty, put_accepted, put_refused, put_waiting
from meso_desktop.ui.consultation.workplace import Workplace
from meso_desktop.ui.theme import Role, label

_SIDES = {Side.BOTH: frozenset({Side.LEFT, Side.RIGHT})}


class AreasPage(StepPage):
    """The body with the list of names at the left, the cards of the areas chosen at the right."""

    step = Step.AREAS

    def __init__(self, desk: Workplace, parent: QWidget | None = None) -> None:
        """Build the page in the units of the clinic."""
        super().__init__(desk, parent)
        self._unit = Unit.IN if desk.editor.document.clinic.units is Units.IMPERIAL else Unit.CM
        self._open: TargetId | None = None
        self._outlines: dict[TargetId, Outline] = {}
        self._build()

    @override
    def refresh(self) -> None:
        super().refresh()
        targets = self.document.target_areas
        ids = [t.target_id for t in targets]
        if self._open not in ids:
            self._open = ids[-1] if ids else None
        sex = self.document.patient.sex if self.document.patient else Sex.FEMALE
        self.body_view.set_sex(Sex.MALE if sex is Sex.MALE else Sex.FEMALE)
        lit = [(t.area, side) for t in targets for side in _SIDES.get(t.side, frozenset({t.side}))]
        self.body_view.set_selected(lit)
        self._none.setVisible(not targets)
        self._arrange(targets)
        for target in targets:
            card = self.cards.widget(target.target_id)
            if card is not None:
                self._show(card, target)

    @override
    def field(self, path: str) -> QWidget | None:
        parts = path.split(".")
        is_field = parts[0] == "target" and len(parts) > 2  # noqa: PLR2004  # target, id, field
        target = next((t for t in self.document.target_areas if is_field and str(t.target_id) == parts[1]), None)
        if target is None:
            return self.picker
        self._on_opened(target.target_id)
        card = self.cards.widget(target.target_id)
        if card is None:
            return None
        answered = {a.question for a in target.answers}
        first_open = next((row for q, row in card.rows.items() if q not in answered and row.isVisibleTo(card)), card.note)
        widgets: dict[str, QWidget] = {
            "aim": card.aim, "extent": card.length, "length": card.length, "width": card.width_field, "pinch": card.pinch,
            "deposit": card.deposit, "answers": first_open, "note": card.note,
        }
        found = widgets.get(parts[2], card.length)
        return found.focusProxy() or found

    @override
    def first_field(self) -> QWidget | None:
        return self.picker

    @override
    def stops(self) -> list[QWidget]:
        """Leave the body, with its many regions, until after the cards: the picker reaches every area by name."""
        stops, body = super().stops(), list(in_reading_order(self.body_view))
        others = [stop for stop in stops if stop not in body]
        return [*(stop for stop in others if stop is not self.note), *body, self.note]

    def card(self, target_id: TargetId) -> TargetCard | None:
        """Return the card of a target area."""
        return self.cards.widget(target_id)

    def _arrange(self, targets: tuple[TargetArea, ...]) -> None:
        for count, target in enumerate(targets, start=1):
            self._making = target
            if self.cards.widget(target.target_id) is None:
                self.cards.arrange([t.target_id for t in targets[:count]])
        self.cards.arrange([t.target_id for t in targets])

    def _make_card(self) -> TargetCard:
        knowledge = self.desk.clinic.knowledge
        card = TargetCard(
            self._making, area=knowledge.areas.get(self._making.area), questions=area_questions(knowledge), wording=self.desk.wording,
            length_unit=self.tr("in") if self._unit is Unit.IN else self.tr("cm"),
        )
        card.opened.connect(self._on_opened)
        card.removed.connect(self._on_removed)
        card.picked.connect(self._on_picked)
        card.typed.connect(self._on_typed)
        card.answered.connect(self._on_answered)
        card.left.connect(self.desk.editor.end_merge)
        card.went_on.connect(self.went_on)
        return card

    def _show(self, card: TargetCard, target: TargetArea) -> None:
        is_open = target.target_id == self._open
        card.show_target(target, outline=self._outline_of(target), is_open=is_open)
        if not is_open:
            return
        card.show_questions(frozenset(q.id for q in target_questions(target, self.document, self.desk.clinic.knowledge)))
        extent = target.extent
        texts = {
            "length": extent.length.typed if extent else "", "width": extent.width.typed if extent else "",
            "pinch": target.pinch.typed if target.pinch else "",
        }
        for name, field in card.quantities.items():
            refused = self.refused_text(field.path)
            if refused is None:
                field.show_value(texts[name])
            else:
                field.show_value(refused, refusal=self._refusal(target, name, refused))

    def _refusal(self, target: TargetArea, name: str, text: str) -> str:
        try:
            self._measure(target, name, text)
        except UserError as error:
            return self.sentence(error)
        return ""

    def _build(self) -> None:
        wording = self.desk.wording
        self.body_view = AreaBody(wording=wording)
        self.picker = AreaPicker(knowledge=self.desk.clinic.knowledge, wording=wording)
        self._register("target", self.picker)
        left = QVBoxLayout()
        left.setSpacing(8)
        left.addWidget(self.picker)
        left.addWidget(self.body_view, 1)
        self._none = label(self.tr("Choose an area on the body, or type its name."), Role.MUTED)
        self.cards: KeyedColumn[TargetId, TargetCard] = KeyedColumn(self._make_card)
        right = QVBoxLayout()
        right.setSpacing(8)
        right.addWidget(self._none)
        right.addWidget(self.cards)
        right.addStretch(1)
        both = QHBoxLayout()
        both.setSpacing(16)
        both.addLayout(left, 10)
        both.addLayout(right, 17)
        self.body.addLayout(both, 1)
        self.body_view.set_available(tuple(self.desk.clinic.knowledge.areas))
        self.body_view.area_toggled.connect(self._on_toggled)
        self.picker.area_chosen.connect(self._on_area_chosen)
        self.picker.went_on.connect(self.went_on)

    def _on_toggled(self, area: str, side: Side) -> None:
        here = [t for t in self.document.target_areas if t.area == area]
        held = next((t for t in here if side in _SIDES.get(t.side, frozenset({t.side}))), None)
        other = next((t for t in here if t.side in (Side.LEFT, Side.RIGHT) and t.side is not side), None)
        if held is not None and self._open != held.target_id:
            self._on_opened(held.target_id)
        elif held is not None and held.side is Side.BOTH:
            rest = Side.RIGHT if side is Side.LEFT else Side.LEFT
            self.edit(partial(edits.put_target, target=replace(held, side=rest)))
        elif held is not None and is_empty(held):
            self._on_removed(held.target_id)
        elif other is not None and held is None:
            self._open = other.target_id
            self.edit(partial(edits.put_target, target=replace(other, side=Side.BOTH)))
        elif held is None:
            self._on_area_chosen(area, side)

    def _on_area_chosen(self, area: str, side: Side) -> None:
        entry = self.desk.clinic.knowledge.areas.get(area)
        there = next((t for t in self.document.target_areas if t.area == area and t.side is side), None)
        if there is not None:
            self._on_opened(there.target_id)
            return
        aim = entry.aims[0] if entry is not None and len(entry.aims) == 1 else None
        target = TargetArea(target_id=TargetId(self.desk.clinic.new_id()), area=area, side=side, aim=aim)
        self._open = target.target_id
        self.edit(partial(edits.put_target, target=target))
        self.body_view.turn_to(area, side)
        card = self.cards.widget(target.target_id)
        if card is not None and self.focusWidget() is self.picker:
            first = card.length if aim is not None else card.aim
            first.setFocus(Qt.FocusReason.TabFocusReason)

    def _on_opened(self, target_id: TargetId) -> None:
        """Open a card, turn the body to it and, when the closed card had the focus, go on in its first field."""
        card, target = self.cards.widget(target_id), self._target(target_id)
        had_focus = card is not None and card.hasFocus()
        if self._open != target_id:
            self._open = target_id
            self.refresh()
        if target is not None:
            self.body_view.turn_to(target.area, target.side)
        if card is not None and had_focus:
            card.length.setFocus(Qt.FocusReason.TabFocusReason)

    def _on_removed(self, target_id: TargetId) -> None:
        self.edit(partial(edits.remove_target, target_id=target_id))
        self.picker.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_picked(self, target_id: TargetId, field: str, value: object) -> None:
        target = self._target(target_id)
        if target is None:
            return
        match field:
            case "outline":
                if isinstance(value, Outline):
                    self._pick_outline(target, value)
            case "side":
                self.edit(partial(edits.put_target, target=replace(target, side=value)))
            case "aim":
                self.edit(partial(edits.put_target, target=replace(target, aim=value if isinstance(value, Aim) else None)))
            case _:
                self.edit(partial(edits.put_target, target=replace(target, deposit=value)))

    def _outline_of(self, target: TargetArea) -> Outline:
        """Return the outline of the extent, the one that waits with half an extent, or the one chosen for it."""
        if target.extent is not None:
            return target.extent.outline
        waiting = self.refused_text(f"target.{target.target_id}.outline")
        return next((o for o in Outline if o.value == waiting), self._outlines.get(target.target_id, Outline.ELLIPSE))

    def _pick_outline(self, target: TargetArea, outline: Outline) -> None:
        """Record the outline; before anything is measured there is nothing that it could be recorded with."""
        self._outlines[target.target_id] = outline
        path = f"target.{target.target_id}"
        if target.extent is not None:
            self.edit(partial(edits.put_target, target=replace(target, extent=replace(target.extent, outline=outline))))
        elif any(self.refused_text(f"{path}.{part}") for part in ("length", "width")):
            self.edit(partial(edits.refuse_entry, field=f"{path}.outline", text=outline.value))
        else:
            self.refresh()

    def _on_typed(self, target_id: TargetId, name: str, text: str) -> None:
        target = self._target(target_id)
        if target is None:
            return
        path = f"target.{target_id}.{name}"
        if name == "note":
            self.edit(partial(edits.put_target, target=replace(target, note=text)), merge_key=path)
        elif name == "pinch":
            self._type_pinch(target, path, text)
        else:
            self._type_extent(target, path, name, text)

    def _type_pinch(self, target: TargetArea, path: str, text: str) -> None:
        try:
            pinch = thickness(text) if text.strip() else None
        except UserError:
            self.edit(partial(put_refused, target=replace(target, pinch=None), path=path, text=text), merge_key=path)
        else:
            self.edit(partial(put_accepted, target=replace(target, pinch=pinch), paths=(path,)), merge_key=path)

    def _type_extent(self, target: TargetArea, path: str, name: str, text: str) -> None:
        """Keep length and width until both can be read; half an extent waits as typed."""
        other = "width" if name == "length" else "length"
        other_path, outline_path = (f"target.{target.target_id}.{part}" for part in (other, "outline"))
        outline = self._outline_of(target)
        refused = self.refused_text(other_path)
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
        self.edit(change, merge_key=path)

    def _measure(self, target: TargetArea, name: str, text: str) -> Length | None:
        if name == "pinch":
            if text.strip():
                thickness(text)
            return None
        entry = self.desk.clinic.knowledge.areas.get(target.area)
        bounds = EXTENT_CM if entry is None else Bounds(low=EXTENT_CM.low, high=entry.plausible_cm)
        return length(text, self._unit, bounds=bounds) if text.strip() else None

    def _on_answered(self, target_id: TargetId, question: str, answer: Answer | None) -> None:
        self.edit(partial(edits.answer_for_target, target_id=target_id, question=question, answer=answer))

    def _target(self, target_id: TargetId) -> TargetArea | None:
        return next((t for t in self.document.target_areas if t.target_id == target_id), None)
