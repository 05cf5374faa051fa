"""The words at the drawn figures: which view it is, and which side of the patient is which."""

from typing import Final

from PySide6.QtCore import QCoreApplication, QRectF, Qt
from PySide6.QtGui import QColor, QPainter

from meso_desktop.domain.body import View
from meso_desktop.ui.fonts import TypeSize, font

CAPTION: Final = 22
"""Height of the line above the figures that is kept for words."""
_CONTEXT: Final = "BodyCaptions"
_PROFILES: Final = frozenset({View.LEFT, View.RIGHT, View.HEAD_LEFT, View.HEAD_RIGHT})


def view_name(view: View) -> str:
    """Return the name of a view."""
    match view:
        case View.FRONT:
            name = QCoreApplication.translate(_CONTEXT, "Front")
        case View.BACK:
            name = QCoreApplication.translate(_CONTEXT, "Back")
        case View.LEFT | View.HEAD_LEFT:
            name = QCoreApplication.translate(_CONTEXT, "Left side")
        case View.RIGHT | View.HEAD_RIGHT:
            name = QCoreApplication.translate(_CONTEXT, "Right side")
        case View.HEAD_FRONT:
            name = QCoreApplication.translate(_CONTEXT, "Face and neck")
        case View.HEAD_BACK:
            name = QCoreApplication.translate(_CONTEXT, "Back of the head")
        case View.KNEES:
            name = QCoreApplication.translate(_CONTEXT, "Knees")
    return name


def paint_caption(painter: QPainter, view: View, place: QRectF, *, ink: QRectF, colour: QColor) -> None:
    """Write the view's name above it and, where both sides show, which side is which."""
    painter.setPen(colour)
    middle = place.left() + ink.center().x() * place.height()
    strip = QRectF(middle - 120, place.top() - CAPTION, 240, CAPTION - 2)
    painter.drawText(strip, Qt.AlignmentFlag.AlignCenter, view_name(view))
    if view in _PROFILES:
        return
    right, left = QCoreApplication.translate(_CONTEXT, "R"), QCoreApplication.translate(_CONTEXT, "L")
    sides = (left, right) if view in {View.BACK, View.HEAD_BACK} else (right, left)
    wide = ink.width() * place.height() * (0.5 if view in {View.FRONT, View.BACK} else 0.86)
    row = QRectF(middle - wide / 2, place.top() - CAPTION if view is View.KNEES else place.top() + place.height() * 0.1, wide, CAPTION)
    painter.drawText(row, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, sides[0])
    painter.drawText(row, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, sides[1])


def paint_name(painter: QPainter, name: str, box: QRectF, *, colour: QColor) -> None:
    """Write a name in small letters below what is drawn beside the figure."""
    painter.save()
    painter.setFont(font(TypeSize.SMALL))
    painter.setPen(colour)
    strip = QRectF(box.center().x() - 60, box.bottom() + 1, 120, CAPTION - 4)
    painter.drawText(strip, Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop, name)
    painter.restore()
