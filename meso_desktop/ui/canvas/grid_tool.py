"""Lays the whole grid: dragged anywhere it shifts, at its round handle it turns; arrow keys and brackets do the same in steps."""

from math import atan2, cos, degrees, pi, radians, sin
from typing import Final

from PySide6.QtCore import QCoreApplication, QPointF, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPen
from typing_extensions import override

from meso_desktop.domain.areas import Point
from meso_desktop.domain.drawing.grid_shown import spacing_of
from meso_desktop.domain.drawing.laying import shifted, turned
from meso_desktop.domain.plan import Placement
from meso_desktop.ui.canvas.bench import Bench
from meso_desktop.ui.canvas.laid_figures import turn_in_words
from meso_desktop.ui.canvas.looks import Looks
from meso_desktop.ui.canvas.tool import ARROWS, ONE_CM, ONE_MM, SLACK, TOUCH_REACH, Tool, distance, has_shift

_ARM_PX: Final = 96.0
_BEYOND_PX: Final = 28.0
_HANDLE: Final = 11.0
_COARSE_TURN: Final = 15
_WHOLE_TURN: Final = 360
_TURNS: Final = {"[": 1, "]": -1, "{": _COARSE_TURN, "}": -_COARSE_TURN}


class GridTool(Tool):
    """The tool of the mode grid."""

    def __init__(self, bench: Bench) -> None:
        """Lay the grid on the bench."""
        super().__init__(bench)
        self._from: QPointF | None = None
        self._base = Placement()
        self._turns = False
        self._is_still = True
        self._off = 0.0
        self._hovers = False

    @property
    def placement(self) -> Placement:
        """How the grid is laid in the consultation."""
        line = self.bench.line
        return Placement() if line is None else line.placement

    @property
    def handle(self) -> QPointF:
        """Where the handle is seen that turns the grid."""
        return self._handle_at(self._shown())

    def turn_to(self, to_degrees: int) -> None:
        """Turn the grid to an angle."""
        laid = self._turned(self.placement, to_degrees)
        if laid is not None:
            self.bench.lay(laid)

    def shift_to(self, place: Point) -> None:
        """Shift the grid to a place."""
        now = self.placement.shift
        laid = self._shifted(self.placement, Point(place.x - now.x, place.y - now.y))
        if laid is not None:
            self.bench.lay(laid)

    def straighten(self) -> None:
        """Lay the grid straight and in the middle again; points put in and taken out stay as they are."""
        straight = self._turned(self.placement, 0)
        now = self.placement.shift
        laid = None if straight is None else self._shifted(straight, Point(-now.x, -now.y))
        if laid is not None:
            self.bench.lay(laid)

    @override
    def press(self, at: QPointF, modifiers: Qt.KeyboardModifier) -> bool:
        if self.bench.line is None:
            return False
        self._from, self._base, self._is_still = at, self.placement, True
        self._turns = distance(self.handle, at) <= TOUCH_REACH
        if self._turns:
            self._off = self._base.turn_degrees - self._angle(at)
        self.bench.begin()
        self.bench.moved.emit()
        return True

    @override
    def drag(self, at: QPointF, modifiers: Qt.KeyboardModifier) -> None:
        if self._from is None or (self._is_still and distance(self._from, at) <= SLACK):
            return
        self._is_still = False
        laid = self._turned_by_hand(at, modifiers) if self._turns else self._shifted_by_hand(at)
        if laid is not None:
            self.bench.try_placement(laid)

    @override
    def release(self, at: QPointF, modifiers: Qt.KeyboardModifier) -> None:
        if self._from is not None:
            self._from, self._turns = None, False
            self.bench.end()
            self.bench.moved.emit()

    @override
    def hover(self, at: QPointF) -> Qt.CursorShape:
        hovers = distance(self.handle, at) <= TOUCH_REACH
        if hovers != self._hovers:
            self._hovers = hovers
            self.bench.moved.emit()
        return Qt.CursorShape.PointingHandCursor if hovers else Qt.CursorShape.SizeAllCursor

    @override
    def key(self, event: QKeyEvent) -> bool:
        if event.key() in ARROWS:
            way = ARROWS[event.key()]
            step = ONE_CM if has_shift(event.modifiers()) else ONE_MM
            now = self.placement.shift
            self.shift_to(Point(now.x + way[0] * step, now.y + way[1] * step))
        elif event.text() in _TURNS:
            self.turn_to(self.placement.turn_degrees + _TURNS[event.text()])
        elif event.key() == Qt.Key.Key_Home:
            self.straighten()
        else:
            return False
        return True

    @override
    def cancel(self) -> bool:
        if self._from is None:
            return False
        self._from, self._turns = None, False
        self.bench.drop()
        return True

    @override
    def refresh(self) -> None:
        if not self.bench.is_own:
            self._from, self._turns = None, False

    @override
    def paint(self, painter: QPainter, looks: Looks) -> None:
        if self.bench.line is None:
            return
        placement = self._shown()
        pivot, at = self.bench.view.to_screen(placement.shift), self._handle_at(placement)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(looks.hand, 1.25, Qt.PenStyle.DashLine))
        painter.drawLine(pivot, at)
        painter.setPen(QPen(looks.hand, 1.75))
        painter.drawLine(pivot - QPointF(7, 0), pivot + QPointF(7, 0))
        painter.drawLine(pivot - QPointF(0, 7), pivot + QPointF(0, 7))
        painter.setBrush(looks.hand if self._turns or self._hovers else looks.paper)
        painter.setPen(QPen(looks.hand, 2))
        painter.drawEllipse(at, _HANDLE, _HANDLE)
        arrow = looks.paper if self._turns or self._hovers else looks.hand
        painter.setPen(QPen(arrow, 1.75, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        _paint_turning(painter, at)

    @override
    def words(self) -> str:
        placement = self._shown()
        said = QCoreApplication.translate("GridTool", "Grid turned by %1°, shifted by %2 cm across and %3 cm up")
        across, up = (f"{steps / ONE_CM:g}" for steps in (placement.shift.x, placement.shift.y))
        return said.replace("%1", turn_in_words(placement.turn_degrees)).replace("%2", across).replace("%3", up)

    def _shown(self) -> Placement:
        return self.bench.placement_shown or self.placement

    def _handle_at(self, placement: Placement) -> QPointF:
        pivot, way = self.bench.view.to_screen(placement.shift), radians(placement.turn_degrees) + pi / 2
        return pivot + QPointF(cos(way), -sin(way)) * self._arm()

    def _arm(self) -> float:
        """Return how far the handle stands from the middle: beyond the outline where the paper shows so much."""
        extent = None if self.bench.target is None else self.bench.target.extent
        beyond = 0.0 if extent is None else float(extent.width.cm) / 2 * self.bench.view.pixels_per_cm + _BEYOND_PX
        return min(max(_ARM_PX, beyond), max(_ARM_PX, self.bench.view.reach - 2 * _BEYOND_PX))

    def _angle(self, at: QPointF) -> float:
        pivot = self.bench.view.to_screen(self._base.shift)
        return degrees(atan2(pivot.y() - at.y(), at.x() - pivot.x()))

    def _turned_by_hand(self, at: QPointF, modifiers: Qt.KeyboardModifier) -> Placement | None:
        to = round(self._angle(at) + self._off)
        if has_shift(modifiers):
            to = round(to / _COARSE_TURN) * _COARSE_TURN
        return self._turned(self._base, to)

    def _shifted_by_hand(self, at: QPointF) -> Placement | None:
        if self._from is None:
            return None
        gap, scale = at - self._from, self.bench.view.scale
        return self._shifted(self._base, Point(ONE_MM * round(gap.x() / scale / ONE_MM), ONE_MM * round(-gap.y() / scale / ONE_MM)))

    def _turned(self, placement: Placement, to_degrees: int) -> Placement | None:
        target, line = self.bench.target, self.bench.line
        spacing = None if line is None else spacing_of(line, self.bench.protocol)
        if target is None or target.extent is None or spacing is None:
            return None
        return turned(placement, to_degrees=to_degrees % _WHOLE_TURN, extent=target.extent, spacing_cm=spacing)

    def _shifted(self, placement: Placement, by: Point) -> Placement | None:
        target, line = self.bench.target, self.bench.line
        spacing = None if line is None else spacing_of(line, self.bench.protocol)
        if target is None or target.extent is None or spacing is None:
            return None
        return shifted(placement, by=by, extent=target.extent, spacing_cm=spacing)


def _paint_turning(painter: QPainter, at: QPointF) -> None:
    """Paint the bent arrow on the handle."""
    radius = 5.0
    painter.drawArc(round(at.x() - radius), round(at.y() - radius), round(2 * radius), round(2 * radius), -40 * 16, 260 * 16)
    tip = at + QPointF(cos(radians(-40)) * radius, -sin(radians(-40)) * radius)
    painter.drawLine(tip, tip + QPointF(-3.2, -0.6))
    painter.drawLine(tip, tip + QPointF(1.6, -3.2))
