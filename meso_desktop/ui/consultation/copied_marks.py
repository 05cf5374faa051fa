"""Marks what was copied from the last consultation on the cards of a page, and accepts what of it is on the screen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QBoxLayout, QWidget
from shiboken6 import isValid

from meso_desktop.domain.accepting import accept, not_accepted
from meso_desktop.ui.consultation.copied_bar import CopiedBar, mark_copied
from meso_desktop.ui.consultation.folding_card import FoldingCard
from meso_desktop.ui.consultation.reading_order import bring_into_view

if TYPE_CHECKING:
    from meso_desktop.ui.consultation.step_page import StepPage

Fields = Mapping[str, Sequence[QWidget]]


@dataclass(kw_only=True)
class _Held:
    """A card, or a part of the page, that shows the copied values under one prefix."""

    holder: QWidget
    bar: CopiedBar
    fields: Fields = field(default_factory=dict)

    @property
    def is_open(self) -> bool:
        return not isinstance(self.holder, FoldingCard) or self.holder.is_open

    def is_on_screen(self, path: str) -> bool:
        """Tell whether a value can be seen now; one without a field of its own is seen with the card."""
        shown = self.fields.get(path.rpartition(".")[2], (self.holder,))
        return self.is_open and any(not widget.visibleRegion().isEmpty() for widget in shown)

    def bring(self, path: str) -> None:
        """Scroll to where a value stands."""
        shown = self.fields.get(path.rpartition(".")[2], (self.holder,))
        bring_into_view(next((widget for widget in shown if widget.isVisibleTo(self.holder)), self.holder))


class CopiedMarks(QObject):
    """Serves the cards of one page, each under the prefix of its values, such as ``target.<id>``."""

    def __init__(self, page: StepPage) -> None:
        """Begin without cards."""
        super().__init__(page)
        self._page = page
        self._held: dict[str, _Held] = {}

    def show_on(self, holder: QWidget, *, prefix: str, place: str, fields: Fields) -> None:
        """Show on a card what waits under `prefix`; `fields` are its widgets by the last part of a path, `place` names it."""
        held = self._held.get(prefix)
        if held is None or held.holder is not holder:
            held = self._held[prefix] = self._taken_up(holder, prefix)
        held.fields = fields
        document = self._page.document
        waiting = not_accepted(document, prefix)
        day = "" if document.copied is None else self._page.desk.wording.day(document.copied.visit_on)
        held.bar.show_waiting(len(waiting), day=day, place=place, is_open=held.is_open)
        names = {path.rpartition(".")[2] for path in waiting}
        told = self.tr("From %1, not yet accepted").replace("%1", day)
        for name, widgets in fields.items():
            mark_copied(widgets, told if name in names else "")

    def bar(self, prefix: str) -> CopiedBar | None:
        """Return the bar of a card."""
        held = self._held.get(prefix)
        return None if held is None else held.bar

    def accept_seen(self) -> bool:
        """Accept what waits on the open card and is on the screen, then go to the next one; False when nothing waits on the page."""
        waiting = [prefix for prefix in self._present() if not_accepted(self._page.document, prefix)]
        if not waiting:
            return False
        at_hand = next((prefix for prefix in waiting if self._held[prefix].is_open), waiting[0])
        self._accept(at_hand)
        return True

    def _taken_up(self, holder: QWidget, prefix: str) -> _Held:
        bar = CopiedBar(holder)
        bar.accept_wanted.connect(partial(self._accept, prefix))
        layout = holder.layout()
        if isinstance(layout, QBoxLayout):
            head = layout.itemAt(0)
            row = None if head is None else head.layout()
            if isinstance(row, QBoxLayout):
                row.insertWidget(1, bar.tag)
            layout.insertWidget(1, bar)
        return _Held(holder=holder, bar=bar)

    def _present(self) -> list[str]:
        """Return the prefixes whose cards are there still."""
        self._held = {prefix: held for prefix, held in self._held.items() if isValid(held.holder)}
        return [prefix for prefix, held in self._held.items() if held.holder.isVisibleTo(self._page)]

    def _accept(self, prefix: str) -> None:
        held = self._held[prefix]
        paths = not_accepted(self._page.document, prefix)
        seen = [path for path in paths if held.is_on_screen(path)]
        if seen:
            self._page.desk.editor.end_merge()
            self._page.edit(partial(accept, paths=seen))
        left = [path for path in paths if path not in seen]
        if left:
            self._go_to(prefix)
            held.bring(left[0])
            return
        others = [one for one in self._present() if not_accepted(self._page.document, one)]
        if others:
            self._go_to(others[0])

    def _go_to(self, prefix: str) -> None:
        """Open a card and put the focus on its button, so that the same key goes on there."""
        held = self._held[prefix]
        if isinstance(held.holder, FoldingCard) and not held.holder.is_open:
            held.holder.ask_to_open()
        bring_into_view(held.bar)
        held.bar.accept.setFocus(Qt.FocusReason.OtherFocusReason)
