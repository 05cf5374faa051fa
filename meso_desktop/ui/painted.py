"""The few controls that Fusion draws with gradients, painted flat from the palette instead."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QWheelEvent
from PySide6.QtWidgets import QCheckBox, QComboBox, QSizePolicy
from typing_extensions import override

from meso_desktop.ui.palette import Roles, roles_of

_HEIGHT = 36
_MARK = 20


def _edge(roles: Roles, *, has_focus: bool = False, is_copied: bool = False) -> QPen:
    if has_focus:
        return QPen(roles.colour("accent"), 2)
    if is_copied:
        return QPen(roles.colour("muted"), 1, Qt.PenStyle.DashLine)
    return QPen(QColor(roles.mixed("muted", "raised", share=0.55)), 1)


def _frame(painter: QPainter, box: QRectF, edge: QPen, *, radius: float) -> None:
    painter.setPen(edge)
    inset = edge.widthF() / 2
    painter.drawRoundedRect(box.adjusted(inset, inset, -inset, -inset), radius, radius)


class ChoiceBox(QComboBox):
    """A drop-down list painted like a field; the wheel passes by, so that scrolling a page changes nothing."""

    def __init__(self) -> None:
        """Be as high as a field."""
        super().__init__()
        self.setMinimumHeight(_HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    @override
    def wheelEvent(self, e: QWheelEvent) -> None:
        e.ignore()

    @override
    def paintEvent(self, e: QPaintEvent) -> None:
        roles = roles_of(self.palette())
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        is_copied = self.property("copied") == "true"  # not yet accepted: dressed as the stylesheet dresses such fields
        told = QColor(roles.mixed("muted", "surface", share=0.12))
        painter.setBrush(told if is_copied else roles.colour("raised" if self.isEnabled() else "surface"))
        box = QRectF(self.rect())
        _frame(painter, box, _edge(roles, has_focus=self.hasFocus(), is_copied=is_copied), radius=6)
        is_empty = self.currentIndex() < 0
        painter.setPen(roles.colour("muted" if is_empty or not self.isEnabled() else "text"))
        room = box.adjusted(11, 0, -34, 0)
        shown = self.placeholderText() if is_empty else self.currentText()
        text = self.fontMetrics().elidedText(shown, Qt.TextElideMode.ElideRight, int(room.width()))
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, text)
        painter.setPen(QPen(roles.colour("muted"), 1.5, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin))
        middle = QPointF(box.right() - 18, box.center().y())
        painter.drawPolyline([middle + QPointF(-4.5, -2), middle + QPointF(0, 2.5), middle + QPointF(4.5, -2)])
        painter.end()


class TickBox(QCheckBox):
    """A box to tick, 20 px square in a row that is 36 px high."""

    def __init__(self, text: str) -> None:
        """Take the sentence beside the box, which is its accessible name too."""
        super().__init__(text)
        self.setMinimumHeight(_HEIGHT)
        self.setAccessibleName(text)

    @override
    def sizeHint(self) -> QSize:
        return QSize(_MARK + 10 + self.fontMetrics().horizontalAdvance(self.text()) + 4, _HEIGHT)

    @override
    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    @override
    def hitButton(self, pos: QPointF) -> bool:  # type: ignore[override]  # Qt passes a QPoint; only containment is asked
        return self.rect().contains(pos)  # type: ignore[call-overload,no-any-return]  # the stub knows no point

    @override
    def paintEvent(self, arg__1: QPaintEvent) -> None:
        roles = roles_of(self.palette())
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(1, (self.height() - _MARK) / 2, _MARK, _MARK)
        painter.setBrush(roles.colour("accent" if self.isChecked() else "raised"))
        _frame(painter, box, _edge(roles), radius=4)
        if self.isChecked():
            pen = QPen(roles.colour("on_accent"), 2, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin)
            painter.setPen(pen)
            middle = box.center()
            painter.drawPolyline([middle + QPointF(-4.5, 0), middle + QPointF(-1.2, 3.6), middle + QPointF(5, -4)])
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(roles.colour("accent"), 2))
            painter.drawRoundedRect(box.adjusted(-3, -3, 3, 3), 6, 6)
        painter.setPen(roles.colour("text" if self.isEnabled() else "muted"))
        room = QRectF(self.rect()).adjusted(_MARK + 11, 0, 0, 0)
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, self.text())
        painter.end()
