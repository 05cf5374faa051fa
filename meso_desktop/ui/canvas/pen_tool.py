"""Draws an outline or a zone: corners set one by one or in one stroke, taken hold of, moved, put in and taken away."""

from functools import lru_cache
from typing import Final

from PySide6.QtCore import QCoreApplication, QPointF, Qt
from PySide6.QtGui import QKeyEvent, QPainter
from typing_extensions import override

from meso_desktop.domain.areas import Extent, Point
from meso_desktop.domain.geometry import is_in_zone
from meso_desktop.domain.outlines import drawn_extent, outline_fault, thinned
from meso_desktop.domain.polygon import LEAST_CORNERS
from meso_desktop.ui.canvas.bench import Bench
from meso_desktop.ui.canvas.drawn_painter import zone_at
from meso_desktop.ui.canvas.looks import Looks
from meso_desktop.ui.canvas.nearest import nearest_corner, nearest_side
from meso_desktop.ui.canvas.pen_marks import paint_cursor, paint_handles, paint_open
from meso_desktop.ui.canvas.place_words import place_in_words
from meso_desktop.ui.canvas.shape import Shape
from meso_desktop.ui.canvas.tool import ARROWS, SLACK, TOUCH_REACH, Tool, distance, has_control, has_shift

_SIDE_REACH: Final = 10.0
_STROKE_FROM: Final = 12.0
_THINNED_PX: Final = 4.0
_ONE_CM: Final = 100
_FINEST: Final = 10


class PenTool(Tool):
    """The tool of the modes outline and kept free; `is_pen` while new corners are set."""

    def __init__(self, bench: Bench, *, is_zone: bool) -> None:
        """Draw the outline, or zones."""
        super().__init__(bench)
        self.shape = Shape(bench, is_zone=is_zone)
        self.wants_new = False
        self._focus: int | None = None
        self._cursor: Point | None = None
        self._hovered: QPointF | None = None
        self._from: QPointF | None = None
        self._grip = Point(0, 0)
        self._working: tuple[Point, ...] | None = None
        self._whole: tuple[Point, ...] | None = None
        self._holds = self._is_still = False
        self._stroke: list[Point] = []

    @property
    def is_pen(self) -> bool:
        """Whether a click sets a corner."""
        if self.shape.is_open or self.wants_new:
            return self._may_draw
        return self._may_draw and self.shape.begun is None and self._is_nothing_there

    @property
    def corners(self) -> tuple[Point, ...]:
        """The corners as the hand has them."""
        return self.shape.corners if self._working is None else self._working

    @property
    def _may_draw(self) -> bool:
        target = self.bench.target
        return target is not None and (not self.shape.is_zone or target.extent is not None)

    @property
    def _is_nothing_there(self) -> bool:
        target = self.bench.target
        return target is not None and (not target.zones if self.shape.is_zone else target.extent is None)

    def begin_new(self) -> None:
        """Draw a new one: the next click sets its first corner."""
        self.wants_new = self._may_draw
        self._focus = None
        if self.shape.is_zone:
            self.shape.choose(None)
        self.bench.moved.emit()

    def close(self) -> None:
        """Close the drawing that was begun."""
        if self.shape.is_open:
            self.wants_new = False
            self.bench.begin()
            self.shape.change(self.shape.corners, is_closed=True)
            self.bench.end()

    @property
    def extent_begun(self) -> Extent | None:
        """The extent that the drawing would have, closed where the hand is; None while it encloses nothing."""
        begun = self.shape.begun
        if begun is None or self.shape.is_zone:
            return None
        loose = self._loose_end() if self.is_pen else None
        ends = () if loose is None or loose in begun.corners or self._closes(self._hovered) else (loose,)
        for corners in ((*begun.corners, *ends), begun.corners):
            if not _is_faulty(corners):
                return drawn_extent(corners)[0]
        return None

    @property
    def may_close(self) -> bool:
        """Whether there are corners enough to close."""
        return self.shape.is_open and len(self.shape.corners) >= LEAST_CORNERS

    def discard(self) -> None:
        """Forget what was begun, or that a new one was to be drawn."""
        self.wants_new = False
        if self.shape.begun is not None:
            self.shape.remove()
        self.bench.moved.emit()

    def take_back(self) -> None:
        """Take back the last corner of a drawing that is open."""
        begun = self.shape.begun
        if begun is not None and not begun.is_closed:
            self.shape.change(begun.corners[:-1], is_closed=False)
            self.wants_new = True

    @override
    def press(self, at: QPointF, modifiers: Qt.KeyboardModifier) -> bool:
        self._from, self._stroke, self._cursor, self._is_still = at, [], None, True
        if self.is_pen:
            return True
        if self._grip_corner(at) or self._grip_side(at) or self._grip_zone(at):
            return True
        self._focus = None
        self.bench.moved.emit()
        return False

    @override
    def drag(self, at: QPointF, modifiers: Qt.KeyboardModifier) -> None:
        if self._from is None:
            return
        if self._holds:
            self._move_to(at)
        elif self.is_pen:
            self._follow_stroke(at)

    @override
    def release(self, at: QPointF, modifiers: Qt.KeyboardModifier) -> None:
        if self._from is None:
            return
        pressed, self._from = self._from, None
        if self._holds:
            self._let_go()
        elif self.is_pen:
            if self._stroke:
                self._end_stroke(at)
            elif distance(pressed, at) <= 2 * SLACK:
                self._set_corner(self.bench.snapped(at), near=at)
        self._stroke = []
        self.bench.moved.emit()

    @override
    def hover(self, at: QPointF) -> Qt.CursorShape:
        self._hovered = at
        self.bench.moved.emit()
        if self.is_pen:
            return Qt.CursorShape.CrossCursor
        if self._corner_at(at) is not None:
            return Qt.CursorShape.SizeAllCursor
        return Qt.CursorShape.PointingHandCursor if self._side_at(at) is not None else Qt.CursorShape.ArrowCursor

    @override
    def leave(self) -> None:
        self._hovered = None

    @override
    def take_away(self, at: QPointF) -> None:
        if not self.is_pen and (found := self._corner_at(at)) is not None:
            self._focus = found
            self.delete()

    @override
    def key(self, event: QKeyEvent) -> bool:
        pressed, modifiers = event.key(), event.modifiers()
        if pressed in ARROWS:
            self._arrow(ARROWS[pressed], modifiers)
        elif pressed in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.shape.is_open:
            self.close()
        elif pressed == Qt.Key.Key_Backspace and self.shape.is_open:
            self.take_back()
        elif pressed in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.delete()
        elif pressed == Qt.Key.Key_Insert:
            self._insert()
        else:
            return False
        self.bench.moved.emit()
        return True

    @override
    def space(self) -> None:
        if self.is_pen and self._cursor is not None:
            self._set_corner(self._cursor, near=None)

    @override
    def cancel(self) -> bool:
        if not self._holds and not self._stroke:
            return False
        self._forget()
        self.bench.drop()
        return True

    @override
    def refresh(self) -> None:
        self._working = None
        if not self.bench.is_own:
            self._forget()
        if self.shape.begun is not None and self.shape.begun.is_closed:
            self.wants_new = False
        if self.shape.chosen is not None and self.shape.chosen >= len(self.shape.zones):
            self.shape.choose(None)
        if self._focus is not None and self._focus >= len(self.corners):
            self._focus = None

    @property
    @override
    def hides_outline(self) -> bool:
        return not self.shape.is_zone and self.shape.begun is not None

    @override
    def paint(self, painter: QPainter, looks: Looks) -> None:
        view = self.bench.view
        if self.is_pen:
            loose = self._loose_end()
            closes = loose is not None and self._closes(self._hovered)
            corners = self.shape.corners if self.shape.is_open else ()
            paint_open(painter, view, looks, corners=corners, stroke=tuple(self._stroke), loose=loose, closes=closes)
        else:
            fault = bool(self.corners) and (self._working is not None or self.shape.begun is not None) and _is_faulty(self.corners)
            side = None if self._hovered is None or self._corner_at(self._hovered) is not None else self._side_at(self._hovered)
            paint_handles(
                painter, view, looks, corners=self.corners, focus=self._focus, side=side, is_faulty=fault,
                is_drawn=self._working is not None or self.shape.begun is not None or self.shape.is_zone,
            )
        if self._cursor is not None:
            paint_cursor(painter, view, looks, at=self._cursor)

    @override
    def words(self) -> str:
        if self.is_pen:
            if self._cursor is None:
                return _tr("Drawing. Arrow keys move the cross, Space sets a corner, Enter closes.")
            said = _tr("Cross at %1. %2 corners set.")
            return said.replace("%1", place_in_words(self._cursor)).replace("%2", str(len(self.shape.corners)))
        if self._focus is None:
            return ""
        said = _tr("Corner %1 of %2: %3")
        place = place_in_words(self.corners[self._focus])
        return said.replace("%1", str(self._focus + 1)).replace("%2", str(len(self.corners))).replace("%3", place)

    def delete(self) -> None:
        """Take away the corner in focus, or the zone that is chosen."""
        corners = self.shape.corners
        if self._focus is None:
            if self.shape.is_zone:
                self.shape.remove()
            return
        if len(corners) > LEAST_CORNERS:
            left = (*corners[: self._focus], *corners[self._focus + 1:])
            self._focus = min(self._focus, len(left) - 1)
            self.shape.change(left, is_closed=True)
        elif self.shape.is_zone:
            self._focus = None
            self.shape.remove()
        else:
            self.bench.say(outline_fault(corners[: LEAST_CORNERS - 1]))

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
        self._working = (*corners[: first + 1], self.bench.on_net(place), *corners[first + 1:])
        self._hold(first + 1, place, at)
        self.shape.try_corners(self._working)
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
        self.bench.moved.emit()
        return found is not None

    def _hold(self, corner: int, place: Point, at: QPointF) -> None:
        self._focus = corner
        under = self.bench.view.to_paper(at)
        self._grip, self._whole, self._holds = Point(place.x - under.x, place.y - under.y), None, True
        self.bench.begin()
        self.bench.moved.emit()

    def _let_go(self) -> None:
        """Set what the hand has drawn."""
        self._holds, self._whole = False, None
        self.bench.end()
        self._working = None

    def _forget(self) -> None:
        self._working, self._whole, self._from, self._stroke, self._holds = None, None, None, [], False

    def _move_to(self, at: QPointF) -> None:
        if self._is_still and self._from is not None and distance(self._from, at) <= SLACK:
            return
        self._is_still = False
        under = self.bench.view.to_paper(at)
        if self._whole is not None:
            by = (round((under.x - self._grip.x) / _FINEST) * _FINEST, round((under.y - self._grip.y) / _FINEST) * _FINEST)
            self._working = tuple(Point(p.x + by[0], p.y + by[1]) for p in self._whole)
        elif self._focus is not None:
            corners = self.corners
            place = self.bench.on_net(Point(under.x + self._grip.x, under.y + self._grip.y))
            if corners[self._focus] == place and self._working is not None:
                return
            self._working = (*corners[: self._focus], place, *corners[self._focus + 1:])
        if self._working is not None:
            self.shape.try_corners(self._working)

    def _follow_stroke(self, at: QPointF) -> None:
        if self._from is None or (not self._stroke and distance(self._from, at) < _STROKE_FROM):
            return
        if not self._stroke:
            self._stroke = [self.bench.view.to_paper(self._from)]
        place = self.bench.view.to_paper(at)
        if place != self._stroke[-1]:
            self._stroke.append(place)
            self.bench.moved.emit()

    def _end_stroke(self, at: QPointF) -> None:
        within = max(_FINEST // 2, round(_THINNED_PX / self.bench.view.scale))
        line = thinned(tuple(self._stroke), within=within)
        before = self.shape.corners if self.shape.is_open else ()
        corners = (*before, *line)
        first = self.bench.view.to_screen(corners[0])
        comes_round = distance(first, at) <= TOUCH_REACH or not before
        self.wants_new = False
        if comes_round and len(corners) > LEAST_CORNERS:
            if distance(first, at) <= TOUCH_REACH:
                corners = corners[:-1]
            self.shape.change(corners, is_closed=True)
        elif len(corners) >= LEAST_CORNERS or before:
            self.shape.change(corners, is_closed=False)
        else:
            self.wants_new = True

    def _set_corner(self, place: Point, *, near: QPointF | None) -> None:
        corners = self.shape.corners if self.shape.is_open else ()
        if corners and (self._closes(near) if near is not None else place == corners[0]):
            self.close()
        elif not corners or place != corners[-1]:
            self.shape.change((*corners, place), is_closed=False)
            self.wants_new = False
        self.bench.moved.emit()

    def _closes(self, at: QPointF | None) -> bool:
        corners = self.shape.corners
        if at is None or not self.shape.is_open or len(corners) < LEAST_CORNERS:
            return False
        return distance(self.bench.view.to_screen(corners[0]), at) <= (TOUCH_REACH if self.is_touch else TOUCH_REACH / 1.6)

    def _loose_end(self) -> Point | None:
        if self._cursor is not None:
            return self._cursor
        return None if self._hovered is None or self._stroke else self.bench.snapped(self._hovered)

    def _arrow(self, way: tuple[int, int], modifiers: Qt.KeyboardModifier) -> None:
        step = _ONE_CM if has_shift(modifiers) else max(self.bench.snap, _FINEST)
        if self.is_pen:
            at = self._cursor or (self.shape.corners[-1] if self.shape.is_open else self._middle())
            self._cursor = Point(at.x + way[0] * step, at.y + way[1] * step)
            self.bench.view.reveal(self._cursor, margin=TOUCH_REACH * 2)
            return
        corners = self.shape.corners
        if not corners:
            return
        if self._focus is None:
            self._focus = 0
        elif has_control(modifiers):
            at = corners[self._focus]
            place = Point(at.x + way[0] * step, at.y + way[1] * step)
            self.shape.change((*corners[: self._focus], place, *corners[self._focus + 1:]), is_closed=True)
        else:
            self._focus = (self._focus + way[0] + way[1]) % len(corners)

    def _insert(self) -> None:
        if self.is_pen:
            self._set_corner(self._cursor or self._middle(), near=None)
            return
        corners = self.shape.corners
        if not corners:
            return
        first = self._focus or 0
        here, after = corners[first], corners[(first + 1) % len(corners)]
        place = Point((here.x + after.x) // 2, (here.y + after.y) // 2)
        self._focus = first + 1
        self.shape.change((*corners[: first + 1], place, *corners[first + 1:]), is_closed=True)

    def _middle(self) -> Point:
        return self.bench.on_net(Point(0, 0))


@lru_cache(maxsize=8)
def _is_faulty(corners: tuple[Point, ...]) -> bool:
    return outline_fault(corners) is not None


def _tr(text: str) -> str:
    return QCoreApplication.translate("PenTool", text)


