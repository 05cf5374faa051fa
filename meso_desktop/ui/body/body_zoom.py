"""How near the drawn body is looked at, and where: a place on it and a place in the window, there and back."""

from dataclasses import dataclass, field
from typing import Final

from PySide6.QtCore import QPointF, QRectF

LEAST: Final = 0.5
MOST: Final = 4.0
STEPS: Final = (0.5, 0.75, 1.0, 1.5, 2.0, 3.0, 4.0)
"""What the buttons and the keys go through."""


@dataclass(frozen=True, kw_only=True)
class BodyZoom:
    """A `factor` from 0.5 to 4, and by how much the drawing is shifted; at 1 it stands where it was laid out."""

    factor: float = 1.0
    shift: QPointF = field(default_factory=QPointF)

    @property
    def percent(self) -> int:
        """The factor as it is shown."""
        return round(self.factor * 100)

    def shown(self, at: QPointF) -> QPointF:
        """Return where a place of the drawing as laid out is seen."""
        return at * self.factor + self.shift

    def drawn(self, at: QPointF) -> QPointF:
        """Return which place of the drawing as laid out is seen at a place."""
        return (at - self.shift) / self.factor

    def box(self, laid: QRectF) -> QRectF:
        """Return where a box of the drawing as laid out is seen."""
        return QRectF(self.shown(laid.topLeft()), laid.size() * self.factor)

    def about(self, at: QPointF, factor: float, *, drawing: QRectF, room: QRectF) -> "BodyZoom":
        """Return the zoom by `factor` under which what is seen at `at` stays there, as far as the drawing can."""
        wanted = min(MOST, max(LEAST, factor))
        return BodyZoom(factor=wanted, shift=at - self.drawn(at) * wanted).within(drawing, room)

    def moved(self, by: QPointF, *, drawing: QRectF, room: QRectF) -> "BodyZoom":
        """Return the zoom with the drawing moved, as far as it can be."""
        return BodyZoom(factor=self.factor, shift=self.shift + by).within(drawing, room)

    def showing(self, wanted: QRectF, *, drawing: QRectF, room: QRectF) -> "BodyZoom":
        """Return the zoom moved no further than needed for `wanted`, a box as laid out, to be seen."""
        seen = self.box(wanted)
        across = _inward(seen.left(), seen.right(), room.left(), room.right())
        down = _inward(seen.top(), seen.bottom(), room.top(), room.bottom())
        return self.moved(QPointF(across, down), drawing=drawing, room=room) if across or down else self

    def within(self, drawing: QRectF, room: QRectF) -> "BodyZoom":
        """Return the zoom with the drawing about the middle of `room`: what fits stays in place, what is larger never leaves the middle."""
        seen = self.box(drawing)
        if self.factor <= 1:
            by = drawing.center() - seen.center()
        else:
            middle = room.center()
            by = QPointF(
                min(0.0, middle.x() - seen.left()) + max(0.0, middle.x() - seen.right()),
                min(0.0, middle.y() - seen.top()) + max(0.0, middle.y() - seen.bottom()),
            )
        return BodyZoom(factor=self.factor, shift=self.shift + by)

    def stepped(self, *, is_nearer: bool) -> float:
        """Return the next factor that the buttons go to."""
        slack = 0.005
        if is_nearer:
            return next((step for step in STEPS if step > self.factor + slack), MOST)
        return next((step for step in reversed(STEPS) if step < self.factor - slack), LEAST)


def _inward(start: float, end: float, low: float, high: float) -> float:
    if end - start > high - low:
        return (low + high - start - end) / 2
    return max(0.0, low - start) + min(0.0, high - end)
