"""Sets the corners of a drawing that is open: one by one by clicks or by keyboard, or many in one stroke."""

from typing import Final

from PySide6.QtCore import QCoreApplication, QPointF, Qt
from PySide6.QtGui import QKeyEvent, QPainter
from typing_extensions import override

from meso_desktop.domain.areas import Extent, Point
from meso_desktop.domain.drawing.outlines import drawn_extent, thinned
from meso_desktop.domain.drawing.polygon import LEAST_CORNERS
from meso_desktop.ui.canvas.looks import Looks
from meso_desktop.ui.canvas.pen_marks import paint_cursor, paint_open
from meso_desktop.ui.canvas.place_words import place_in_words
from meso_desktop.ui.canvas.shape import Shape, is_faulty
from meso_desktop.ui.canvas.tool import ARROWS, ONE_CM, ONE_MM, SLACK, TOUCH_REACH, Tool, distance, has_shift

_STROKE_FROM: Final = 12.0
_THINNED_PX: Final = 4.0
_HAND_REACH: Final = 14.0


class SettingTool(Tool):
    """Part of the pen; `wants_new` while a new drawing was asked for and has no corner yet."""

    def __init__(self, shape: Shape) -> None:
        """Set corners of `shape`."""
        super().__init__(shape.bench)
        self.shape = shape
        self.wants_new = False
        self._had = 0
        self._cursor: Point | None = None
        self._hovered: QPointF | None = None
        self._from: QPointF | None = None
        self._stroke: list[Point] = []

    @property
    def corners(self) -> tuple[Point, ...]:
        """The corners set so far."""
        return self.shape.corners if self.shape.is_open else ()

    @property
    def may_close(self) -> bool:
        """Whether there are corners enough to close."""
        return len(self.corners) >= LEAST_CORNERS

    @property
    def extent_begun(self) -> Extent | None:
        """The extent that the outline would have, closed where the hand is; None while it encloses nothing."""
        loose = self._loose_end()
        ends = () if loose is None or loose in self.corners or self._closes(self._hovered) else (loose,)
        found = (corners for corners in ((*self.corners, *ends), self.corners) if not is_faulty(corners))
        return next((drawn_extent(corners)[0] for corners in found), None)

    def start_afresh(self) -> None:
        """Want nothing new, as when another target is opened."""
        self.wants_new, self._had = False, 0

    def close(self) -> None:
        """Close the drawing."""
        if self.shape.is_open:
            self._finish(self.shape.corners)

    def take_back(self) -> None:
        """Take back the last corner."""
        if self.shape.is_open:
            self.shape.change(self.shape.corners[:-1], is_closed=False)
            self.wants_new = True

    @override
    def press(self, at: QPointF, modifiers: Qt.KeyboardModifier) -> bool:
        self._from, self._stroke, self._cursor = at, [], None
        return True

    @override
    def drag(self, at: QPointF, modifiers: Qt.KeyboardModifier) -> None:
        if self._from is None or (not self._stroke and distance(self._from, at) < _STROKE_FROM):
            return
        if not self._stroke:
            self._stroke = [self.bench.view.to_paper(self._from)]
        place = self.bench.view.to_paper(at)
        if place != self._stroke[-1]:
            self._stroke.append(place)
            self.bench.moved.emit()

    @override
    def release(self, at: QPointF, modifiers: Qt.KeyboardModifier) -> None:
        pressed, self._from = self._from, None
        if self._stroke:
            self._end_stroke(at)
        elif pressed is not None and distance(pressed, at) <= 2 * SLACK:
            self._set(self.bench.snapped(at), near=at)

    @override
    def hover(self, at: QPointF) -> Qt.CursorShape:
        self._hovered = at
        return Qt.CursorShape.CrossCursor

    @override
    def leave(self) -> None:
        self._hovered = None

    @override
    def key(self, event: QKeyEvent) -> bool:
        pressed = event.key()
        if pressed in ARROWS:
            self._arrow(ARROWS[pressed], step=ONE_CM if has_shift(event.modifiers()) else max(self.bench.snap, ONE_MM))
        elif pressed in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.shape.is_open:
            self.close()
        elif pressed in (Qt.Key.Key_Backspace, Qt.Key.Key_Delete) and self.shape.is_open:
            self.take_back()
        elif pressed == Qt.Key.Key_Insert:
            self._set(self._cursor or self._middle(), near=None)
        else:
            return False
        return True

    @override
    def space(self) -> None:
        if self._cursor is not None:
            self._set(self._cursor, near=None)

    @override
    def cancel(self) -> bool:
        was_drawn, self._stroke, self._from = bool(self._stroke), [], None
        return was_drawn

    @override
    def refresh(self) -> None:
        begun, had, self._had = self.shape.begun, self._had, len(self.corners)
        if begun is not None and begun.is_closed:
            self.wants_new = False
        elif begun is None and had == 1 and not self.bench.is_own:  # the first corner was undone, the drawing not given up
            self.wants_new = True
        if not self.bench.is_own:
            self._from, self._stroke = None, []

    @override
    def paint(self, painter: QPainter, looks: Looks) -> None:
        loose = self._loose_end()
        closes = loose is not None and self._closes(self._hovered)
        paint_open(painter, self.bench.view, looks, corners=self.corners, stroke=tuple(self._stroke), loose=loose, closes=closes)
        if self._cursor is not None:
            paint_cursor(painter, self.bench.view, looks, at=self._cursor)

    @override
    def words(self) -> str:
        if self._cursor is None:
            return _tr("Drawing. Arrow keys move the cross, Space sets a corner, Enter closes.")
        said = _tr("Cross at %1. %2 corners set.")
        return said.replace("%1", place_in_words(self._cursor)).replace("%2", str(len(self.corners)))

    def _set(self, place: Point, *, near: QPointF | None) -> None:
        """Set a corner, or close at the first; a place set twice is one corner."""
        corners = self.corners
        if corners and (self._closes(near) if near is not None else place == corners[0]):
            self.close()
        elif not corners or place != corners[-1]:
            self.shape.change((*corners, place), is_closed=False)
            self.wants_new = False

    def _finish(self, corners: tuple[Point, ...]) -> None:
        """Close it; a zone is then let go, so that the next kind picked is not given to it."""
        self.wants_new, self._cursor = False, None
        self.shape.change(corners, is_closed=True)
        if self.shape.begun is None:
            self.shape.choose(None)

    def _end_stroke(self, at: QPointF) -> None:
        """Take a stroke's corners: one that comes round is closed, and so is one that is the whole drawing."""
        before = self.corners
        line = thinned(tuple(self._stroke), within=max(ONE_MM // 2, round(_THINNED_PX / self.bench.view.scale)))
        corners, self._stroke = (*before, *line), []
        comes_round = distance(self.bench.view.to_screen(corners[0]), at) <= TOUCH_REACH
        if len(corners) > LEAST_CORNERS and (comes_round or not before):
            self._finish(corners[:-1] if comes_round else corners)
        elif len(corners) >= LEAST_CORNERS or before:
            self.wants_new = False
            self.shape.change(corners, is_closed=False)

    def _closes(self, at: QPointF | None) -> bool:
        if at is None or not self.may_close:
            return False
        return distance(self.bench.view.to_screen(self.corners[0]), at) <= (TOUCH_REACH if self.is_touch else _HAND_REACH)

    def _loose_end(self) -> Point | None:
        if self._cursor is not None:
            return self._cursor
        return None if self._hovered is None or self._stroke else self.bench.snapped(self._hovered)

    def _arrow(self, way: tuple[int, int], *, step: int) -> None:
        at = self._cursor or (self.corners[-1] if self.corners else self._middle())
        self._cursor = Point(at.x + way[0] * step, at.y + way[1] * step)
        self.bench.view.reveal(self._cursor, margin=TOUCH_REACH * 2)

    def _middle(self) -> Point:
        return self.bench.on_net(Point(0, 0))


def _tr(text: str) -> str:
    return QCoreApplication.translate("SettingTool", text)
