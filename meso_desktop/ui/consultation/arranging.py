"""Keeps a column of widgets in step with keyed values, reusing each widget for its key."""

from collections.abc import Callable, Hashable, Iterable
from typing import Generic, TypeVar

from PySide6.QtWidgets import QVBoxLayout, QWidget

W = TypeVar("W", bound=QWidget)
K = TypeVar("K", bound=Hashable)


class KeyedColumn(QWidget, Generic[K, W]):
    """A column whose widgets are made once for each key, moved when the order changes, and dropped when their key is gone.

    The last `keeps` of those dropped wait hidden for their key: what comes and goes while a figure is typed is not made anew.
    """

    def __init__(self, make: Callable[[], W], *, spacing: int = 8, keeps: int = 0, parent: QWidget | None = None) -> None:
        """Make an empty column."""
        super().__init__(parent)
        self._make = make
        self._widgets: dict[K, W] = {}
        self._keeps = keeps
        self._kept: dict[K, W] = {}
        self._order: list[K] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(spacing)

    def widget(self, key: K) -> W | None:
        """Return the widget of `key`."""
        return self._widgets.get(key)

    def widgets(self) -> tuple[W, ...]:
        """Return the widgets in order."""
        return tuple(self._widgets[key] for key in self._order)

    def arrange(self, keys: Iterable[K]) -> None:
        """Show one widget for each of `keys`, in that order; one that holds the focus is not moved from its place."""
        wanted = list(dict.fromkeys(keys))
        if wanted == self._order:
            return
        for key in [key for key in self._order if key not in wanted]:
            self._drop(key)
        for key in wanted:
            if key not in self._widgets:
                kept = self._kept.pop(key, None)
                self._widgets[key] = self._make() if kept is None else kept
        for place, key in enumerate(wanted):
            if self._column.indexOf(self._widgets[key]) != place:
                self._column.insertWidget(place, self._widgets[key])
                self._widgets[key].show()
        self._order = wanted

    def _drop(self, key: K) -> None:
        """Take a widget out, and let the one go that has waited longest where too many wait."""
        gone = self._widgets.pop(key)
        self._column.removeWidget(gone)
        gone.hide()
        self._kept[key] = gone
        while len(self._kept) > self._keeps:
            self._kept.pop(next(iter(self._kept))).deleteLater()
