"""A small picture of the injection points inside the outline of an area, which opens the grid."""

from collections.abc import Iterable

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QKeyEvent, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget
from typing_extensions import override

from meso_desktop.domain.areas import Extent, Outline, Point, Zone
from meso_desktop.ui.palette import Roles, roles_of

_MARGIN = 6
_TENTHS = 100  # of a millimetre in a centimetre
_MANY = 80


class GridPicture(QAbstractButton):
    """Draws outline, zones and points to scale; the figures beside it say the same in words. Pressed by a click, Enter or Space."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Make an empty picture."""
        super().__init__(parent)
        self._extent: Extent | None = None
        self._points: tuple[Point, ...] = ()
        self._zones: tuple[Zone, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setFixedSize(QSize(124, 84))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setToolTip(self.tr("Open the grid"))

    def show_grid(self, extent: Extent | None, points: tuple[Point, ...], zones: tuple[Zone, ...] = ()) -> None:
        """Draw this grid."""
        if (extent, points, zones) != (self._extent, self._points, self._zones) or not self.accessibleName():
            self._extent, self._points, self._zones = extent, points, zones
            self.setAccessibleName(self.tr("Open the grid: %1").replace("%1", self.tr("%n points drawn", "", len(points))))
            self.update()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    @override
    def paintEvent(self, e: QPaintEvent) -> None:
        """Draw it."""
        roles = roles_of(self.palette())
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_frame(painter, roles)
        if self._extent is not None:
            room = self.width() - 2 * _MARGIN, self.height() - 2 * _MARGIN
            scale = min(room[0] / float(self._extent.length.cm), room[1] / float(self._extent.width.cm))
            painter.translate(QRectF(self.rect()).center())
            self._paint_outline(painter, roles, self._extent, scale=scale)
            self._paint_zones(painter, roles, scale=scale)
            self._paint_points(painter, roles, scale=scale)
        painter.end()

    def _paint_frame(self, painter: QPainter, roles: Roles) -> None:
        box = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        if self.underMouse():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(roles.mixed("text", "raised", share=0.05)))
            painter.drawRoundedRect(box, 6, 6)
        if self.hasFocus():
            painter.setPen(QPen(roles.colour("accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box, 6, 6)

    def _paint_outline(self, painter: QPainter, roles: Roles, extent: Extent, *, scale: float) -> None:
        painter.setPen(QPen(roles.colour("muted"), 1.25))
        painter.setBrush(QColor(roles.mixed("text", "raised", share=0.03)))
        long, wide = float(extent.length.cm) * scale, float(extent.width.cm) * scale
        box = QRectF(-long / 2, -wide / 2, long, wide)
        if extent.outline is Outline.FREE and extent.corners:
            painter.drawPolygon(_polygon(extent.corners, scale=scale))
        elif extent.outline is Outline.ELLIPSE:
            painter.drawEllipse(box)
        else:
            painter.drawRect(box)

    def _paint_zones(self, painter: QPainter, roles: Roles, *, scale: float) -> None:
        painter.setPen(QPen(roles.colour("warn"), 1))
        painter.setBrush(QBrush(roles.colour("warn"), Qt.BrushStyle.BDiagPattern))
        for zone in self._zones:
            painter.drawPolygon(_polygon(zone.corners, scale=scale))

    def _paint_points(self, painter: QPainter, roles: Roles, *, scale: float) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(roles.colour("text"))
        radius = 2.0 if len(self._points) <= _MANY else 1.2  # what can still be told apart
        for point in self._points:
            painter.drawEllipse(_place(point, scale=scale), radius, radius)


def _place(point: Point, *, scale: float) -> QPointF:
    """Return where a point lies from the middle; its y grows towards the head, which is above."""
    return QPointF(point.x * scale / _TENTHS, -point.y * scale / _TENTHS)


def _polygon(corners: Iterable[Point], *, scale: float) -> QPolygonF:
    return QPolygonF([_place(corner, scale=scale) for corner in corners])
