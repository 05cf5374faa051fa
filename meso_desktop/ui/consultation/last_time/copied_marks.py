"""Marks what was copied from the last consultation on the cards of a page, and accepts what of it is on the screen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QRegion
from PySide6.QtWidgets import QBoxLayout, QWidget
from shiboken6 import isValid

from meso_desktop.domain.accepting import accept, not_accepted
from meso_desktop.ui.consultation.folding_card import FoldingCard
from meso_desktop.ui.consultation.last_time.copied_bar import CopiedBar, mark_copied
from meso_desktop.ui.consultation.reading_order import bring_into_view
from meso_desktop.ui.instants import short_day

if TYPE_CHECKING:
    from meso_desktop.ui.consultation.step_page import StepPage

Fields = Mapping[str, Sequence[QWidget]]


@dataclass(kw_only=True)
class _Held:
    """A card, or a part of the page, that shows the copied values under one prefix."""

    holder: QWidget
    bar: CopiedBar
    head: QWidget
    prefix: str = ""
    fields: Fields = field(default_factory=dict)
    marked: tuple[frozenset[str], frozenset[str]] = (frozenset(), frozenset())

    @property
    def is_open(self) -> bool:
        return not isinstance(self.holder, FoldingCard) or self.holder.is_open

    def is_on_screen(self, path: str) -> bool:
        """Tell whether a value can be read now, every part of it; one without a field of its own is read in the head of the card."""
        shown = [widget for widget in self._shown(path) if widget.isVisibleTo(self.holder)]
        return self.is_open and bool(shown) and all(_is_in_view(widget) for widget in shown)

    def bring(self, path: str) -> None:
        """Scroll to where a value stands."""
        bring_into_view(next((widget for widget in self._shown(path) if widget.isVisibleTo(self.holder)), self.head))

    def _shown(self, path: str) -> Sequence[QWidget]:
        return self.fields.get(path.rpartition(".")[2], (self.head,))


class CopiedMarks(QObject):
    """Serves the cards of one page, each with the prefix of its values, such as ``target.<id>``."""

    def __init__(self, page: StepPage, *, next_field: str = "") -> None:
        """Begin without cards; `next_field` is the last part of the path to go on with once all is accepted."""
        super().__init__(page)
        self._page = page
        self._next_field = next_field
        self._held: list[_Held] = []

    def show_on(self, holder: QWidget, *, prefix: str, place: str, fields: Fields) -> None:
        """Show on a card what waits under `prefix`; `fields` are its widgets by the last part of a path, `place` names it."""
        held = self._of(holder)
        held.prefix, held.fields = prefix, fields
        document = self._page.document
        waiting = not_accepted(document, prefix)
        copied_on = document.visit_on if document.copied is None else document.copied.visit_on
        held.bar.show_waiting(len(waiting), day=short_day(copied_on), place=place, is_open=held.is_open)
        names = frozenset(path.rpartition(".")[2] for path in waiting)
        if (names, frozenset(fields)) == held.marked:
            return
        held.marked = (names, frozenset(fields))
        told = self.tr("From %1, not yet accepted").replace("%1", self._page.desk.wording.day(copied_on))
        for name, widgets in fields.items():
            mark_copied(widgets, told if name in names else "")

    def bar(self, prefix: str) -> CopiedBar | None:
        """Return the bar of a card."""
        return next((held.bar for held in self._present() if held.prefix == prefix), None)

    def begin(self) -> None:
        """Go to the first card that has something to accept."""
        waiting = self._waiting()
        if waiting:
            self._go_to(waiting[0])

    def accept_seen(self) -> bool:
        """Accept what waits on the open card and is on the screen, then go to the next one; False when nothing waits on the page."""
        waiting = self._waiting()
        if not waiting:
            return False
        self._accept(next((held for held in waiting if held.is_open), waiting[0]))
        return True

    def _of(self, holder: QWidget) -> _Held:
        found = next((held for held in self._present() if held.holder is holder), None)
        if found is None:
            bar, head = _bar_in(holder)
            found = _Held(holder=holder, bar=bar, head=head)
            found.bar.accept_wanted.connect(partial(self._accept, found))
            self._held.append(found)
        return found

    def _present(self) -> list[_Held]:
        """Return the cards that are there still."""
        self._held = [held for held in self._held if isValid(held.holder)]
        return self._held

    def _waiting(self) -> list[_Held]:
        document = self._page.document
        return [held for held in self._present() if held.holder.isVisibleTo(self._page) and not_accepted(document, held.prefix)]

    def _accept(self, held: _Held) -> None:
        paths = not_accepted(self._page.document, held.prefix)
        seen = [path for path in paths if held.is_on_screen(path)]
        if seen:
            self._page.desk.editor.end_merge()
            self._page.edit(partial(accept, paths=seen))
        left = [path for path in paths if path not in seen]
        if left:
            self._go_to(held)
            held.bring(left[0])
            return
        others = self._waiting()
        if others:
            self._go_to(others[0])
        elif self._next_field:
            self._page.focus_field(f"{held.prefix}.{self._next_field}")

    def _go_to(self, held: _Held) -> None:
        """Open a card and put the focus on its button, so that the same key goes on there."""
        if isinstance(held.holder, FoldingCard) and not held.holder.is_open:
            held.holder.ask_to_open()
        bring_into_view(held.bar)
        held.bar.accept.setFocus(Qt.FocusReason.OtherFocusReason)


def _bar_in(holder: QWidget) -> tuple[CopiedBar, QWidget]:
    """Put a bar below the head of a card, and its tag into the head; return the bar and what names the card."""
    bar, layout = CopiedBar(holder), holder.layout()
    name = holder
    if isinstance(layout, QBoxLayout):
        head = layout.itemAt(0)
        row = None if head is None else head.layout()
        if isinstance(row, QBoxLayout):
            first = row.itemAt(0)
            name = holder if first is None else first.widget() or holder
            row.insertWidget(1, bar.tag)
        layout.insertWidget(1, bar)
    return bar, name


def _is_in_view(widget: QWidget) -> bool:
    return widget.isVisible() and QRegion(widget.rect()).subtracted(widget.visibleRegion()).isEmpty()
