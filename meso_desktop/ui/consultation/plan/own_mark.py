"""Under a field that holds the doctor's own figure: what was proposed and how far it is from it; pressed, the proposed one holds again."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget
from typing_extensions import override

from meso_desktop.ui.fonts import TypeSize, font
from meso_desktop.ui.icons import icon
from meso_desktop.ui.palette import roles_of

_HEIGHT = 32
_ICON = 14
_ROOM = _ICON + 4


class OwnMark(QAbstractButton):
    """A quiet button; where there is no room for the words its figures stand alone."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        """Make it hidden; `name` is the field's."""
        super().__init__(parent)
        self._name = name
        self._short = ""
        self.setFont(font(TypeSize.SMALL, is_tabular=True))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(_HEIGHT)
        self.hide()

    def show_proposed(self, proposed: str, *, apart: str) -> None:
        """Show the figure proposed and the difference; with no figure proposed nothing shows."""
        self.setVisible(bool(proposed))
        if not proposed:
            return
        short = f"{proposed} · {apart}" if apart else proposed
        whole = self.tr("proposed %1").replace("%1", short)
        if whole != self.text():
            self._short = short
            self.setText(whole)
            self.setToolTip(self.tr("Back to the proposed figure"))
            self.setAccessibleName(self.tr("%1: back to %2").replace("%1", self._name).replace("%2", whole))

    @override
    def sizeHint(self) -> QSize:
        return QSize(self.fontMetrics().horizontalAdvance(self.text()) + _ROOM + 4, _HEIGHT)

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(48, _HEIGHT)

    @override
    def paintEvent(self, e: QPaintEvent) -> None:
        roles = roles_of(self.palette())
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.hasFocus():
            painter.setPen(QPen(roles.colour("accent"), 2))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 4, -1, -4), 4, 4)
        colour = roles.colour("text" if self.underMouse() or self.hasFocus() else "muted")
        place = QRectF(2, (self.height() - _ICON) / 2, _ICON, _ICON)
        icon("undo", colour, size=_ICON).paint(painter, place.toRect())
        painter.setPen(colour)
        room = QRectF(self.rect()).adjusted(_ROOM, 0, 0, 0)
        fits = self.fontMetrics().horizontalAdvance(self.text()) <= room.width()
        words = self.fontMetrics().elidedText(self.text() if fits else self._short, Qt.TextElideMode.ElideRight, int(room.width()))
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, words)
        painter.end()
