"""The pen of the modes outline and kept free: it sets corners while a drawing is open, and changes one that is closed."""

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QKeyEvent, QPainter
from typing_extensions import override

from meso_desktop.domain.areas import Extent, Point
from meso_desktop.ui.canvas.bench import Bench
from meso_desktop.ui.canvas.corners_tool import CornersTool
from meso_desktop.ui.canvas.looks import Looks
from meso_desktop.ui.canvas.setting_tool import SettingTool
from meso_desktop.ui.canvas.shape import Shape
from meso_desktop.ui.canvas.tool import Tool


class PenTool(Tool):
    """Hands everything to one of its two halves; what one has taken hold of it also lets go."""

    def __init__(self, bench: Bench, *, is_zone: bool) -> None:
        """Draw the outline, or zones."""
        super().__init__(bench)
        self.shape = Shape(bench, is_zone=is_zone)
        self._setting = SettingTool(self.shape)
        self._changing = CornersTool(self.shape)
        self._held: Tool | None = None

    @property
    def is_pen(self) -> bool:
        """Whether a click sets a corner: a drawing is open, a new one was asked for, or there is nothing yet."""
        target = self.bench.target
        if target is None or (self.shape.is_zone and target.extent is None):
            return False
        is_nothing_there = not target.zones if self.shape.is_zone else target.extent is None
        return self.shape.is_open or self._setting.wants_new or (is_nothing_there and self.shape.begun is None)

    @property
    def wants_new(self) -> bool:
        """Whether a new drawing was asked for and has no corner yet."""
        return self._setting.wants_new

    @property
    def corners(self) -> tuple[Point, ...]:
        """The corners as the hand has them."""
        return self._setting.corners if self.is_pen else self._changing.corners

    @property
    def may_close(self) -> bool:
        """Whether there are corners enough to close."""
        return self._setting.may_close

    @property
    def extent_begun(self) -> Extent | None:
        """The extent that an open outline would have; None while it encloses nothing."""
        return self._setting.extent_begun if self.shape.is_open and not self.shape.is_zone else None

    def begin_new(self) -> None:
        """Draw a new one: the next click sets its first corner."""
        self.shape.choose(None)
        self._changing.let_go_of_corner()
        self._setting.wants_new = True
        self.bench.moved.emit()

    def close(self) -> None:
        """Close the drawing that was begun."""
        self._setting.close()
        self.bench.moved.emit()

    def discard(self) -> None:
        """Forget what was begun, or that a new one was to be drawn."""
        self._setting.wants_new = False
        if self.shape.begun is not None:
            self.shape.remove()
        self.bench.moved.emit()

    def start_afresh(self) -> None:
        """Take hold of nothing, as when another target is opened."""
        self._setting.start_afresh()
        self._changing.let_go_of_corner()
        self.shape.choose(None)

    @override
    def press(self, at: QPointF, modifiers: Qt.KeyboardModifier) -> bool:
        self._held = self._half()
        has_hold = self._held.press(at, modifiers)
        self.bench.moved.emit()
        return has_hold

    @override
    def drag(self, at: QPointF, modifiers: Qt.KeyboardModifier) -> None:
        if self._held is not None:
            self._held.drag(at, modifiers)

    @override
    def release(self, at: QPointF, modifiers: Qt.KeyboardModifier) -> None:
        held, self._held = self._held, None
        if held is not None:
            held.release(at, modifiers)
        self.bench.moved.emit()

    @override
    def hover(self, at: QPointF) -> Qt.CursorShape:
        looks = self._half().hover(at)
        self.bench.moved.emit()
        return looks

    @override
    def leave(self) -> None:
        self._setting.leave()
        self._changing.leave()

    @override
    def take_away(self, at: QPointF) -> None:
        self._half().take_away(at)

    @override
    def key(self, event: QKeyEvent) -> bool:
        is_answered = self._half().key(event)
        self.bench.moved.emit()
        return is_answered

    @override
    def space(self) -> None:
        self._half().space()
        self.bench.moved.emit()

    @override
    def cancel(self) -> bool:
        held, self._held = self._held, None
        return held is not None and held.cancel()

    @override
    def refresh(self) -> None:
        self._setting.refresh()
        self._changing.refresh()

    @property
    @override
    def hides_outline(self) -> bool:
        return not self.shape.is_zone and self.shape.begun is not None

    @override
    def paint(self, painter: QPainter, looks: Looks) -> None:
        self._half().paint(painter, looks)

    @override
    def words(self) -> str:
        return self._half().words()

    def _half(self) -> Tool:
        half: Tool = self._setting if self.is_pen else self._changing
        half.is_touch = self.is_touch
        return half
