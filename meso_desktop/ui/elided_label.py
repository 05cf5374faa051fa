"""One line of text that may be longer than its room: it ends in an ellipsis then, and a tooltip tells the whole."""

from html import escape

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QHelpEvent, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QLabel, QSizePolicy, QToolTip
from typing_extensions import override

from meso_desktop.ui.theme import set_role


class ElidedLabel(QLabel):
    """Takes the room its text needs where there is some, and never pushes its neighbours aside."""

    def __init__(self, text: str, role: str) -> None:
        """Make the label with its role."""
        super().__init__(text)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        set_role(self, role)

    @property
    def shown(self) -> str:
        """What there is room for."""
        return self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, self.contentsRect().width())

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(self.fontMetrics().averageCharWidth() * 8, super().minimumSizeHint().height())

    @override
    def event(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            QToolTip.showText(event.globalPos(), "" if self.shown == self.text() else plain_tip(self.text()), self)
            return True
        return super().event(event)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        self.style().drawItemText(
            painter, self.contentsRect(), int(self.alignment()), self.palette(), self.isEnabled(), self.shown,
            QPalette.ColorRole.WindowText,
        )
        painter.end()


def plain_tip(text: str) -> str:
    """Return a tooltip of plain text; Qt would read markup in a name that looks like some."""
    lines = "<br>".join(escape(line) for line in text.splitlines())
    return f"<p>{lines}</p>" if text else ""
