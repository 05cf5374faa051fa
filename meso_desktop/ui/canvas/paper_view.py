"""How the paper of centimetres lies in its widget: places in 0.1 mm with y upwards, the widget's in pixels with y downwards."""

from typing import Final

from PySide6.QtCore import QPointF, QRectF, QSizeF
from PySide6.QtGui import QTransform

from meso_desktop.domain.areas import Point

STEPS_PER_CM: Final = 100
_LEAST_SCALE: Final = 0.03
_MOST_SCALE: Final = 2.4


class PaperView:
    """Zoom and place of the paper; `scale` is in pixels for each 0.1 mm."""

    def __init__(self) -> None:
        """Look at the middle of the paper."""
        self.scale = 0.3
        self._size = QSizeF(400, 400)
        self._middle = QPointF(0, 0)

    @property
    def key(self) -> tuple[float, ...]:
        """What the look of the paper depends on."""
        return (self.scale, self._middle.x(), self._middle.y(), self._size.width(), self._size.height())

    @property
    def reach(self) -> float:
        """How far it is from the middle of the widget to its nearest edge, in pixels."""
        return min(self._size.width(), self._size.height()) / 2

    @property
    def pixels_per_cm(self) -> float:
        """How long a centimetre is on the screen."""
        return self.scale * STEPS_PER_CM

    def resize(self, size: QSizeF) -> None:
        """Take the size of the widget; what lies in its middle stays there."""
        self._size = size

    def to_screen(self, place: Point) -> QPointF:
        """Return where a place of the paper is seen."""
        return QPointF(
            self._size.width() / 2 + (place.x - self._middle.x()) * self.scale,
            self._size.height() / 2 - (place.y - self._middle.y()) * self.scale,
        )

    def to_paper(self, at: QPointF) -> Point:
        """Return the place of the paper that is seen at a place of the widget."""
        exact = self.exact(at)
        return Point(round(exact.x()), round(exact.y()))

    def exact(self, at: QPointF) -> QPointF:
        """Return that place unrounded."""
        return QPointF(
            self._middle.x() + (at.x() - self._size.width() / 2) / self.scale,
            self._middle.y() - (at.y() - self._size.height() / 2) / self.scale,
        )

    def transform(self) -> QTransform:
        """Return what takes places of the paper to the widget."""
        moved = QTransform.fromTranslate(self._size.width() / 2, self._size.height() / 2).scale(self.scale, -self.scale)
        return moved.translate(-self._middle.x(), -self._middle.y())

    def zoom(self, factor: float, *, about: QPointF) -> None:
        """Draw everything larger or smaller; what is seen at `about` stays there."""
        held = self.exact(about)
        self.scale = min(max(self.scale * factor, _LEAST_SCALE), _MOST_SCALE)
        now = self.exact(about)
        self._middle += held - now

    def pan(self, by: QPointF) -> None:
        """Push the paper by so many pixels."""
        self._middle += QPointF(-by.x() / self.scale, by.y() / self.scale)

    def follow(self, by: Point) -> None:
        """Keep everything where it is seen when its places are counted from a centre that has moved by `by`."""
        self._middle -= QPointF(by.x, by.y)

    def reveal(self, place: Point, *, margin: float) -> None:
        """Push the paper just so far that a place is seen."""
        at = self.to_screen(place)
        right, bottom = self._size.width() - margin, self._size.height() - margin
        self.pan(QPointF(max(0.0, margin - at.x()) - max(0.0, at.x() - right), max(0.0, margin - at.y()) - max(0.0, at.y() - bottom)))

    def fit(self, box: QRectF, *, room: QRectF) -> None:
        """Show all of `box` (0.1 mm) in `room` of the widget, as large as it goes."""
        wanted = min(room.width() / max(box.width(), 1.0), room.height() / max(box.height(), 1.0))
        self.scale = min(max(wanted, _LEAST_SCALE), _MOST_SCALE)
        off = room.center() - QPointF(self._size.width() / 2, self._size.height() / 2)
        self._middle = box.center() + QPointF(-off.x() / self.scale, off.y() / self.scale)
