"""A pair of hands: real key and mouse events for the widget that a person would use, and patience until the window answers."""

import time
from collections.abc import Callable
from typing import Final, TypeVar

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QScrollArea, QWidget

_PATIENCE_S: Final = 30.0
_BLINK_MS: Final = 5
_MARGIN: Final = 48
_LATIN_1: Final = 0x100
_NO_FOCUS: Final = ("focus", "on no field")


T = TypeVar("T")


class NotOnScreenError(Exception):
    """What the script names is not where a person could use it."""

    def __init__(self, *what: object) -> None:
        """Say what was looked for, from the larger to the smaller."""
        super().__init__(": ".join(str(part) for part in what if part))


def need(found: T | None, what: str) -> T:
    """Return what was found; raises NotOnScreenError naming `what` when it is not there."""
    if found is None:
        raise NotOnScreenError(what)
    return found


def button(inside: QWidget, words: str) -> QAbstractButton:
    """Return the visible button with these words."""
    shown = (b for b in inside.findChildren(QAbstractButton) if b.isVisible() and words in {b.text(), b.accessibleName()})
    return need(next(shown, None), words)


def bring_into_view(widget: QWidget) -> None:
    """Scroll until a widget is seen."""
    above = widget.parentWidget()
    while above is not None:
        if isinstance(above, QScrollArea):
            above.ensureWidgetVisible(widget, 0, _MARGIN)
        above = above.parentWidget()
    settle()


def wait_until(is_so: Callable[[], bool], *, what: str) -> None:
    """Let the window work until `is_so`; raises NotOnScreenError naming `what` when it never is."""
    until = time.monotonic() + _PATIENCE_S
    while not is_so():
        if time.monotonic() > until:
            raise NotOnScreenError(what)
        QTest.qWait(_BLINK_MS)


def settle() -> None:
    """Let the window finish what it has begun."""
    QApplication.processEvents()
    QApplication.processEvents()


def click(widget: QWidget, at: QPoint | None = None) -> None:
    """Click a widget with the left button, in its middle unless told where."""
    _require_visible(widget)
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, at or widget.rect().center())
    settle()


def press(key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier, *, on: QWidget | None = None) -> None:
    """Press a key on the widget that has the focus."""
    QTest.keyClick(on or _focused(), key, modifiers)
    settle()


def type_text(widget: QWidget, text: str) -> None:
    """Click into a field, replace what stands there by `text`, one key event a character."""
    focus(widget)
    target = _focused()
    QTest.keyClick(target, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(target, Qt.Key.Key_Delete)
    for character in text:
        code = ord(character.upper())
        key = code if code < _LATIN_1 else int(Qt.Key.Key_unknown)
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            QApplication.sendEvent(target, QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, character))
    settle()


def focus(widget: QWidget) -> None:
    """Bring the focus to a field by a click, or by the keyboard where a click would do more than that."""
    _require_visible(widget)
    target = widget.focusProxy() or widget
    if isinstance(target, (QComboBox, QAbstractButton)):
        target.setFocus(Qt.FocusReason.TabFocusReason)
    else:
        QTest.mouseClick(target, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, QPoint(8, target.height() // 2))
    settle()


def choose(box: QComboBox, data: object) -> None:
    """Choose the entry that holds `data` with the arrow keys."""
    wanted = box.findData(data)
    if wanted < 0:
        raise NotOnScreenError(box.accessibleName(), data)
    focus(box)
    while box.currentIndex() != wanted:
        before = box.currentIndex()
        press(Qt.Key.Key_Down if box.currentIndex() < wanted else Qt.Key.Key_Up, on=box)
        if box.currentIndex() == before:
            raise NotOnScreenError(box.accessibleName(), data)


def choose_from_list(box: QComboBox, data: object) -> None:
    """Open a list with F4, go to the entry that holds `data` with the arrow keys and take it with Enter."""
    wanted = box.findData(data)
    if wanted < 0:
        raise NotOnScreenError(box.accessibleName(), data)
    focus(box)
    press(Qt.Key.Key_F4, on=box)
    shown = box.view()
    press(Qt.Key.Key_Home, on=shown)
    for _ in range(box.count()):
        if shown.currentIndex().row() == wanted:
            break
        press(Qt.Key.Key_Down, on=shown)
    press(Qt.Key.Key_Return, on=shown)


def pick(editor: QWidget, place: int) -> None:
    """Pick the choice at `place`, of buttons side by side by a click, of a list by the arrow keys."""
    if isinstance(editor, QComboBox):
        focus(editor)
        while editor.currentIndex() < place:
            press(Qt.Key.Key_Down, on=editor)
        return
    click(editor.findChildren(QAbstractButton)[place])


def draw(widget: QWidget, points: list[QPointF]) -> None:
    """Draw one stroke with the left button held down."""
    _require_visible(widget)
    places = [point.toPoint() for point in points]
    QTest.mousePress(widget, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, places[0])
    for place in places[1:]:
        QTest.mouseMove(widget, place)
        settle()
    QTest.mouseRelease(widget, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, places[-1])
    settle()


def _focused() -> QWidget:
    widget = QApplication.focusWidget()
    if widget is None:
        raise NotOnScreenError(*_NO_FOCUS)
    return widget


def _require_visible(widget: QWidget) -> None:
    if not widget.isVisible() or not widget.isEnabled():
        raise NotOnScreenError(widget.objectName() or widget.accessibleName() or type(widget).__name__)
