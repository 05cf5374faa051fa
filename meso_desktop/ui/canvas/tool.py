"""What every tool of the canvas can do; each answers the hand and the keys in its own way."""

from typing import Final

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QKeyEvent, QPainter

from meso_desktop.ui.canvas.bench import Bench
from meso_desktop.ui.canvas.looks import Looks

TOUCH_REACH: Final = 22.0
"""Half the 44 px that a finger hits."""
ONE_MM: Final = 10
ONE_CM: Final = 100
SLACK: Final = 4.0
"""How far a hand may slip and still have clicked."""
ARROWS: Final = {
    int(Qt.Key.Key_Left): (-1, 0), int(Qt.Key.Key_Right): (1, 0), int(Qt.Key.Key_Up): (0, 1), int(Qt.Key.Key_Down): (0, -1),
}


class Tool:
    """Answers nothing by itself."""

    def __init__(self, bench: Bench) -> None:
        """Work on what lies on the bench."""
        self.bench = bench
        self.is_touch = False

    def press(self, at: QPointF, modifiers: Qt.KeyboardModifier) -> bool:
        """Take hold of what is there; False where there is nothing, so that a drag pushes the paper."""
        del at, modifiers
        return False

    def drag(self, at: QPointF, modifiers: Qt.KeyboardModifier) -> None:
        """Follow the hand."""

    def release(self, at: QPointF, modifiers: Qt.KeyboardModifier) -> None:
        """Let go; called for a click on nothing too, when the paper was not pushed."""

    def hover(self, at: QPointF) -> Qt.CursorShape:
        """Follow the hand without a button, and return how it should look."""
        del at
        return Qt.CursorShape.ArrowCursor

    def leave(self) -> None:
        """Forget what the hand was over."""

    def take_away(self, at: QPointF) -> None:
        """Answer the right button and the long press."""

    def key(self, event: QKeyEvent) -> bool:
        """Answer a key; False when it means nothing here."""
        del event
        return False

    def space(self) -> None:
        """Answer the space bar, pressed without pushing the paper."""

    def cancel(self) -> bool:
        """Give up the gesture under way as if it had not begun; False when there is none."""
        return False

    def refresh(self) -> None:
        """Follow a change of the consultation."""

    def paint(self, painter: QPainter, looks: Looks) -> None:
        """Paint handles over what is drawn."""

    @property
    def hides_outline(self) -> bool:
        """Whether the outline that is set stands back behind one being drawn."""
        return False

    def tip(self, at: QPointF) -> str:
        """Return what a tooltip says there."""
        del at
        return ""

    def words(self) -> str:
        """Return what has the focus, for a screen reader."""
        return ""


def distance(one: QPointF, other: QPointF) -> float:
    """Return how far two places of the widget are apart, in pixels."""
    gap = one - other
    return float((gap.x() ** 2 + gap.y() ** 2) ** 0.5)


def has_control(modifiers: Qt.KeyboardModifier) -> bool:
    """Tell whether Ctrl is held."""
    return bool(modifiers & Qt.KeyboardModifier.ControlModifier)


def has_shift(modifiers: Qt.KeyboardModifier) -> bool:
    """Tell whether Shift is held."""
    return bool(modifiers & Qt.KeyboardModifier.ShiftModifier)
