"""A figure that opens to its working: the number with its name below, quiet until it is pointed at."""

from PySide6.QtCore import QEvent, QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QHelpEvent, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QToolTip, QWidget
from typing_extensions import override

from meso_desktop.ui.elided_label import plain_tip
from meso_desktop.ui.fonts import TypeSize, font
from meso_desktop.ui.palette import roles_of

_PAD = 6
_TALL, _LOW = 40, 32
_STEP = 12
_LEAST = 44
_BETWEEN = " · "
_WAYS = {
    Qt.Key.Key_Left: QPoint(-1, 0), Qt.Key.Key_Right: QPoint(1, 0), Qt.Key.Key_Up: QPoint(0, -1), Qt.Key.Key_Down: QPoint(0, 1),
}  # fmt: skip


class FigureButton(QAbstractButton):
    """Pressed by a click, Enter or Space; `escaped` asks to close what it opened, `moved` to go to a neighbour."""

    escaped = Signal()
    moved = Signal(QPoint)

    def __init__(
        self, name: str, *, has_caption: bool = True, is_end_aligned: bool = False, gives_way: bool = False, parent: QWidget | None = None,
    ) -> None:
        """Make it without a figure; `name` is what it is called, and its caption until another is shown.

        A caption that `gives_way` takes the room that there is and asks for none.
        """
        super().__init__(parent)
        self._gives_way = gives_way
        self._name = name
        self._value = "–"
        self._spoken = ""
        self._caption = name if has_caption else ""
        self._value_font = font(TypeSize.BODY if has_caption else TypeSize.SMALL, is_tabular=True)
        if has_caption:
            self._value_font.setWeight(self._value_font.Weight.DemiBold)
        self._caption_font = font(TypeSize.SMALL)
        self._is_end_aligned = is_end_aligned
        self.setCheckable(True)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setAccessibleDescription(self.tr("Opens how it came about"))
        self.show_figure("–")

    @property
    def name(self) -> str:
        """What it is called."""
        return self._name

    @property
    def value(self) -> str:
        """The figure as shown."""
        return self._value

    @property
    def caption(self) -> str:
        """The words below it."""
        return self._caption

    def show_figure(self, value: str, *, caption: str | None = None, spoken: str = "") -> None:
        """Show a figure, under its name or another caption; `spoken` is said of it where the figure is a short form."""
        shown = self._caption if caption is None else caption
        name = f"{shown or self._name}: {spoken or value}"
        if (value, shown, name) == (self._value, self._caption, self.accessibleName()):
            return
        before = (self._wide(), self._least())
        self._value, self._caption, self._spoken = value, shown, spoken
        self.setAccessibleName(name)
        if (self._wide(), self._least()) != before:
            self.updateGeometry()
        self.update()

    @override
    def sizeHint(self) -> QSize:
        return QSize(self._wide(), _TALL if self._caption else _LOW)

    @override
    def minimumSizeHint(self) -> QSize:
        """Give way in a narrow window as far as the number itself: the words below are cut, of several numbers the last ones."""
        return QSize(min(self._wide(), self._least()), _TALL if self._caption else _LOW)

    @override
    def event(self, e: QEvent) -> bool:
        """Tell the whole where it is cut."""
        if e.type() is QEvent.Type.ToolTip and isinstance(e, QHelpEvent):
            is_cut = self.width() < self.sizeHint().width()
            QToolTip.showText(e.globalPos(), plain_tip(self._spoken or (f"{self._value}  {self._caption}" if is_cut else "")), self)
            return True
        return super().event(e)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        elif key == Qt.Key.Key_Escape and self.isChecked():
            self.escaped.emit()
        elif key in _WAYS:
            self.moved.emit(_WAYS[key])
        else:
            super().keyPressEvent(event)

    @override
    def paintEvent(self, e: QPaintEvent) -> None:
        roles = roles_of(self.palette())
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter)
        side = Qt.AlignmentFlag.AlignRight if self._is_end_aligned else Qt.AlignmentFlag.AlignLeft
        room = self.rect().adjusted(_PAD, 0, -_PAD, 0)
        painter.setPen(roles.colour("text"))
        painter.setFont(self._value_font)
        upper = QRect(room.left(), 1, room.width(), 20) if self._caption else room
        painter.drawText(upper, side | Qt.AlignmentFlag.AlignVCenter, whole_numbers(self._value, painter.fontMetrics(), room.width()))
        if self._caption:
            painter.setPen(roles.colour("text" if self.isChecked() or self.underMouse() else "muted"))
            painter.setFont(self._caption_font)
            lower = QRect(room.left(), 20, room.width(), 18)
            painter.drawText(lower, side | Qt.AlignmentFlag.AlignVCenter, _cut(painter, self._caption, room.width()))
        painter.end()

    def _wide(self) -> int:
        """Return the width wanted, in steps: a figure that gains a digit moves nothing beside it as a rule."""
        wide = QFontMetrics(self._value_font).horizontalAdvance(self._value)
        if self._caption:
            asks = self._name if self._gives_way else self._caption
            wide = max(wide, QFontMetrics(self._caption_font).horizontalAdvance(asks))
        return -(-(wide + 2 * _PAD + 1) // _STEP) * _STEP

    def _least(self) -> int:
        """Return the width below which the first number would be cut, in steps too."""
        first, *more = self._value.split(_BETWEEN)
        wide = QFontMetrics(self._value_font).horizontalAdvance(f"{first}{_BETWEEN}…" if more else first)
        return max(-(-(wide + 2 * _PAD + 1) // _STEP) * _STEP, _LEAST)

    def _paint_ground(self, painter: QPainter) -> None:
        roles = roles_of(self.palette())
        box = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        painter.setPen(Qt.PenStyle.NoPen)
        if self.isChecked():
            painter.setBrush(QColor(roles.mixed("accent", "raised", share=0.14)))
            painter.drawRoundedRect(box, 4, 4)
        elif self.underMouse():
            painter.setBrush(QColor(roles.mixed("text", "raised", share=0.05)))
            painter.drawRoundedRect(box, 4, 4)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(roles.colour("accent"), 2))
            painter.drawRoundedRect(box, 4, 4)


def whole_numbers(value: str, metrics: QFontMetrics, width: int) -> str:
    """Return as many of the numbers as fit, each of them whole: half a number reads as another."""
    if metrics.horizontalAdvance(value) <= width:
        return value
    parts = value.split(_BETWEEN)
    shorter = (f"{_BETWEEN.join(parts[:count])}{_BETWEEN}…" for count in range(len(parts) - 1, 0, -1))
    return next((text for text in shorter if metrics.horizontalAdvance(text) <= width), "…")


def _cut(painter: QPainter, text: str, width: int) -> str:
    return painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, width)
