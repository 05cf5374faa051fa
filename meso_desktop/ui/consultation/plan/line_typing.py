"""Makes edits of what is chosen and typed on the cards of the plan: read and kept, or refused and kept as typed."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from msgspec.structs import replace
from PySide6.QtCore import QObject

from meso_desktop.domain import edits
from meso_desktop.domain.errors import UserError
from meso_desktop.domain.ids import LineId, TargetId
from meso_desktop.domain.plan import PlanLine
from meso_desktop.ui.consultation.plan.figures import read_field
from meso_desktop.ui.consultation.plan.fitting import preparation_choices
from meso_desktop.ui.consultation.plan.line_edits import EMPTY, put_accepted, put_clean, put_proposed, put_refused
from meso_desktop.ui.typed_day import typed_day

if TYPE_CHECKING:
    from meso_desktop.ui.consultation.plan.line_card import LineCard
    from meso_desktop.ui.consultation.step_page import StepPage

_OF_DATES = ("sessions", "interval_days")


class LineTyping(QObject):
    """Serves the cards of one page."""

    def __init__(self, page: StepPage) -> None:
        """Send edits through `page`."""
        super().__init__(page)
        self._page = page

    def serve(self, card: LineCard) -> None:
        """Answer a new card."""
        card.protocol_picked.connect(self.pick_protocol)
        card.preparation_picked.connect(self._on_preparation)
        card.typed.connect(self._on_typed)
        card.restored.connect(self._on_restored)
        card.date_typed.connect(self._on_date)
        card.removed.connect(self._on_removed)
        card.left.connect(self._page.desk.editor.end_merge)
        card.went_on.connect(self._page.went_on)

    def line_of(self, target_id: TargetId) -> PlanLine | None:
        """Return the line of a target."""
        return next((line for line in self._page.document.plan.lines if line.target_id == target_id), None)

    def pick_protocol(self, target_id: TargetId, protocol_id: str) -> None:
        """Put the line under a protocol; figures typed for another one do not carry over."""
        clinic = self._page.desk.clinic
        line = self.line_of(target_id)
        if line is not None and line.protocol == protocol_id:
            return
        offered = preparation_choices(clinic.knowledge.protocols[protocol_id], knowledge=clinic.knowledge, wording=self._page.desk.wording)
        free = [c.key for c in offered if not c.why_not]
        line_id = line.line_id if line else LineId(clinic.new_id())
        preparation = free[0] if len(free) == 1 else ""
        new = PlanLine(line_id=line_id, target_id=target_id, protocol=protocol_id, preparation=preparation)
        self._page.edit(partial(put_clean, line=new))

    def _on_preparation(self, target_id: TargetId, preparation: str) -> None:
        line = self.line_of(target_id)
        if line is not None and preparation in self._page.desk.clinic.knowledge.preparations:  # all else is the clinic's own
            self._page.edit(partial(edits.put_line, line=replace(line, preparation=preparation)))

    def _on_typed(self, target_id: TargetId, name: str, text: str) -> None:
        line = self.line_of(target_id)
        if line is None:
            return
        path = f"line.{line.line_id}.{name}"
        try:
            value = read_field(name, text)
        except UserError:
            without = replace(line, **{name: EMPTY.get(name)})
            self._page.edit(partial(put_refused, line=without, path=path, text=text), merge_key=path)
        else:
            changed = replace(line, **{name: value}, dates=() if name in _OF_DATES else line.dates)
            self._page.edit(partial(put_accepted, line=changed, path=path), merge_key=path)

    def _on_restored(self, target_id: TargetId, name: str) -> None:
        line = self.line_of(target_id)
        if line is not None:
            changed = replace(line, dates=()) if name in _OF_DATES else line
            self._page.edit(partial(put_proposed, line=changed, name=name))

    def _on_date(self, target_id: TargetId, number: int, text: str) -> None:
        line = self.line_of(target_id)
        estimate = next((e for e in self._page.desk.editor.assessment.lines if line is not None and e.line == line.line_id), None)
        if line is None or estimate is None:
            return
        path = f"line.{line.line_id}.date.{number}"
        if not text.strip():  # an emptied field is on its way to another day, and left so it keeps the one it had
            self._page.edit(partial(edits.accept_entry, field=path), merge_key=path)
            return
        try:
            day = typed_day(text, order=self._page.desk.day_order)
        except UserError:
            self._page.edit(partial(edits.refuse_entry, field=path, text=text), merge_key=path)
            return
        dates = (*estimate.dates[:number], day, *estimate.dates[number + 1:])
        self._page.edit(partial(put_accepted, line=replace(line, dates=dates), path=path), merge_key=path)

    def _on_removed(self, target_id: TargetId) -> None:
        line = self.line_of(target_id)
        if line is not None:
            self._page.edit(partial(edits.remove_line, line_id=line.line_id))
