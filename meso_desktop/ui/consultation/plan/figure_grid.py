"""Figures in rows and columns: Tab stops once, the arrow keys go from one to the next, and one at a time is open."""

from collections.abc import Hashable, Mapping
from typing import Generic, TypeVar

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from meso_desktop.ui.consultation.plan.figure_button import FigureButton
from meso_desktop.ui.consultation.reading_order import stop_once

K = TypeVar("K", bound=Hashable)


class FigureGrid(QWidget, Generic[K]):
    """Emits `wanted` with the key of the figure whose working is to be open, None for none."""

    wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        """Begin without figures."""
        super().__init__(parent)
        self.grid = QGridLayout(self)
        self.grid.setContentsMargins(0, 0, 0, 0)
        self.grid.setSpacing(0)
        self._buttons: dict[K, FigureButton] = {}
        self._places: dict[FigureButton, tuple[int, int]] = {}
        self._open: K | None = None

    @property
    def open_key(self) -> K | None:
        """The figure whose working shows."""
        return self._open

    def button(self, key: K) -> FigureButton | None:
        """Return the button of a figure."""
        return self._buttons.get(key)

    def put(self, key: K, button: FigureButton, *, row: int, column: int, columns: int = 1) -> None:
        """Put a figure into its place."""
        self._buttons[key] = button
        self._places[button] = (row, column)
        self.grid.addWidget(button, row, column, 1, columns)
        button.clicked.connect(self._on_clicked)
        button.escaped.connect(self._on_escaped)
        button.moved.connect(self._on_moved)
        self.stop()

    def close_open(self) -> None:
        """Ask for no working, the focus back on the figure whose working showed."""
        button = self._buttons.get(self._open) if self._open is not None else None
        self.wanted.emit(None)
        if button is not None:
            button.setFocus(Qt.FocusReason.OtherFocusReason)

    def rekey(self, keys: Mapping[K, K]) -> None:
        """Let buttons stand for other figures; what was open is closed."""
        moved = {new: self._buttons.pop(old) for old, new in keys.items()}
        self._buttons.update(moved)
        if self._open in keys:
            self._open = None

    def drop(self, key: K) -> None:
        """Take a figure out."""
        button = self._buttons.pop(key)
        del self._places[button]
        self.grid.removeWidget(button)
        button.hide()
        button.deleteLater()
        if self._open == key:
            self._open = None

    def show_open(self, key: K | None) -> None:
        """Show which figure is open, and let Tab come to it."""
        self._open = key
        for held, button in self._buttons.items():
            button.setChecked(held == key)
        self.stop()

    def stop(self) -> None:
        """Let Tab stop at the open figure or, with none open, at the first that shows."""
        shown = [button for button in self._buttons.values() if not button.isHidden()]
        focused = next((button for button in shown if button.hasFocus()), None)
        at = focused or (self._buttons.get(self._open) if self._open is not None else None)
        if shown:
            stop_once(self._buttons.values(), at=at if at in shown else shown[0])

    def _on_clicked(self) -> None:
        pressed = self.sender()
        key = next((key for key, button in self._buttons.items() if button is pressed), None)
        self.wanted.emit(None if key == self._open else key)

    def _on_escaped(self) -> None:
        self.wanted.emit(None)

    def _on_moved(self, way: QPoint) -> None:
        """Go to the nearest figure in a direction: in the row or, up and down, in the next row that has some."""
        here = next((button for button in self._places if button is self.sender()), None)
        if here is None:
            return
        row, column = self._places[here]
        shown = {place: button for button, place in self._places.items() if not button.isHidden()}
        if way.x():
            found = [c for r, c in shown if r == row and (c - column) * way.x() > 0]
            place = (row, min(found, key=lambda c: abs(c - column))) if found else None
        else:
            rows = [r for r, _ in shown if (r - row) * way.y() > 0]
            next_row = min(rows, key=lambda r: abs(r - row)) if rows else None
            columns = [c for r, c in shown if r == next_row]
            place = (next_row, min(columns, key=lambda c: abs(c - column))) if next_row is not None else None
        if place is not None:
            stop_once(self._buttons.values(), at=shown[place])
            shown[place].setFocus(Qt.FocusReason.TabFocusReason)
