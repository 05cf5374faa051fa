"""The paper as a widget that takes hand, finger and keys, and gives them to the tool."""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QElapsedTimer, QEvent, QPointF, Qt, QTimer, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QNativeGestureEvent,
    QResizeEvent,
    QTouchEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from meso_desktop.ui.canvas.bench import Bench
from meso_desktop.ui.canvas.fingers import Fingers
from meso_desktop.ui.canvas.paper_widget import PaperWidget
from meso_desktop.ui.canvas.tool import Tool, distance

_FRAME_MS: Final = 16
_LONG_PRESS_MS: Final = 600
_ZOOM_STEP: Final = 1.25
_WHEEL_STEP: Final = 120.0
_SLIP: Final = 8.0


class Canvas(PaperWidget):
    """Hands what is done on the paper to the tool; `left` when Escape has nothing else to end."""

    left = Signal()

    def __init__(
        self, bench: Bench, *, name_of: Callable[[str], str], reason_of: Callable[[str], str], parent: QWidget | None = None,
    ) -> None:
        """Begin with a tool that does nothing; `name_of` gives the name of a kind of zone, `reason_of` that and more."""
        super().__init__(bench, name_of=name_of, reason_of=reason_of, parent=parent)
        self._pushes: QPointF | None = None
        self._pressed_at: QPointF | None = None
        self._has_pushed = False
        self._has_space = self._was_space_used = False
        self._fingers = Fingers()
        self._queued: tuple[QPointF, Qt.KeyboardModifier] | None = None
        self._since_frame = QElapsedTimer()
        self._frame = self._timer(self.follow_now)
        self._long = self._timer(self._on_long_press)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setAttribute(Qt.WidgetAttribute.WA_AcceptTouchEvents)

    def take(self, tool: Tool) -> None:
        """Work with another tool."""
        self.give_up()
        self._tool = tool
        self.setCursor(Qt.CursorShape.ArrowCursor)
        self._on_moved()

    def give_up(self) -> None:
        """End what the hand was doing as if it had not begun."""
        self._frame.stop()
        self._long.stop()
        self._queued = self._pushes = self._pressed_at = None
        self._has_space = False
        self._tool.cancel()

    @override
    def event(self, event: QEvent) -> bool:
        """Take fingers and the pinch of a trackpad."""
        match event:
            case QTouchEvent():
                self._on_touch(event)
                return True
            case QNativeGestureEvent() if event.gestureType() is Qt.NativeGestureType.ZoomNativeGesture:
                self.zoom(1 + event.value(), about=event.position())
                return True
            case _:
                return super().event(event)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Never show the paper otherwise under a hand that holds something."""
        self._is_fitted = self._is_fitted and self._pressed_at is None
        super().resizeEvent(event)

    @override
    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom about the hand; push the paper where the wheel goes sideways too, as a trackpad does."""
        pixels = event.pixelDelta()
        if not pixels.isNull() and not event.modifiers() & Qt.KeyboardModifier.ControlModifier and pixels.x():
            self.push(QPointF(pixels))
        else:
            self.zoom(_ZOOM_STEP ** (event.angleDelta().y() / _WHEEL_STEP), about=event.position())
        event.accept()

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._tool.is_touch = False
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        match event.button():
            case Qt.MouseButton.LeftButton if not self._has_space:
                self._press(event.position(), event.modifiers())
            case Qt.MouseButton.LeftButton | Qt.MouseButton.MiddleButton:
                self._pushes, self._was_space_used = event.position(), True
                self.setCursor(Qt.CursorShape.ClosedHandCursor)
            case Qt.MouseButton.RightButton:
                self.give_up()
                self._tool.take_away(event.position())
            case _:
                super().mousePressEvent(event)

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._pressed_at is None and self._pushes is None:
            self.setCursor(Qt.CursorShape.OpenHandCursor if self._has_space else self._tool.hover(event.position()))
        else:
            self._move(event.position(), event.modifiers())

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() in (Qt.MouseButton.LeftButton, Qt.MouseButton.MiddleButton):
            self._release(event.position(), event.modifiers())
            self.setCursor(self._tool.hover(event.position()))

    @override
    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        event.accept()

    @override
    def leaveEvent(self, event: QEvent) -> None:
        self._tool.leave()
        self.update()

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._has_space = False
        self.update()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        pressed = event.key()
        if pressed == Qt.Key.Key_Space:
            if not event.isAutoRepeat():
                self._has_space, self._was_space_used = True, False
        elif pressed in (Qt.Key.Key_Plus, Qt.Key.Key_Equal):
            self.zoom(_ZOOM_STEP)
        elif pressed == Qt.Key.Key_Minus:
            self.zoom(1 / _ZOOM_STEP)
        elif event.text() == "0":
            self.fit()
        elif pressed == Qt.Key.Key_Escape:
            if self._pressed_at is None or not self._tool.cancel():
                self.left.emit()
        elif not self._tool.key(event):
            super().keyPressEvent(event)

    @override
    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        if event.key() != Qt.Key.Key_Space or event.isAutoRepeat():
            super().keyReleaseEvent(event)
        elif self._has_space:
            self._has_space = False
            if not self._was_space_used:
                self._tool.space()

    def _press(self, at: QPointF, modifiers: Qt.KeyboardModifier) -> None:
        self._pressed_at, self._has_pushed = at, False
        self._pushes = None if self._tool.press(at, modifiers) else at
        if self._tool.is_touch:  # a hand that holds a mouse has a right button
            self._long.start(_LONG_PRESS_MS)

    def _move(self, at: QPointF, modifiers: Qt.KeyboardModifier) -> None:
        """Follow the hand, at most once a frame: between two frames nobody sees anything."""
        if self._pressed_at is not None and distance(self._pressed_at, at) > _SLIP:
            self._long.stop()
        self._queued = (at, modifiers)
        if not self._frame.isActive():
            spent = self._since_frame.elapsed() if self._since_frame.isValid() else _FRAME_MS
            self._frame.start(max(0, _FRAME_MS - spent))

    def follow_now(self) -> None:
        """Follow the hand to where it was last seen; the next frame would."""
        self._frame.stop()
        queued, self._queued = self._queued, None
        if queued is None:
            return
        self._since_frame.start()
        at, modifiers = queued
        if self._pushes is None:
            self._tool.drag(at, modifiers)
        elif self._has_pushed or self._pressed_at is None or distance(self._pressed_at, at) > _SLIP:
            self._has_pushed = True
            self.push(at - self._pushes)
            self._pushes = at

    def _release(self, at: QPointF, modifiers: Qt.KeyboardModifier) -> None:
        self._long.stop()
        self.follow_now()
        if self._pressed_at is not None and not self._has_pushed:
            self._tool.release(at, modifiers)
        self._pressed_at = self._pushes = None

    def _on_touch(self, event: QTouchEvent) -> None:
        places = [self.mapFromGlobal(point.globalPosition()) for point in event.points()]
        step = self._fingers.follow(event, places=places)
        self._tool.is_touch = True
        match step.act:
            case "press":
                self.setFocus(Qt.FocusReason.MouseFocusReason)
                self._press(step.at, Qt.KeyboardModifier.NoModifier)
            case "move":
                self._move(step.at, Qt.KeyboardModifier.NoModifier)
            case "release":
                self._release(step.at, Qt.KeyboardModifier.NoModifier)
            case "give_up":
                self.give_up()
            case "pinch":
                self.push(step.by)
                self.zoom(step.factor, about=step.at)
            case _:
                pass
        event.accept()

    def _on_long_press(self) -> None:
        at = self._pressed_at
        if at is not None:
            self.give_up()
            self._tool.take_away(at)

    def _timer(self, slot: Callable[[], None]) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.timeout.connect(slot)
        return timer


