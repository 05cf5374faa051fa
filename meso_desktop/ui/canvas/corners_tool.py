"""Changes a closed drawing: corners moved, put in and taken away, a zone taken hold of and moved whole."""

from typing import Final

from PySide6.QtCore import QCoreApplication, QPointF, Qt
from PySide6.QtGui import QKeyEvent, QPainter
from typing_extensions import override

from meso_desktop.domain.areas import Point
from meso_desktop.domain.drawing.geometry import is_in_zone
from meso_desktop.domain.drawing.outlines import outline_fault, snapped
from meso_desktop.domain.drawing.polygon import LEAST_CORNERS
from meso_desktop.ui.canvas.drawn_painter import zone_at
from meso_desktop.ui.canvas.looks import Looks
from meso_desktop.ui.canvas.nearest import nearest_corner, nearest_side
from meso_desktop.ui.canvas.pen_marks import paint_handles
from meso_desktop.ui.canvas.place_words import place_in_words
from meso_desktop.ui.canvas.shape import Shape, is_faulty
from meso_desktop.ui.canvas.tool import ARROWS, ONE_CM, ONE_MM, SLACK, TOUCH_REACH, Tool, distance, has_control, has_shift

_SIDE_REACH: Final = 10.0


class CornersTool(Tool):
    """Part of the pen; arrow keys choose a corner, with Ctrl they move it."""

    def __init__(self, shape: Shape) -> None:
        """Change `shape`."""
        super().__init__(shape.bench)
        self.shape = shape
        self._focus: int | None = None
        self._hovered: QPointF | None = None
        self._from: QPointF | None = None
        self._grip = Point(0, 0)
        self._working: tuple[Point, ...] | None = None
        self._whole: tuple[Point, ...] | None = None
        self._holds = self._is_still = False

    @property
    def corners(self) -> tuple[Point, ...]:
        """The corners as the hand has them."""
        return self.shape.corners if self._working is None else self._working

    def let_go_of_corner(self) -> None:
        """Have no corner in focus."""
        self._focus = None

    def delete(self) -> None:
        """Take away the corner in focus, or the zone that is chosen."""
        corners = self.shape.corners
        if self._focus is None or (self.shape.is_zone and len(corners) <= LEAST_CORNERS):
            self._focus = None
            if self.shape.is_zone:
                self.shape.remove()
        elif len(corners) > LEAST_CORNERS:
            left = (*corners[: self._focus], *corners[self._focus + 1:])
            self._focus = min(self._focus, len(left) - 1)
            self.shape.change(left, is_closed=True)
        else:
            self.bench.say(outline_fault(corners[: LEAST_CORNERS - 1]))

    @override
    def press(self, at: QPointF, modifiers: Qt.KeyboardModifier) -> bool:
        self._from, self._is_still = at, True
        if self._grip_corner(at) or self._grip_side(at) or self._grip_zone(at):
            return True
        self._focus = None
        return False

    @override
    def drag(self, at: QPointF, modifiers: Qt.KeyboardModifier) -> None:
        if not self._holds or (self._is_still and self._from is not None and distance(self._from, at) <= SLACK):
            return
        self._is_still = False
        under = self.bench.view.to_paper(at)
        if self._whole is not None:
            by = snapped(Point(under.x - self._grip.x, under.y - self._grip.y), step=ONE_MM)
            self._try(tuple(Point(p.x + by.x, p.y + by.y) for p in self._whole))
        elif self._focus is not None:
            place = self.bench.on_net(Point(under.x + self._grip.x, under.y + self._grip.y))
            if self.corners[self._focus] != place or self._working is None:
                self._try((*self.corners[: self._focus], place, *self.corners[self._focus + 1:]))

    @override
    def release(self, at: QPointF, modifiers: Qt.KeyboardModifier) -> None:
        if self._holds:
            self._holds, self._whole = False, None
            self.bench.end()
            self._working = None

    @override
    def hover(self, at: QPointF) -> Qt.CursorShape:
        self._hovered = at
        if self._corner_at(at) is not None:
            return Qt.CursorShape.SizeAllCursor
        return Qt.CursorShape.PointingHandCursor if self._side_at(at) is not None else Qt.CursorShape.ArrowCursor

    @override
    def leave(self) -> None:
        self._hovered = None

    @override
    def take_away(self, at: QPointF) -> None:
        found = self._corner_at(at)
        if found is not None:
            self._focus = found
            self.delete()

    @override
    def key(self, event: QKeyEvent) -> bool:
        pressed = event.key()
        if pressed in ARROWS:
            self._arrow(ARROWS[pressed], event.modifiers())
        elif pressed in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.delete()
        elif pressed == Qt.Key.Key_Insert:
            self._insert()
        else:
            return False
        return True

    @override
    def cancel(self) -> bool:
        if not self._holds:
            return False
        self._forget()
        self.bench.drop()
        return True

    @override
    def refresh(self) -> None:
        self._working = None
        if not self.bench.is_own:
            self._forget()
        if self.shape.chosen is not None and self.shape.chosen >= len(self.shape.zones):
            self.shape.choose(None)
        if self._focus is not None and self._focus >= len(self.corners):
            self._focus = None

    @override
    def paint(self, painter: QPainter, looks: Looks) -> None:
        corners = self.corners
        is_drawn = self._working is not None or self.shape.begun is not None
        on_corner = self._hovered is None or self._corner_at(self._hovered) is not None
        side = None if self._hovered is None or on_corner else self._side_at(self._hovered)
        paint_handles(
            painter, self.bench.view, looks, corners=corners, focus=self._focus, side=side, is_drawn=is_drawn or self.shape.is_zone,
            is_faulty=bool(corners) and is_drawn and is_faulty(corners),
        )

    @override
    def words(self) -> str:
        if self._focus is None:
            return ""
        said = QCoreApplication.translate("CornersTool", "Corner %1 of %2: %3")
        place = place_in_words(self.corners[self._focus])
        return said.replace("%1", str(self._focus + 1)).replace("%2", str(len(self.corners))).replace("%3", place)

    def _corner_at(self, at: QPointF) -> int | None:
        return nearest_corner(at, self.corners, self.bench.view, reach=TOUCH_REACH)

    def _side_at(self, at: QPointF) -> tuple[int, Point] | None:
        return nearest_side(at, self.corners, self.bench.view, reach=TOUCH_REACH if self.is_touch else _SIDE_REACH)

    def _grip_corner(self, at: QPointF) -> bool:
        found = self._corner_at(at)
        if found is None:
            return False
        self._hold(found, self.shape.corners[found], at)
        return True

    def _grip_side(self, at: QPointF) -> bool:
        found = self._side_at(at)
        if found is None:
            return False
        first, place = found
        corners = self.shape.corners
        self._hold(first + 1, place, at)
        self._try((*corners[: first + 1], self.bench.on_net(place), *corners[first + 1:]))
        return True

    def _grip_zone(self, at: QPointF) -> bool:
        if not self.shape.is_zone or self.shape.begun is not None:
            return False
        place = self.bench.view.to_paper(at)
        found = zone_at(place, self.shape.zones, holds=is_in_zone)
        self.shape.choose(found)
        self._focus = None
        if found is not None:
            self._grip, self._whole, self._holds = place, self.shape.corners, True
            self.bench.begin()
        return found is not None

    def _hold(self, corner: int, place: Point, at: QPointF) -> None:
        under = self.bench.view.to_paper(at)
        self._focus, self._whole, self._holds = corner, None, True
        self._grip = Point(place.x - under.x, place.y - under.y)
        self.bench.begin()

    def _try(self, corners: tuple[Point, ...]) -> None:
        self._working = corners
        self.shape.try_corners(corners)

    def _forget(self) -> None:
        self._working, self._whole, self._from, self._holds = None, None, None, False

    def _arrow(self, way: tuple[int, int], modifiers: Qt.KeyboardModifier) -> None:
        corners = self.shape.corners
        if not corners:
            return
        if self._focus is None:
            self._focus = 0
        elif has_control(modifiers):
            step = ONE_CM if has_shift(modifiers) else max(self.bench.snap, ONE_MM)
            at = corners[self._focus]
            place = Point(at.x + way[0] * step, at.y + way[1] * step)
            self.shape.change((*corners[: self._focus], place, *corners[self._focus + 1:]), is_closed=True)
        else:
            self._focus = (self._focus + way[0] + way[1]) % len(corners)

    def _insert(self) -> None:
        corners = self.shape.corners
        if not corners:
            return
        first = self._focus or 0
        here, after = corners[first], corners[(first + 1) % len(corners)]
        place = Point((here.x + after.x) // 2, (here.y + after.y) // 2)
        self._focus = first + 1
        self.shape.change((*corners[: first + 1], place, *corners[first + 1:]), is_closed=True)
