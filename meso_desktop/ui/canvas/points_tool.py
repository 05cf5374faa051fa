"""Single points: put in by a click, moved by dragging, taken out by Delete, the right button or a long press."""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QCoreApplication, QPointF, Qt
from PySide6.QtGui import QKeyEvent, QPainter
from typing_extensions import override

from meso_desktop.domain.areas import Point
from meso_desktop.domain.drawing.grid_shown import spacing_of
from meso_desktop.domain.drawing.laying import added, moved, removed
from meso_desktop.domain.drawing.outlines import snapped
from meso_desktop.domain.plan import Placement
from meso_desktop.ui.canvas.bench import Bench
from meso_desktop.ui.canvas.looks import Looks
from meso_desktop.ui.canvas.marks import mark_radius
from meso_desktop.ui.canvas.nearest import nearest_place, next_place
from meso_desktop.ui.canvas.pen_marks import paint_focus
from meso_desktop.ui.canvas.place_words import place_in_words
from meso_desktop.ui.canvas.tool import ARROWS, ONE_CM, ONE_MM, SLACK, TOUCH_REACH, Tool, distance, has_control, has_shift

_LEAST_REACH: Final = 7.0
_SHARE: Final = 0.38
"""How much of the way to its neighbour belongs to a point; between them there is room for a new one."""


class PointsTool(Tool):
    """The tool of the mode points; arrows walk over the marks, with Ctrl they move the point in focus."""

    def __init__(self, bench: Bench, *, name_of: Callable[[str], str]) -> None:
        """Work on the grid on the bench; `name_of` gives the name of a kind of zone."""
        super().__init__(bench)
        self._name_of = name_of
        self._focus: Point | None = None
        self._hovered: Point | None = None
        self._from: QPointF | None = None
        self._base = Placement()
        self._held: Point | None = None
        self._is_still = True

    @property
    def focus(self) -> Point | None:
        """The mark in focus."""
        return self._focus

    @override
    def press(self, at: QPointF, modifiers: Qt.KeyboardModifier) -> bool:
        line = self.bench.line
        self._from, self._is_still, self._held = at, True, None
        if line is None:
            return False
        self._base = line.placement
        found = self._mark_at(at)
        self._focus = found
        self.bench.moved.emit()
        if found is None or found in self.bench.shown.drawn.taken_out:
            return False
        self._held = found
        self.bench.begin()
        return True

    @override
    def drag(self, at: QPointF, modifiers: Qt.KeyboardModifier) -> None:
        if self._held is None or self._from is None or (self._is_still and distance(self._from, at) <= SLACK):
            return
        self._is_still = False
        gap, scale = at - self._from, self.bench.view.scale
        to = Point(self._held.x + ONE_MM * round(gap.x() / scale / ONE_MM), self._held.y - ONE_MM * round(gap.y() / scale / ONE_MM))
        self._focus = to
        self.bench.try_placement(moved(self._base, self._held, to))

    @override
    def release(self, at: QPointF, modifiers: Qt.KeyboardModifier) -> None:
        pressed, held, self._from, self._held = self._from, self._held, None, None
        if pressed is None or self.bench.line is None:
            return
        if held is not None:
            self.bench.end()
        elif distance(pressed, at) <= SLACK:
            self._put_at(at)

    @override
    def hover(self, at: QPointF) -> Qt.CursorShape:
        found = self._mark_at(at)
        if found != self._hovered:
            self._hovered = found
            self.bench.moved.emit()
        return Qt.CursorShape.CrossCursor if found is None else Qt.CursorShape.SizeAllCursor

    @override
    def leave(self) -> None:
        self._hovered = None

    @override
    def take_away(self, at: QPointF) -> None:
        self.cancel()
        found = self._mark_at(at)
        if found is not None:
            self._focus = found
            self.delete()

    @override
    def key(self, event: QKeyEvent) -> bool:
        pressed = event.key()
        if pressed in ARROWS:
            self._arrow(ARROWS[pressed], event.modifiers())
        elif pressed in (Qt.Key.Key_Home, Qt.Key.Key_End):
            marks = self._marks()
            self._focus = None if not marks else (marks[0] if pressed == Qt.Key.Key_Home else marks[-1])
        elif pressed in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.delete()
        elif pressed == Qt.Key.Key_Insert:
            self._insert()
        else:
            return False
        if self._focus is not None:
            self.bench.view.reveal(self._focus, margin=TOUCH_REACH * 2)
        self.bench.moved.emit()
        return True

    @override
    def cancel(self) -> bool:
        if self._held is None:
            self._from = None
            return False
        self._focus, self._held, self._from = self._held, None, None
        self.bench.drop()
        return True

    @override
    def refresh(self) -> None:
        if not self.bench.is_own:
            self._held, self._from = None, None
        if self._focus is not None and self._held is None and self._focus not in self._marks():
            self._focus = None

    @override
    def paint(self, painter: QPainter, looks: Looks) -> None:
        radius = mark_radius(self.bench.view.pixels_per_cm)
        if self._hovered is not None and self._hovered != self._focus:
            painter.setOpacity(0.5)
            paint_focus(painter, looks, at=self.bench.view.to_screen(self._hovered), radius=radius + 4)
            painter.setOpacity(1.0)
        if self._focus is not None:
            paint_focus(painter, looks, at=self.bench.view.to_screen(self._focus), radius=radius + 4)

    @override
    def tip(self, at: QPointF) -> str:
        found = self._mark_at(at)
        return "" if found is None else self._what(found)

    @override
    def words(self) -> str:
        if self._focus is None:
            return ""
        standing = self.bench.shown.drawn.standing
        if self._focus not in standing:
            return self._what(self._focus)
        said = QCoreApplication.translate("PointsTool", "Point %1 of %2: %3")
        number = standing.index(self._focus) + 1
        return said.replace("%1", str(number)).replace("%2", str(len(standing))).replace("%3", place_in_words(self._focus))

    def delete(self) -> None:
        """Take the point in focus out."""
        line, focus = self.bench.line, self._focus
        if line is None or focus is None or focus in self.bench.shown.drawn.taken_out:
            return
        self.bench.lay(removed(line.placement, focus))
        if self._focus is None:
            self._focus = nearest_place(focus, self.bench.shown.drawn.standing, within=float("inf"))
        self.bench.moved.emit()

    def _what(self, mark: Point) -> str:
        drawn = self.bench.shown.drawn
        zone = next((zone for point, zone in drawn.kept_out if point == mark), None)
        if zone is not None:
            return QCoreApplication.translate("PointsTool", "Kept out: %1").replace("%1", self._name_of(zone.kind))
        if mark in drawn.taken_out:
            return QCoreApplication.translate("PointsTool", "Taken out. A click puts it back.")
        place = place_in_words(mark)
        if mark in drawn.put_in:
            return QCoreApplication.translate("PointsTool", "Put in by hand, %1").replace("%1", place)
        return QCoreApplication.translate("PointsTool", "Point of the grid, %1").replace("%1", place)

    def _marks(self) -> tuple[Point, ...]:
        drawn = self.bench.shown.drawn
        return (*drawn.standing, *(point for point, _ in drawn.kept_out), *drawn.taken_out)

    def _mark_at(self, at: QPointF) -> Point | None:
        view = self.bench.view
        line = self.bench.line
        spacing = None if line is None else spacing_of(line, self.bench.protocol)
        most = TOUCH_REACH if spacing is None else min(TOUCH_REACH, float(spacing) * view.pixels_per_cm * _SHARE)
        return nearest_place(view.to_paper(at), self._marks(), within=max(most, _LEAST_REACH) / view.scale)

    def _put_at(self, at: QPointF) -> None:
        line = self.bench.line
        if line is None:
            return
        there = self._mark_at(at)
        place = there or snapped(self.bench.view.to_paper(at), step=ONE_MM)
        self.bench.lay(added(line.placement, place))
        self._focus = place
        self.bench.moved.emit()

    def _arrow(self, way: tuple[int, int], modifiers: Qt.KeyboardModifier) -> None:
        marks = self._marks()
        if self._focus is None:
            self._focus = nearest_place(Point(0, 0), marks, within=float("inf"))
        elif has_control(modifiers):
            self._nudge(way, ONE_CM if has_shift(modifiers) else ONE_MM)
        else:
            self._focus = next_place(self._focus, marks, way=way) or self._focus

    def _nudge(self, way: tuple[int, int], step: int) -> None:
        line, focus = self.bench.line, self._focus
        if line is None or focus is None or focus in self.bench.shown.drawn.taken_out:
            return
        to = Point(focus.x + way[0] * step, focus.y + way[1] * step)
        self.bench.lay(moved(line.placement, focus, to))
        self._focus = to

    def _insert(self) -> None:
        line = self.bench.line
        if line is None:
            return
        focus = self._focus or Point(0, 0)
        if focus not in self.bench.shown.drawn.taken_out and focus in self._marks():
            spacing = spacing_of(line, self.bench.protocol)
            focus = Point(focus.x + (round(spacing * ONE_CM / 2) if spacing is not None else ONE_CM // 2), focus.y)
        self.bench.lay(added(line.placement, focus))
        self._focus = focus
