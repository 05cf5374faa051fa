"""A sentence on as many lines as it takes up to a few, cut with an ellipsis only after the last of them."""

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QTextLayout, QTextOption
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget
from typing_extensions import override

from meso_desktop.ui.fonts import TypeSize, font
from meso_desktop.ui.palette import roles_of


class ClampedLabel(QLabel):
    """Keeps the whole text and paints the lines that are allowed."""

    def __init__(self, *, most_lines: int, parent: QWidget | None = None) -> None:
        """Make an empty label of at most `most_lines`."""
        super().__init__(parent)
        self._most = most_lines
        self.setFont(font(TypeSize.SMALL))
        self.setTextFormat(Qt.TextFormat.PlainText)
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    @override
    def hasHeightForWidth(self) -> bool:
        return True

    @override
    def heightForWidth(self, arg__1: int) -> int:
        return len(self._lines(arg__1)) * self.fontMetrics().lineSpacing()

    @override
    def sizeHint(self) -> QSize:
        return QSize(80, self.heightForWidth(max(self.width(), 80)))

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(20, self.fontMetrics().lineSpacing())

    @override
    def paintEvent(self, arg__1: QPaintEvent) -> None:
        del arg__1
        painter = QPainter(self)
        painter.setPen(roles_of(self.palette()).colour("text"))
        metrics = self.fontMetrics()
        lines = self._lines(self.width())
        top = (self.height() - len(lines) * metrics.lineSpacing()) / 2 + metrics.ascent()
        for number, line in enumerate(lines):
            painter.drawText(QPointF(0, top + number * metrics.lineSpacing()), line)
        painter.end()

    def _lines(self, width: int) -> list[str]:
        """Return the text broken at `width`; the last line allowed takes the rest and is cut where the room ends."""
        text = self.text()
        layout = QTextLayout(text, self.font())
        layout.setTextOption(QTextOption(Qt.AlignmentFlag.AlignLeft))
        lines: list[str] = []
        layout.beginLayout()
        while (line := layout.createLine()).isValid():
            line.setLineWidth(max(width, 1))
            start, length = line.textStart(), line.textLength()
            if len(lines) == self._most - 1:
                lines.append(self.fontMetrics().elidedText(text[start:], Qt.TextElideMode.ElideRight, width))
                break
            lines.append(text[start:start + length].rstrip())
        layout.endLayout()
        return lines or [""]
