"""Target areas: chosen on the body or by name, each measured on a card."""

from functools import partial

from msgspec.structs import replace
from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from meso_desktop.domain import edits
from meso_desktop.domain.areas import Side, TargetArea
from meso_desktop.domain.consultation import Step
from meso_desktop.domain.ids import TargetId
from meso_desktop.domain.people import Sex
from meso_desktop.ui.consultation.area_body import AreaBody
from meso_desktop.ui.consultation.area_picker import AreaPicker
from meso_desktop.ui.consultation.last_time_offer import LastTimeOffer
from meso_desktop.ui.consultation.reading_order import in_reading_order
from meso_desktop.ui.consultation.step_page import StepPage
from meso_desktop.ui.consultation.target_card import TargetCard
from meso_desktop.ui.consultation.target_cards import TargetCards
from meso_desktop.ui.consultation.target_edits import is_empty
from meso_desktop.ui.consultation.workplace import Workplace
from meso_desktop.ui.theme import Role, label

_SIDES = {Side.BOTH: frozenset({Side.LEFT, Side.RIGHT})}


class AreasPage(StepPage):
    """The body with the list of names at the left, the cards of the areas chosen at the right.

    `canvas_wanted` carries the target whose outline the doctor wants to draw.
    """

    canvas_wanted = Signal(object)

    step = Step.AREAS

    def __init__(self, desk: Workplace, parent: QWidget | None = None) -> None:
        """Build the page."""
        super().__init__(desk, parent)
        self._build()

    @override
    def refresh(self) -> None:
        super().refresh()
        targets = self.document.target_areas
        sex = self.document.patient.sex if self.document.patient else Sex.FEMALE
        self.body_view.set_sex(Sex.MALE if sex is Sex.MALE else Sex.FEMALE)
        lit = [(t.area, side) for t in targets for side in _SIDES.get(t.side, frozenset({t.side}))]
        self.body_view.set_selected(lit)
        self._none.setVisible(not targets)
        self.cards.refresh()
        self.last_time.refresh()

    @override
    def confirm_seen(self) -> bool:
        return self.cards.copied.accept_seen()

    @override
    def field(self, path: str) -> QWidget | None:
        parts = path.split(".")
        is_field = parts[0] == "target" and len(parts) > 2  # noqa: PLR2004  # target, id, field
        target = next((t for t in self.document.target_areas if is_field and str(t.target_id) == parts[1]), None)
        return self.picker if target is None else self.cards.field(target, parts[2])

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
        return self.cards.card(target_id)

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
        self.cards = TargetCards(self)
        right = QVBoxLayout()
        right.setSpacing(8)
        self.last_time = LastTimeOffer(self.desk.last_time, is_of_areas=True)
        self.top.addWidget(self.last_time)
        right.addWidget(self.last_time.told)
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
        self.cards.turned.connect(self._on_turned)
        self.last_time.filled.connect(self.cards.copied.begin)
        self.cards.removed.connect(self._on_removed)

    def _on_toggled(self, area: str, side: Side) -> None:
        here = [t for t in self.document.target_areas if t.area == area]
        held = next((t for t in here if side in _SIDES.get(t.side, frozenset({t.side}))), None)
        other = next((t for t in here if t.side in (Side.LEFT, Side.RIGHT) and t.side is not side), None)
        if held is not None and self.cards.open_id != held.target_id:
            self.cards.open_card(held.target_id)
        elif held is not None and held.side is Side.BOTH:
            rest = Side.RIGHT if side is Side.LEFT else Side.LEFT
            self.edit(partial(edits.put_target, target=replace(held, side=rest)))
        elif held is not None and is_empty(held):
            self._on_removed(held.target_id)
        elif other is not None and held is None:
            self.cards.open_id = other.target_id
            self.edit(partial(edits.put_target, target=replace(other, side=Side.BOTH)))
        elif held is None:
            self._on_area_chosen(area, side)

    def _on_area_chosen(self, area: str, side: Side) -> None:
        entry = self.desk.clinic.knowledge.areas.get(area)
        there = next((t for t in self.document.target_areas if t.area == area and t.side is side), None)
        if there is not None:
            self.cards.open_card(there.target_id)
            return
        aim = entry.aims[0] if entry is not None and len(entry.aims) == 1 else None
        target = TargetArea(target_id=TargetId(self.desk.clinic.new_id()), area=area, side=side, aim=aim)
        self.cards.open_id = target.target_id
        self.edit(partial(edits.put_target, target=target))
        self.body_view.turn_to(area, side)
        card = self.cards.card(target.target_id)
        if card is not None and self.focusWidget() is self.picker:
            first = card.length if aim is not None else card.aim
            first.setFocus(Qt.FocusReason.TabFocusReason)

    def _on_turned(self, target: TargetArea) -> None:
        self.body_view.turn_to(target.area, target.side)

    def _on_removed(self, target_id: TargetId) -> None:
        self.edit(partial(edits.remove_target, target_id=target_id))
        self.picker.setFocus(Qt.FocusReason.OtherFocusReason)
