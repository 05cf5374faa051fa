"""The cards of the plan: one line a target area, one card open."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from meso_desktop.domain.begun_preparation import origin_of
from meso_desktop.domain.ids import TargetId
from meso_desktop.domain.working.figures_shown import Figure
from meso_desktop.ui.consultation.arranging import KeyedColumn
from meso_desktop.ui.consultation.last_time.copied_fields import line_fields
from meso_desktop.ui.consultation.last_time.copied_marks import CopiedMarks
from meso_desktop.ui.consultation.plan.favourite_protocols import FavouriteProtocols
from meso_desktop.ui.consultation.plan.line_card import LineCard
from meso_desktop.ui.consultation.plan.line_showing import LineShowing
from meso_desktop.ui.consultation.plan.line_typing import LineTyping
from meso_desktop.ui.consultation.plan.needle_row import NEEDLE_FIELDS
from meso_desktop.ui.consultation.plan.preparation_composing import LinePreparations
from meso_desktop.ui.consultation.reading_order import bring_into_view
from meso_desktop.ui.theme import Role, label

if TYPE_CHECKING:
    from meso_desktop.ui.consultation.step_page import StepPage


class LineCards(QWidget):
    """A part of the plan page; it shows the document's lines and sends edits through the page."""

    canvas_wanted = Signal(object)
    limit_wanted = Signal(object)
    finished = Signal()

    def __init__(self, page: StepPage) -> None:
        """Begin without cards."""
        super().__init__(page)
        self._page = page
        self._making: TargetId | None = None
        self._open: TargetId | None = None
        self.favourites = FavouriteProtocols(page.desk, self)
        self.preparations = LinePreparations(page)
        self._showing = LineShowing(page, self.favourites, self.preparations)
        self._typing = LineTyping(page)
        self.copied = CopiedMarks(page)
        self._cards: KeyedColumn[TargetId, LineCard] = KeyedColumn(self._make_card)
        self._refusal = label("", Role.REFUSAL)
        self._refusal.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._refusal)
        column.addWidget(self._cards)
        self.favourites.changed.connect(self.refresh)
        self.preparations.changed.connect(self.refresh)
        self.favourites.refused.connect(self._on_refused)

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
                line = self._typing.line_of(target.target_id)
                estimate = estimates.get(line.line_id) if line else None
                self._showing.show(card, target, line, estimate, is_open=target.target_id == self._open)
                place = self._page.desk.wording.term(f"area.{target.area}")
                self.copied.show_on(card, prefix=f"line.{line.line_id if line else None}", place=place, fields=line_fields(card))

    def card(self, target_id: TargetId) -> LineCard | None:
        """Return the card of a target area."""
        return self._cards.widget(target_id)

    def first_field(self) -> QWidget | None:
        """Return the first field of the open card."""
        held = self._cards.widget(self._open) if self._open is not None else None
        return held.choosers.first_field if held is not None else None

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
        origin = origin_of(path)
        begun = None if origin is None else self.preparations.take_up(target_id, origin)
        return begun or _field_of(card, parts)

    def _choose_open(self) -> None:
        """Keep the open card; failing it, open the first target without a line, or the first."""
        ids = [t.target_id for t in self._page.document.target_areas]
        if self._open not in ids:
            planned = {line.target_id for line in self._page.document.plan.lines}
            self._open = next((held for held in ids if held not in planned), ids[0] if ids else None)

    def _make_card(self) -> LineCard:
        if self._making is None:
            raise AssertionError
        desk = self._page.desk
        card = LineCard(self._making, wording=desk.wording, knowledge=desk.clinic.knowledge, day_order=desk.day_order)
        card.opened.connect(self._on_opened)
        card.protocol_picked.connect(self._on_protocol)
        card.favourite_wanted.connect(self._on_favourite)
        card.working_wanted.connect(self._on_working)
        card.canvas_wanted.connect(self.canvas_wanted)
        card.finished.connect(self._on_finished)
        card.left.connect(self.refresh)
        card.results.pane.limit_wanted.connect(self.limit_wanted)
        self._typing.serve(card)
        self.preparations.serve(card, self._making)
        return card

    def _on_opened(self, target_id: TargetId) -> None:
        """Open a card and, when the closed one had the focus, go on in its first field."""
        card = self._cards.widget(target_id)
        had_focus = card is not None and card.hasFocus()
        if self._open != target_id:
            self._open = target_id
            self.refresh()
        if card is not None and had_focus:
            card.choosers.first_field.setFocus(Qt.FocusReason.TabFocusReason)

    def _on_protocol(self, target_id: TargetId) -> None:
        """Open the card that the line is made on, and go on where the favourite stood that was taken."""
        card = self._cards.widget(target_id)
        self._open = target_id
        if card is not None and card.choosers.favourite.hasFocus():
            card.protocol.setFocus(Qt.FocusReason.TabFocusReason)

    def _on_finished(self, target_id: TargetId) -> None:
        """Go on to the next area, or past the last one."""
        ids = [target.target_id for target in self._page.document.target_areas]
        following = ids[ids.index(target_id) + 1:ids.index(target_id) + 2]
        card = self._cards.widget(following[0]) if following else None
        if card is None:
            self.finished.emit()
        else:
            (card.choosers.first_field if card.is_open else card).setFocus(Qt.FocusReason.TabFocusReason)
            bring_into_view(card)

    def _on_favourite(self, protocol: str, is_favourite: bool) -> None:  # noqa: FBT001  # a signal carries a positional boolean
        self._refusal.hide()
        self.favourites.mark(protocol, is_favourite=is_favourite)

    def _on_refused(self, sentence: str) -> None:
        self._refusal.setText(sentence)
        self._refusal.show()

    def _on_working(self, target_id: TargetId, figure: Figure | None) -> None:
        card, line = self._cards.widget(target_id), self._typing.line_of(target_id)
        if card is not None and line is not None:
            self._showing.show_working(card, line, figure)


def _field_of(card: LineCard, parts: list[str]) -> QWidget:
    """Return the field of a card, what hides it opened."""
    if parts[-2:-1] == ["date"] and int(parts[-1]) < len(card.dates):
        card.results.change_dates.setChecked(True)
        return card.dates[int(parts[-1])].edit
    if parts[-1] in NEEDLE_FIELDS:
        card.needle.opener.setChecked(True)
    figure = card.quantities.get(parts[-1])
    return figure.edit if figure is not None else card.choosers.first_field
