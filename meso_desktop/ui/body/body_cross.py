"""The cross that the arrow keys move over the body while a spot is marked."""

from typing import Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from meso_desktop.domain.body import View
from meso_desktop.ui.body.body_drawing import BodyColours
from meso_desktop.ui.body.body_stage import BodyStage

WAYS: Final = {
    Qt.Key.Key_Left: QPointF(-1, 0), Qt.Key.Key_Right: QPointF(1, 0), Qt.Key.Key_Up: QPointF(0, -1), Qt.Key.Key_Down: QPointF(0, 1),
}
_STEP: Final = 3.0
_LARGE_STEP: Final = 24.0
"""How many pixels a key press moves it; from nearer that is less of the body."""
_ARM: Final = 16.0
_GAP: Final = 3.0
_MARGIN: Final = 24.0


class BodyCross:
    """Holds where the cross lies, measured from the figure it lies on, so that it stays there at every zoom and in every room."""

    def __init__(self, stage: BodyStage) -> None:
        """Lie nowhere."""
        self._stage = stage
        self._place: QPointF | None = None
        self._view: View | None = None
        self.is_shown = False

    @property
    def seen(self) -> QPointF:
        """Where the cross is seen, shown or not."""
        figure = self._figure()
        if self._place is None or figure is None:
            return self._stage.room.center()
        return figure.topLeft() + self._place * figure.height()

    @property
    def box(self) -> QRectF:
        """The cross with some room about it, as laid out."""
        margin = QPointF(_MARGIN, _MARGIN)
        return QRectF(self._stage.zoom.drawn(self.seen - margin), self._stage.zoom.drawn(self.seen + margin))

    def begin(self, at: QPointF) -> None:
        """Lie at a place that is on the body, else on the first figure."""
        figure = self._figure()
        self._lie_at(figure.center() if self._stage.mark_at(at) is None and figure is not None else at)

    def hide(self) -> None:
        """Leave the place to the pointer; the next key shows the cross again."""
        self.is_shown = False

    def move(self, way: QPointF, *, is_large: bool) -> None:
        """Go one step, never beyond what is drawn."""
        drawing, zoom = self._stage.drawing(), self._stage.zoom
        to = zoom.drawn(self.seen + way * (_LARGE_STEP if is_large else _STEP))
        x, y = min(max(to.x(), drawing.left()), drawing.right()), min(max(to.y(), drawing.top()), drawing.bottom())
        self._lie_at(zoom.shown(QPointF(x, y)))

    def paint(self, painter: QPainter, *, colours: BodyColours) -> None:
        """Paint it open in the middle, so that what lies there is seen."""
        painter.save()
        for width, colour in ((4.5, colours.skin), (2.0, colours.accent)):
            painter.setPen(QPen(colour, width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
            for way in WAYS.values():
                painter.drawLine(self.seen + way * _GAP, self.seen + way * _ARM)
        painter.restore()

    def _lie_at(self, at: QPointF) -> None:
        placed = self._stage.placed()
        self._view = next((view for view, (_, box) in placed.items() if box.contains(at)), self._view)
        figure = self._figure()
        self._place = None if figure is None else (at - figure.topLeft()) / figure.height()
        self.is_shown = True

    def _figure(self) -> QRectF | None:
        """Return the box of the figure it lies on, or of the first where that is not shown."""
        places = {view: place for view, (_, place) in self._stage.placed().items()}
        first = next(iter(places.values()), None)
        return first if self._view is None else places.get(self._view, first)
