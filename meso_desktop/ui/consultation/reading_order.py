"""The order in which Tab goes through a part of the window: that of reading, whatever was made when.

Qt goes in the order in which widgets were made, and cards and rows are made as findings and areas come and go.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLayout, QScrollArea, QStackedWidget, QWidget

_ROW: Final = "goes_field_by_field"
_AFTER: Final = "comes_after_the_fields"


def go_field_by_field(row: QWidget, *, then: Iterable[QWidget]) -> None:
    """Let Tab go through the fields of a row before what comes and goes below them: what is typed next is for the next field."""
    row.setProperty(_ROW, True)
    for below in then:
        below.setProperty(_AFTER, True)


def in_reading_order(part: QWidget) -> Iterator[QWidget]:
    """Yield what Tab stops at within `part`, itself first, in the order of its layouts."""
    found = _in_order(part)
    yield from sorted(found, key=lambda stop: bool(stop.property(_AFTER))) if part.property(_ROW) else found


def _in_order(part: QWidget) -> Iterator[QWidget]:
    if not part.isVisible():
        return
    if part.focusPolicy() & Qt.FocusPolicy.TabFocus and part.isEnabled() and part.focusProxy() is None:
        yield part
    for inside in _inside(part):
        yield from in_reading_order(inside)


def neighbour(stops: Sequence[QWidget], focused: QWidget, *, is_forward: bool) -> QWidget | None:
    """Return the stop before or after the one that has the focus, at the end the one at the other end."""
    if not stops:
        return None
    here = next((n for n, stop in enumerate(stops) if stop is focused), None)
    if here is None:
        here = next((n for n, stop in enumerate(stops) if stop.isAncestorOf(focused)), None)
    if here is None:
        return stops[0] if is_forward else stops[-1]
    return stops[(here + (1 if is_forward else -1)) % len(stops)]


def stop_once(buttons: Iterable[QWidget], *, at: QWidget) -> None:
    """Let Tab stop at one of several buttons of which one is chosen; the arrow keys reach the others."""
    for button in buttons:
        button.setFocusPolicy(Qt.FocusPolicy.StrongFocus if button is at else Qt.FocusPolicy.ClickFocus)


def bring_into_view(widget: QWidget) -> None:
    """Scroll whatever the widget is in until it is seen."""
    above = widget.parentWidget()
    while above is not None:
        if isinstance(above, QScrollArea):
            above.ensureWidgetVisible(widget, 0, 24)
        above = above.parentWidget()


def _inside(part: QWidget) -> Iterator[QWidget]:
    layout = part.layout()
    if isinstance(part, (QScrollArea, QStackedWidget)):
        shown = part.widget() if isinstance(part, QScrollArea) else part.currentWidget()
        if shown is not None:
            yield shown
    elif layout is not None:
        yield from _of_layout(layout)


def _of_layout(layout: QLayout) -> Iterator[QWidget]:
    for place in range(layout.count()):
        item = layout.itemAt(place)
        if item is None:
            continue
        widget, nested = item.widget(), item.layout()
        if widget is not None:
            yield widget
        elif nested is not None:
            yield from _of_layout(nested)
