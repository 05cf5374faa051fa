"""A hand on the canvas: clicks, drags and keys at places of the paper, in cm from the centre of the extent."""

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QEventPoint, QPointingDevice, QTouchEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from meso_desktop.domain.areas import Point, TargetArea
from meso_desktop.domain.plan import PlanLine
from meso_desktop.ui.canvas.canvas_pane import CanvasPane

NONE = Qt.KeyboardModifier.NoModifier
CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


def settle() -> None:
    for _ in range(3):
        QApplication.processEvents()


def seen(pane: CanvasPane, across: float, up: float) -> QPoint:
    """Return where a place is seen."""
    return pane.bench.view.to_screen(Point(round(across * 100), round(up * 100))).toPoint()


def is_near(one: QPoint, other: QPoint) -> bool:
    """Tell whether two places of the widget are the same but for rounding."""
    return (one - other).manhattanLength() <= 2  # a pixel each way


def click(pane: CanvasPane, across: float, up: float, button: Qt.MouseButton = Qt.MouseButton.LeftButton) -> None:
    QTest.mouseClick(pane.canvas, button, NONE, seen(pane, across, up))
    settle()


def press(pane: CanvasPane, across: float, up: float) -> None:
    QTest.mousePress(pane.canvas, Qt.MouseButton.LeftButton, NONE, seen(pane, across, up))


def move(pane: CanvasPane, across: float, up: float) -> None:
    QTest.mouseMove(pane.canvas, seen(pane, across, up))


def release(pane: CanvasPane, across: float, up: float) -> None:
    QTest.mouseRelease(pane.canvas, Qt.MouseButton.LeftButton, NONE, seen(pane, across, up))
    settle()


def drag(pane: CanvasPane, start: tuple[float, float], end: tuple[float, float]) -> None:
    """Drag from one place to another; both are taken as the paper lies when the hand goes down."""
    first, last = seen(pane, *start), seen(pane, *end)
    QTest.mousePress(pane.canvas, Qt.MouseButton.LeftButton, NONE, first)
    QTest.mouseMove(pane.canvas, (first + last) / 2)
    QTest.mouseMove(pane.canvas, last)
    QTest.mouseRelease(pane.canvas, Qt.MouseButton.LeftButton, NONE, last)
    settle()


def key(pane: CanvasPane, pressed: Qt.Key, modifiers: Qt.KeyboardModifier = NONE, *, times: int = 1) -> None:
    for _ in range(times):
        QTest.keyClick(pane.canvas, pressed, modifiers)
    settle()


def area(pane: CanvasPane) -> TargetArea:
    found = pane.bench.target
    assert found is not None
    return found


def line(pane: CanvasPane) -> PlanLine:
    found = pane.bench.line
    assert found is not None
    return found


def corners_cm(pane: CanvasPane) -> list[tuple[float, float]]:
    """Return the corners of the outline that is set, in cm."""
    extent = area(pane).extent
    assert extent is not None
    return [(corner.x / 100, corner.y / 100) for corner in extent.corners]


def size_cm(pane: CanvasPane) -> tuple[str, str]:
    """Return length and width of the extent that is set."""
    extent = area(pane).extent
    assert extent is not None
    return f"{extent.length.cm:f}", f"{extent.width.cm:f}"


def fingers(pane: CanvasPane, kind: QEvent.Type, *places: QPoint) -> None:
    """Touch the canvas at places of the widget."""
    state = {QEvent.Type.TouchBegin: QEventPoint.State.Pressed, QEvent.Type.TouchEnd: QEventPoint.State.Released}.get(
        kind, QEventPoint.State.Updated
    )
    spots = [pane.canvas.mapToGlobal(QPointF(place)) for place in places]
    points = [QEventPoint(number, state, spot, spot) for number, spot in enumerate(spots)]
    screen = QPointingDevice.primaryPointingDevice()
    QApplication.sendEvent(pane.canvas, QTouchEvent(kind, screen, Qt.KeyboardModifier.NoModifier, points))
    settle()
