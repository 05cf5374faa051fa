"""A line that opens in place what stands below it."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget
from typing_extensions import override

from meso_desktop.ui.fonts import TypeSize, font
from meso_desktop.ui.palette import roles_of


class Disclosure(QPushButton):
    """A flat button with a small arrow; `opened` tells whether what belongs to it shows."""

    opened = Signal(bool)

    def __init__(self, text: str, *, is_quiet: bool = False, parent: QWidget | None = None) -> None:
        """Make a closed one."""
        super().__init__(text, parent)
        self._is_quiet = is_quiet
        self._is_openable = True
        self.setCheckable(True)
        self.setSizePolicy(QSizePolicy.Policy.Maximum if is_quiet else QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFont(font(TypeSize.SMALL))
        self.setFixedHeight(32)
        self.toggled.connect(self.opened)

    def set_openable(self, *, is_openable: bool) -> None:
        """Be a line without arrow that neither takes the focus nor a press, while there is nothing to open."""
        if is_openable != self._is_openable:
            self._is_openable = is_openable
            self.setEnabled(is_openable)
            self.update()

    @override
    def sizeHint(self) -> QSize:
        """Be as wide as the words and the arrow."""
        return QSize(self.fontMetrics().horizontalAdvance(self.text()) + 28, 32)

    @override
    def minimumSizeHint(self) -> QSize:
        """Give way where there is no room; the words are cut then."""
        return QSize(min(self.sizeHint().width(), 80), 32)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the arrow and the words."""
        del event
        roles = roles_of(self.palette())
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.hasFocus():
            painter.setPen(QPen(roles.colour("accent"), 2))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 3, -1, -3), 4, 4)
        colour = roles.colour("muted" if self._is_quiet and not self.underMouse() else "text")
        painter.setPen(QPen(colour, 1.5, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin))
        middle = self.height() / 2
        if self._is_openable:
            painter.save()
            painter.translate(9, middle)
            painter.rotate(90 if self.isChecked() else 0)
            painter.drawPolyline([QPointF(-2, -4), QPointF(2, 0), QPointF(-2, 4)])
            painter.restore()
        room = QRectF(self.rect()).adjusted(20, 0, 0, 0)
        text = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, int(room.width()))
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, text)
        painter.end()

