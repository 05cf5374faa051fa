"""A small picture of the injection points inside the outline of an area."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from meso_desktop.domain.areas import Extent, Outline, Point
from meso_desktop.ui.palette import roles_of


class GridPicture(QWidget):
    """Draws outline and points to scale; the figures beside it say the same in words."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Make an empty picture."""
        super().__init__(parent)
        self._extent: Extent | None = None
        self._points: tuple[Point, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setFixedSize(QSize(132, 96))

    def show_grid(self, extent: Extent | None, points: tuple[Point, ...]) -> None:
        """Draw this grid."""
        if (extent, points) != (self._extent, self._points):
            self._extent, self._points = extent, points
            self.setAccessibleName(self.tr("%n points drawn", "", len(points)))
            self.update()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw it."""
        del event
        if self._extent is None:
            return
        roles = roles_of(self.palette())
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        long, wide = float(self._extent.length.cm), float(self._extent.width.cm)
        scale = min((self.width() - 8) / long, (self.height() - 8) / wide)
        box = QRectF(0, 0, long * scale, wide * scale)
        box.moveCenter(QPointF(self.width() / 2, self.height() / 2))
        painter.setPen(QPen(roles.colour("muted"), 1.25))
        painter.setBrush(QColor(roles.mixed("text", "raised", share=0.03)))
        if self._extent.outline is Outline.ELLIPSE:
            painter.drawEllipse(box)
        else:
            painter.drawRect(box)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(roles.colour("text"))
        radius = 2.0 if len(self._points) <= 80 else 1.2  # noqa: PLR2004  # what can still be told apart
        for point in self._points:
            at = box.center() + QPointF(point.x * scale / 100, point.y * scale / 100)
            painter.drawEllipse(at, radius, radius)
        painter.end()
