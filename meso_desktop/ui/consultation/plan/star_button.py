"""A star that marks a favourite: outlined while it is none, filled once it is."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QKeyEvent, QPainter, QPaintEvent, QPen, QPixmap, QPolygonF
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget
from typing_extensions import override

from meso_desktop.ui.palette import roles_of

_SIDE = 36
_GRID = 24
_STAR = QPolygonF([
    QPointF(12, 4), QPointF(14.45, 9.15), QPointF(20.1, 9.85), QPointF(15.93, 13.73), QPointF(17.03, 19.32), QPointF(12, 16.57),
    QPointF(6.97, 19.32), QPointF(8.07, 13.73), QPointF(3.9, 9.85), QPointF(9.55, 9.15),
])


def star_icon(colour: QColor, *, size: int) -> QIcon:
    """Return a filled star in `colour`, crisp at twice the scaling."""
    picture = QPixmap(2 * size, 2 * size)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.scale(2 * size / _GRID, 2 * size / _GRID)
    _paint_star(painter, colour, is_filled=True)
    painter.end()
    picture.setDevicePixelRatio(2)
    return QIcon(picture)


class StarButton(QAbstractButton):
    """Checked while what it stands beside is a favourite; pressed by a click, Enter or Space."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Make it unmarked."""
        super().__init__(parent)
        self.setCheckable(True)
        self.setFixedSize(QSize(_SIDE, _SIDE))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setAccessibleName(self.tr("Favourite"))

    def show_marked(self, name: str, *, is_marked: bool) -> None:
        """Show whether what is called `name` is a favourite."""
        words = self.tr("Take %1 out of the favourites") if is_marked else self.tr("Make %1 a favourite")
        said = words.replace("%1", name)
        if self.isChecked() != is_marked or self.accessibleName() != said:
            self.setChecked(is_marked)
            self.setAccessibleName(said)
            self.setToolTip(said)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    @override
    def paintEvent(self, e: QPaintEvent) -> None:
        roles = roles_of(self.palette())
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.hasFocus():
            painter.setPen(QPen(roles.colour("accent"), 2))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 6, 6)
        colour = roles.colour("text" if self.isChecked() or self.underMouse() or self.hasFocus() else "muted")
        painter.translate(QRectF(self.rect()).center() - QPointF(_GRID / 2, _GRID / 2))
        _paint_star(painter, colour, is_filled=self.isChecked())
        painter.end()


def _paint_star(painter: QPainter, colour: QColor, *, is_filled: bool) -> None:
    painter.setPen(QPen(colour, 1.5, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin))
    painter.setBrush(colour if is_filled else Qt.BrushStyle.NoBrush)
    painter.drawPolygon(_STAR)
