"""Draws a spot that the doctor marked on the body: a small cross in a ring."""

from typing import Final

from reportlab.lib.colors import white
from reportlab.pdfgen.canvas import Canvas

from meso_desktop.documents.style import INK

_RING: Final = 2.4
_ARM: Final = 3.8
_UNDER: Final = 1.6
_WIDTH: Final = 0.7


def draw_spot(canvas: Canvas, *, x: float, y: float) -> None:
    """Draw the cross in its ring with its centre at x and y, on a thin white ground."""
    canvas.saveState()
    for colour, width in ((white, _UNDER), (INK, _WIDTH)):
        canvas.setStrokeColor(colour)
        canvas.setLineWidth(width)
        canvas.circle(x, y, _RING, stroke=1, fill=0)
        canvas.line(x - _ARM, y, x + _ARM, y)
        canvas.line(x, y - _ARM, x, y + _ARM)
    canvas.restoreState()
