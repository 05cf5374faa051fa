"""A field to sign in with mouse, finger or pen; its strokes are kept in 0.1 mm."""

from typing import Final

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPainterPath, QPaintEvent, QPalette, QPen, QTabletEvent, QTouchEvent
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from meso_desktop.domain.areas import Point

_WIDTH: Final = 1000  # the field is 100 mm wide
_HEIGHT: Final = 300
_PEN: Final = 5.0

Strokes = tuple[tuple[Point, ...], ...]


class SignaturePad(QWidget):
    """Emits the strokes drawn so far whenever one is finished."""

    drawn = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        """Make an empty field."""
        super().__init__(parent)
        self._strokes: list[tuple[Point, ...]] = []
        self._stroke: list[Point] = []
        self.setObjectName("signature_pad")
        self.setAccessibleName(self.tr("Signature field"))
        self.setAttribute(Qt.WidgetAttribute.WA_AcceptTouchEvents)
        self.setCursor(Qt.CursorShape.CrossCursor)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setSizePolicy(policy)
        self.setMinimumHeight(120)

    @property
    def strokes(self) -> Strokes:
        """The strokes, in 0.1 mm from the top left."""
        return tuple(self._strokes)

    def show_strokes(self, strokes: Strokes) -> None:
        """Show strokes that were drawn before."""
        if strokes != self.strokes and not self._stroke:
            self._strokes = list(strokes)
            self.update()

    @override
    def sizeHint(self) -> QSize:
        """Ask for 100 by 30 mm as drawn on the screen."""
        return QSize(460, 138)

    @override
    def event(self, event: QEvent) -> bool:
        """Follow a finger as a pen is followed."""
        kind = event.type()
        if isinstance(event, QTouchEvent) and kind in (QEvent.Type.TouchBegin, QEvent.Type.TouchUpdate, QEvent.Type.TouchEnd):
            for point in event.points()[:1]:
                self._follow(point.position())
            if kind == QEvent.Type.TouchEnd:
                self._finish()
            event.accept()
            return True
        return super().event(event)

    @override
    def tabletEvent(self, event: QTabletEvent) -> None:
        """Follow the pen."""
        if event.type() == QEvent.Type.TabletRelease:
            self._finish()
        elif event.pressure() > 0:
            self._follow(event.position())
        event.accept()

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin a stroke."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._follow(event.position())

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Go on with the stroke."""
        if event.buttons() & Qt.MouseButton.LeftButton:
            self._follow(event.position())

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """End the stroke."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._finish()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the base line and the strokes."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self.palette().color(QPalette.ColorRole.Mid), 1))
        painter.setBrush(self.palette().base())
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        base = self.height() * 0.78
        painter.drawLine(QPointF(16, base), QPointF(self.width() - 16, base))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        scale = self._scale()
        ink = QPen(self.palette().color(QPalette.ColorRole.Text), _PEN * scale)
        ink.setCapStyle(Qt.PenCapStyle.RoundCap)
        ink.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.setPen(ink)
        for stroke in (*self._strokes, tuple(self._stroke)):
            painter.drawPath(_path(stroke, scale))

    def _scale(self) -> float:
        return min(self.width() / _WIDTH, self.height() / _HEIGHT)

    def _follow(self, position: QPointF) -> None:
        scale = self._scale()
        x, y = round(position.x() / scale), round(position.y() / scale)
        point = Point(min(max(x, 0), round(self.width() / scale)), min(max(y, 0), round(self.height() / scale)))
        if not self._stroke or self._stroke[-1] != point:
            self._stroke.append(point)
            self.update()

    def _finish(self) -> None:
        if self._stroke:
            self._strokes.append(tuple(self._stroke))
            self._stroke.clear()
            self.update()
            self.drawn.emit(self.strokes)


def _path(stroke: tuple[Point, ...], scale: float) -> QPainterPath:
    path = QPainterPath()
    for place, point in enumerate(stroke):
        at = QPointF(point.x * scale, point.y * scale)
        if place == 0:
            path.moveTo(at)
            path.lineTo(at + QPointF(0.01, 0))
        else:
            path.lineTo(at)
    return path
