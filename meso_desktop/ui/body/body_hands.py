"""Mouse, wheel, touch and zoom keys on the drawn body: a click chooses, a drag moves the paper, a pinch brings it nearer."""

from typing import Final

from PySide6.QtCore import QEvent, QObject, QPointF, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent, QNativeGestureEvent, QWheelEvent
from PySide6.QtWidgets import QApplication, QGestureEvent, QPinchGesture
from typing_extensions import override

from meso_desktop.ui.body.body_canvas import BodyCanvas

_NOTCH: Final = 120.0
_PER_NOTCH: Final = 1.2
_KEYS: Final = {Qt.Key.Key_Plus: 1, Qt.Key.Key_Equal: 1, Qt.Key.Key_Minus: -1, Qt.Key.Key_0: 0}


class BodyHands(QObject):
    """Reads the events of a canvas and tells it where to look and what was clicked."""

    def __init__(self, canvas: BodyCanvas) -> None:
        """Watch `canvas`."""
        super().__init__(canvas)
        self._canvas = canvas
        self._pressed_at: QPointF | None = None
        self._last: QPointF | None = None
        self._is_dragging = False
        self._is_space_down = False
        self._has_moved = False
        canvas.grabGesture(Qt.GestureType.PinchGesture)
        canvas.installEventFilter(self)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take what is meant for zoom, pan and choice; leave the rest to the canvas."""
        match event:
            case QMouseEvent():
                return self._mouse(event)
            case QWheelEvent():
                return self._wheel(event)
            case QKeyEvent():
                return self._key(event)
            case QNativeGestureEvent():
                return self._native(event)
            case QGestureEvent():
                return self._pinch(event)
            case _:
                self._is_space_down = self._is_space_down and event.type() is not QEvent.Type.FocusOut
                return False

    def zoom_by_key(self, step: int) -> None:
        """Go one step nearer (1) or farther (-1), or back to the whole body (0)."""
        canvas = self._canvas
        canvas.zoom_to(1.0 if not step else canvas.stage.zoom.stepped(is_nearer=step > 0))

    def _mouse(self, event: QMouseEvent) -> bool:
        match event.type():
            case QEvent.Type.MouseButtonPress:
                return self._press(event)
            case QEvent.Type.MouseButtonDblClick:
                return True  # the second of two quick clicks would take back what the first one chose
            case QEvent.Type.MouseMove:
                return self._move(event)
            case QEvent.Type.MouseButtonRelease:
                return self._release(event)
            case _:
                return False

    def _press(self, event: QMouseEvent) -> bool:
        if event.button() not in {Qt.MouseButton.LeftButton, Qt.MouseButton.MiddleButton}:
            return False
        self._pressed_at = self._last = event.position()
        self._is_dragging = event.button() is Qt.MouseButton.MiddleButton or self._is_space_down
        self._canvas.setFocus(Qt.FocusReason.MouseFocusReason)
        return True

    def _move(self, event: QMouseEvent) -> bool:
        at = event.position()
        if self._pressed_at is None or self._last is None:
            self._canvas.hover(at)
            return True
        if not self._is_dragging and (at - self._pressed_at).manhattanLength() >= QApplication.startDragDistance():
            self._is_dragging = True
        if self._is_dragging:
            self._canvas.setCursor(Qt.CursorShape.ClosedHandCursor)
            self._canvas.pan(at - self._last)
            self._has_moved = True
            self._last = at
        return True

    def _release(self, event: QMouseEvent) -> bool:
        if self._pressed_at is None:
            return False
        was_drag, self._is_dragging = self._is_dragging, False
        self._pressed_at = self._last = None
        self._canvas.setCursor(Qt.CursorShape.CrossCursor if self._canvas.is_marking else Qt.CursorShape.ArrowCursor)
        if not was_drag:
            self._canvas.take(event.position(), is_parting=bool(event.modifiers() & Qt.KeyboardModifier.AltModifier))
        return True

    def _wheel(self, event: QWheelEvent) -> bool:
        canvas = self._canvas
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            turned = event.angleDelta().y() or event.angleDelta().x()
            canvas.zoom_to(canvas.stage.zoom.factor * _PER_NOTCH ** (turned / _NOTCH), about=event.position())
            return True
        if canvas.stage.zoom.factor <= 1:
            return False  # the page scrolls
        by = event.pixelDelta() if not event.pixelDelta().isNull() else event.angleDelta() / 2
        canvas.pan(QPointF(by))
        return True

    def _key(self, event: QKeyEvent) -> bool:
        if event.key() == Qt.Key.Key_Space and not event.isAutoRepeat():
            return self._space(event)
        if event.type() is not QEvent.Type.KeyPress or Qt.Key(event.key()) not in _KEYS:
            return False
        self.zoom_by_key(_KEYS[Qt.Key(event.key())])
        return True

    def _space(self, event: QKeyEvent) -> bool:
        """Hold the paper while Space is down; let go without having moved it, Space chooses."""
        if event.type() is QEvent.Type.KeyPress:
            self._is_space_down, self._has_moved = True, False
        elif event.type() is QEvent.Type.KeyRelease and self._is_space_down:
            self._is_space_down = False
            if not self._has_moved:
                self._canvas.choose_focused(is_parting=bool(event.modifiers() & Qt.KeyboardModifier.AltModifier))
        return event.type() in {QEvent.Type.KeyPress, QEvent.Type.KeyRelease}

    def _native(self, event: QNativeGestureEvent) -> bool:
        if event.gestureType() is not Qt.NativeGestureType.ZoomNativeGesture:
            return False
        self._canvas.zoom_to(self._canvas.stage.zoom.factor * (1 + event.value()), about=event.position())
        return True

    def _pinch(self, event: QGestureEvent) -> bool:
        pinch = event.gesture(Qt.GestureType.PinchGesture)
        if not isinstance(pinch, QPinchGesture):
            return False
        self._pressed_at = self._last = None  # a second finger makes it no click
        canvas = self._canvas
        canvas.zoom_to(canvas.stage.zoom.factor * pinch.scaleFactor(), about=canvas.mapFromGlobal(pinch.centerPoint()))
        canvas.pan(pinch.centerPoint() - pinch.lastCenterPoint())
        event.accept(pinch)
        return True
