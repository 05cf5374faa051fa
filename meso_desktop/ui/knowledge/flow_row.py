"""Lays widgets side by side and goes on in the next line where there is no room left."""

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget
from typing_extensions import override


class FlowRow(QLayout):
    """A layout of as many lines as its widgets need at the width it has."""

    def __init__(self, parent: QWidget | None = None, *, gap: int = 4) -> None:
        """Begin empty; `gap` parts the widgets of a line."""
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self._gap = gap
        self.setContentsMargins(0, 0, 0, 0)

    @override
    def addItem(self, arg__1: QLayoutItem) -> None:
        self._items.append(arg__1)

    @override
    def count(self) -> int:
        return len(self._items)

    @override
    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    @override
    def takeAt(self, index: int) -> QLayoutItem | None:
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    @override
    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    @override
    def hasHeightForWidth(self) -> bool:
        return True

    @override
    def heightForWidth(self, arg__1: int) -> int:
        return self._arranged(QRect(0, 0, arg__1, 0), is_trial=True)

    @override
    def setGeometry(self, arg__1: QRect) -> None:
        super().setGeometry(arg__1)
        self._arranged(arg__1, is_trial=False)

    @override
    def sizeHint(self) -> QSize:
        return self.minimumSize()

    @override
    def minimumSize(self) -> QSize:
        size = QSize()
        for item in self._items:
            size = size.expandedTo(QSize(min(item.minimumSize().width(), 120), item.minimumSize().height()))
        return size

    def _arranged(self, room: QRect, *, is_trial: bool) -> int:
        """Put every widget in its place and return the height that it takes; a trial moves nothing."""
        x, y, line = room.x(), room.y(), 0
        for item in self._items:
            wanted = item.sizeHint()
            width = min(wanted.width(), max(room.width(), 1))
            if x > room.x() and x + width > room.right() + 1:
                x, y, line = room.x(), y + line, 0
            if not is_trial:
                item.setGeometry(QRect(QPoint(x, y), QSize(width, wanted.height())))
            x, line = x + width + self._gap, max(line, wanted.height())
        return y + line - room.y()
