"""Draws a signature from its strokes."""

from typing import Final

from reportlab.lib.units import mm
from reportlab.platypus import Flowable

from meso_desktop.documents.style import INK, LINE
from meso_desktop.domain.areas import Point

_FIELD: Final = 1000
_WIDTH: Final[float] = 62 * mm
_LEAST: Final[float] = 14 * mm
_MOST: Final[float] = 28 * mm


class DrawnSignature(Flowable):  # type: ignore[misc]  # ReportLab is untyped
    """The strokes of a signature over a line; they are in 0.1 mm from the top left of a field 100 mm wide."""

    def __init__(self, strokes: tuple[tuple[Point, ...], ...]) -> None:
        """Hold the strokes."""
        super().__init__()
        self._strokes = strokes
        across = max((point.x for stroke in strokes for point in stroke), default=0)
        down = max((point.y for stroke in strokes for point in stroke), default=0)
        self._scale = min(_WIDTH / max(_FIELD, across), _MOST / max(down, 1))
        self.width, self.height = _WIDTH, min(max(down * self._scale + 4, _LEAST), _MOST + 4)
        self.spaceBefore, self.spaceAfter = 4.0, 4.0

    def wrap(self, _available: float, _height: float) -> tuple[float, float]:
        """Return the size of the field."""
        return self.width, self.height

    def least(self, _width: float) -> float:
        """Return the height, as a signature is never split."""
        return float(self.height)

    def draw(self) -> None:
        """Draw the strokes and the line below them."""
        canvas = self.canv
        canvas.setStrokeColor(LINE)
        canvas.setLineWidth(0.6)
        canvas.line(0, 0, self.width, 0)
        canvas.setStrokeColor(INK)
        canvas.setLineWidth(0.9)
        canvas.setLineCap(1)
        canvas.setLineJoin(1)
        for stroke in self._strokes:
            places = [(point.x * self._scale, self.height - point.y * self._scale) for point in stroke]
            path = canvas.beginPath()
            path.moveTo(*places[0])
            for place in places[1:] or places:
                path.lineTo(*place)
            canvas.drawPath(path, stroke=1, fill=0)
