"""The drawn body from which areas are chosen, by mouse, touch and keyboard."""

from collections.abc import Callable, Collection, Iterable

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QTabBar, QVBoxLayout, QWidget
from typing_extensions import override

from meso_desktop.domain.areas import Side
from meso_desktop.domain.body import Body, View
from meso_desktop.domain.people import Sex
from meso_desktop.ui.body_canvas import BodyCanvas
from meso_desktop.ui.body_drawing import BodyColours, Key

__all__ = ["BodyColours", "BodyView"]

BODIES = (View.FRONT, View.BACK)
HEADS = (View.HEAD_FRONT, View.HEAD_RIGHT, View.HEAD_LEFT)
WIDE = 1.45
"""From this many times as wide as high, body and head stand side by side."""


class BodyView(QWidget):
    """Front and back figures and the enlarged head, side by side or behind two tabs as the space allows."""

    area_toggled = Signal(str, Side)

    def __init__(self, body: Body, *, name_of: Callable[[str, Side], str], parent: QWidget | None = None) -> None:
        """Show the female body with nothing chosen; `name_of` names an area and side in the doctor's language."""
        super().__init__(parent)
        self._sex = Sex.FEMALE
        self._available: frozenset[str] | None = None
        self._selected: frozenset[Key] = frozenset()
        self._build(body, name_of)
        self._tabs.currentChanged.connect(self._show)
        self._canvas.region_chosen.connect(self.area_toggled)
        self._show()

    def _build(self, body: Body, name_of: Callable[[str, Side], str]) -> None:
        self._tabs = QTabBar(self)
        self._tabs.setDrawBase(False)
        self._tabs.setExpanding(False)
        self._tabs.addTab(self.tr("Body"))
        self._tabs.addTab(self.tr("Head and neck"))
        self._tabs.setAccessibleName(self.tr("Part of the body shown"))
        self._canvas = BodyCanvas(body, name_of=name_of, parent=self)
        self._canvas.setAccessibleName(self.tr("Areas on the body"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self._tabs)
        column.addWidget(self._canvas, 1)
        self.setFocusProxy(self._canvas)

    @property
    def canvas(self) -> BodyCanvas:
        """The drawing itself, which takes keys and clicks."""
        return self._canvas

    def set_sex(self, sex: Sex) -> None:
        """Draw the body of this sex."""
        self._sex = sex
        self._show()

    def set_selected(self, selected: Iterable[Key]) -> None:
        """Mark these areas and sides as chosen."""
        self._selected = frozenset(selected)
        self._canvas.light(available=self._available, selected=self._selected)

    def set_available(self, areas: Collection[str] | None) -> None:
        """Offer these areas; None offers every area that is drawn."""
        self._available = None if areas is None else frozenset(areas)
        self._canvas.light(available=self._available, selected=self._selected)

    def set_colours(self, colours: BodyColours) -> None:
        """Draw with these colours."""
        self._canvas.set_colours(colours)

    def show_area(self, area: str, side: Side) -> None:
        """Turn to the part of the body that shows the area."""
        if self._canvas.rectangle_of(area, side).isEmpty():
            self._tabs.setCurrentIndex(1 - self._tabs.currentIndex())

    @override
    def sizeHint(self) -> QSize:
        return QSize(560, 560)

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(400, 420)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._show()

    def _show(self) -> None:
        is_wide = self.width() >= WIDE * self.height()
        self._tabs.setVisible(not is_wide)
        views = BODIES + HEADS if is_wide else (BODIES, HEADS)[self._tabs.currentIndex()]
        self._canvas.show_views(views, sex=self._sex)
