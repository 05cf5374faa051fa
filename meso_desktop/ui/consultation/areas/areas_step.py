"""Target areas: chosen on the body or by name, each measured on a card."""

from functools import partial
from typing import Final

from msgspec.structs import replace
from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QSizePolicy, QVBoxLayout, QWidget
from typing_extensions import override

from meso_desktop.domain import edits
from meso_desktop.domain.areas import BodyMark, Side, TargetArea
from meso_desktop.domain.consultation import Step
from meso_desktop.domain.ids import TargetId
from meso_desktop.domain.people import Sex
from meso_desktop.ui.body.body_canvas import ANYWHERE
from meso_desktop.ui.consultation.areas.area_body import AreaBody
from meso_desktop.ui.consultation.areas.area_picker import AreaPicker
from meso_desktop.ui.consultation.areas.target_card import TargetCard
from meso_desktop.ui.consultation.areas.target_cards import TargetCards
from meso_desktop.ui.consultation.areas.target_edits import OTHER, is_empty
from meso_desktop.ui.consultation.last_time.last_time_offer import LastTimeOffer
from meso_desktop.ui.consultation.reading_order import bring_into_view, in_reading_order
from meso_desktop.ui.consultation.step_page import StepPage
from meso_desktop.ui.consultation.workplace import Workplace

_CARDS_WIDTH: Final = 360
"""What the questions of a card need; the rest of the page is the body's."""
_GAP: Final = 16


def _sides(side: Side) -> tuple[Side, ...]:
    return (Side.LEFT, Side.RIGHT) if side is Side.BOTH else (side,)


class AreasPage(StepPage):
    """The body over the whole page; once areas are chosen, beside it their cards, which scroll by themselves.

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
        self.body_view.set_selected([(t.area, side) for t in targets for side in _sides(t.side)])
        self._cards_view.setVisible(bool(targets))
        is_crowded = bool(targets) or self.desk.last_time.may_fill_areas
        self.aside.setText("" if is_crowded else self.tr("Choose an area on the body, or type its name."))
        self.cards.refresh()
        self._show_spots()
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
    def focus_field(self, path: str) -> None:
        super().focus_field(path)
        focused = self.focusWidget()
        if focused is not None:
            bring_into_view(focused)

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

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        """Choose areas again when the page is come back to."""
        super().hideEvent(event)
        self._end_marking()

    def _build(self) -> None:
        wording = self.desk.wording
        self._marking: TargetId | None = None
        self.body_view = AreaBody(knowledge=self.desk.clinic.knowledge, wording=wording)
        self.picker = AreaPicker(knowledge=self.desk.clinic.knowledge, wording=wording)
        self.picker.setFixedWidth(240)
        self._register("target", self.picker)
        self.last_time = LastTimeOffer(self.desk.last_time, is_of_areas=True)
        self.top.setAlignment(self.aside, Qt.AlignmentFlag.AlignVCenter)
        self.top.addWidget(self.picker)
        self.top.addWidget(self.last_time)
        self.cards = TargetCards(self)
        self._cards_view = _scrolled(self.last_time.told, self.cards)
        both = QHBoxLayout()
        both.setSpacing(_GAP)
        both.addWidget(self.body_view, 1)
        both.addWidget(self._cards_view, 1)
        self.body.addLayout(both, 1)
        self.body_view.set_available(tuple(self.desk.clinic.knowledge.areas))
        self._connect()

    def _connect(self) -> None:
        self.body_view.area_toggled.connect(self._on_toggled)
        self.body_view.area_parted.connect(self._on_parted)
        self.body_view.spot_marked.connect(self._on_spot_marked)
        self.body_view.marking_left.connect(self._end_marking)
        self.picker.area_chosen.connect(self._on_area_chosen)
        self.picker.went_on.connect(self.went_on)
        self.cards.turned.connect(self._on_turned)
        self.cards.removed.connect(self._on_removed)
        self.cards.canvas_wanted.connect(self.canvas_wanted)
        self.cards.spot_wanted.connect(self._on_spot_wanted)
        self.last_time.filled.connect(self.cards.copied.begin)
        self.desk.last_time.changed.connect(self._show_ghost)
        self._show_ghost()

    def _show_ghost(self) -> None:
        """Let the areas of the last signed consultation stand behind those of today."""
        earlier = self.desk.last_time.document
        if earlier is None:
            self.body_view.show_ghost((), day="")
        else:
            keys = [(t.area, side) for t in earlier.target_areas for side in _sides(t.side)]
            spots = [t.mark for t in earlier.target_areas if t.mark is not None]
            self.body_view.show_ghost(keys, day=self.desk.wording.day(earlier.visit_on), spots=spots)

    def _show_spots(self) -> None:
        marked = [(t.mark, t.target_id == self.cards.open_id) for t in self.document.target_areas if t.mark is not None]
        self.body_view.show_spots(marked)
        for target in self.document.target_areas:
            if target.target_id == self.cards.open_id:
                self.body_view.look_at(target.area, target.side)

    def _on_toggled(self, area: str, side: Side) -> None:
        """Choose an area, of a pair both sides; go to one that is chosen; take away the half of an open pair that is clicked."""
        here = [t for t in self.document.target_areas if t.area == area]
        held = next((t for t in here if side in _sides(t.side)), None)
        if held is None:
            self._on_area_chosen(area, Side.BOTH if side in OTHER else side)
            if (area, side) == ANYWHERE:
                self._on_spot_wanted(self.document.target_areas[-1].target_id)
        elif self.cards.open_id != held.target_id:
            self.cards.open_card(held.target_id)
        elif held.side is Side.BOTH:
            self.edit(partial(edits.put_target, target=replace(held, side=OTHER[side])))
        elif is_empty(held):
            self._on_removed(held.target_id)

    def _on_parted(self, area: str, side: Side) -> None:
        """Make one side an area of its own: of a pair chosen, or when nothing is chosen there yet."""
        held = next((t for t in self.document.target_areas if t.area == area and side in _sides(t.side)), None)
        if held is not None and held.side is Side.BOTH:
            self.cards.part(held.target_id, side)
        elif held is not None:
            self.cards.open_card(held.target_id)
        else:
            self._add(area, side)

    def _on_area_chosen(self, area: str, side: Side) -> None:
        """Go to the area if a side of it is there; both sides chosen beside one make a pair of it."""
        here = [t for t in self.document.target_areas if t.area == area and t.side.overlaps(side)]
        if not here:
            self._add(area, side)
        elif len(here) == 1 and side is Side.BOTH and here[0].side is not side:
            self.cards.open_id = here[0].target_id
            self.edit(partial(edits.put_target, target=replace(here[0], side=side)))
        else:
            self.cards.open_card(here[0].target_id)

    def _add(self, area: str, side: Side) -> None:
        entry = self.desk.clinic.knowledge.areas.get(area)
        aim = entry.aims[0] if entry is not None and len(entry.aims) == 1 else None
        target = TargetArea(target_id=TargetId(self.desk.clinic.new_id()), area=area, side=side, aim=aim)
        self.cards.open_id = target.target_id
        self.edit(partial(edits.put_target, target=target))
        if not self.body_view.canvas.hasFocus():  # what was clicked there is in view
            self.body_view.turn_to(area, side)
        card = self.cards.card(target.target_id)
        if card is not None and self.focusWidget() is self.picker:
            first = card.length if aim is not None else card.aim
            first.setFocus(Qt.FocusReason.TabFocusReason)

    def _on_turned(self, target: TargetArea) -> None:
        self.body_view.turn_to(target.area, target.side)
        self._show_spots()

    def _on_removed(self, target_id: TargetId) -> None:
        self.edit(partial(edits.remove_target, target_id=target_id))
        self.picker.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_spot_wanted(self, target_id: TargetId) -> None:
        self._marking = target_id
        target = next((t for t in self.document.target_areas if t.target_id == target_id), None)
        if target is not None and target.mark is not None:
            self.body_view.show_mark(target.mark)
        elif target is not None and not self.body_view.canvas.hasFocus():  # what was clicked there is in view
            self.body_view.turn_to(target.area, target.side)
        self.body_view.begin_marking()

    def _on_spot_marked(self, mark: BodyMark) -> None:
        target = next((t for t in self.document.target_areas if t.target_id == self._marking), None)
        self._end_marking()
        if target is not None:
            self.edit(partial(edits.put_target, target=replace(target, mark=mark)))

    def _end_marking(self) -> None:
        """Choose areas again, with the focus where marking began."""
        card = None if self._marking is None else self.cards.card(self._marking)
        self._marking = None
        self.body_view.end_marking()
        if card is not None and card.is_open and self.isVisible():
            card.body.spot.mark.setFocus(Qt.FocusReason.OtherFocusReason)


def _scrolled(*parts: QWidget) -> QScrollArea:
    """Return a column of `parts` that takes the height there is and scrolls by itself, so that the body stays in view."""
    inside = QWidget()
    column = QVBoxLayout(inside)
    column.setContentsMargins(0, 0, 8, 0)
    column.setSpacing(8)
    for part in parts:
        column.addWidget(part)
    column.addStretch(1)
    view = QScrollArea()
    view.setWidgetResizable(True)
    view.setFrameShape(QFrame.Shape.NoFrame)
    view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    view.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
    view.setMinimumWidth(_CARDS_WIDTH)
    view.setWidget(inside)
    return view
