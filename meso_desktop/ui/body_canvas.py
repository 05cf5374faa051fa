"""The figures of the body as one widget that takes clicks, hovers and keys."""

from collections.abc import Callable, Iterable

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleEvent, QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPixmap, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from meso_desktop.domain.areas import Side
from meso_desktop.domain.body import Body, View
from meso_desktop.domain.people import Sex
from meso_desktop.ui.body_drawing import BodyColours, FigureDrawing, Key, Lit, arranged, drawing_of

CAPTION = 22
"""Height of the line above and below the figures that is kept for words."""
NEXT_KEYS = (Qt.Key.Key_Right, Qt.Key.Key_Down)
BACK_KEYS = (Qt.Key.Key_Left, Qt.Key.Key_Up)
CHOOSE_KEYS = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)


class BodyCanvas(QWidget):
    """Figures with their regions; emits the area and side that was clicked."""

    region_chosen = Signal(str, Side)

    def __init__(self, body: Body, *, name_of: Callable[[str, Side], str], parent: QWidget | None = None) -> None:
        """Draw the views that `show_views` names, none at first."""
        super().__init__(parent)
        self._body = body
        self._name_of = name_of
        self._sex = Sex.FEMALE
        self._views: tuple[View, ...] = ()
        self._available: frozenset[str] | None = None
        self._selected: frozenset[Key] = frozenset()
        self._hovered: Key | None = None
        self._focused: Key | None = None
        self._colours = BodyColours()
        self._still: QPixmap | None = None
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def show_views(self, views: Iterable[View], *, sex: Sex) -> None:
        """Draw these views of this body; the same ones again are not drawn anew."""
        wanted = tuple(views)
        if (wanted, sex) == (self._views, self._sex):
            return
        self._views, self._sex = wanted, sex
        self._hovered = None
        if self._focused not in self.reachable():
            self._focused = None
        self._redraw()

    def light(self, *, available: frozenset[str] | None, selected: frozenset[Key]) -> None:
        """Offer the areas `available` (None: all) and mark those `selected`; draws only what changes."""
        if (available, selected) == (self._available, self._selected):
            return
        self._available, self._selected = available, selected
        if self._focused not in self.reachable():
            self._focused = None
        self.update()

    def set_colours(self, colours: BodyColours) -> None:
        """Draw with these colours."""
        self._colours = colours
        self._redraw()

    def reachable(self) -> tuple[Key, ...]:
        """Return what can be chosen in the views shown, in body order, each area and side once."""
        offered = (region for view in self._views for region in self._body.figure(self._sex, view).regions)
        return tuple(dict.fromkeys((r.area, r.side) for r in offered if self._available is None or r.area in self._available))

    def key_at(self, at: QPointF) -> Key | None:
        """Return what lies at a place: the region there, else the nearest within reach."""
        best: Key | None = None
        nearest = float("inf")
        for drawing, place in self._placed().values():
            for key in self.reachable():
                gap = drawing.distance(key, place, at)
                if gap is not None and gap < nearest:
                    best, nearest = key, gap
        return best

    def rectangle_of(self, area: str, side: Side) -> QRectF:
        """Return where the area is drawn in the first view that has it, empty when none shows it."""
        found = (drawing.rectangle((area, side), place) for drawing, place in self._placed().values())
        return next((box for box in found if not box.isEmpty()), QRectF())

    def _placed(self) -> dict[View, tuple[FigureDrawing, QRectF]]:
        room = QRectF(self.rect()).adjusted(4, CAPTION, -4, -CAPTION)
        if not self._views or room.height() <= 0 or room.width() <= 0:
            return {}
        drawings = {view: drawing_of(self._body.figure(self._sex, view)) for view in self._views}
        aspect = {view: drawing.figure.width / drawing.figure.height for view, drawing in drawings.items()}
        places = arranged(self._views, room, aspect=aspect)
        return {view: (drawings[view], places[view]) for view in self._views}

    def _redraw(self) -> None:
        self._still = None
        self.update()

    def _focus(self, key: Key | None) -> None:
        self._focused = key
        self.setAccessibleDescription(self._name_of(*key) if key else "")
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.DescriptionChanged))
        self.update()

    def _step(self, by: int) -> bool:
        """Move the focus along the body; return whether there was somewhere to go."""
        keys = self.reachable()
        at = keys.index(self._focused) + by if self._focused in keys else (0 if by > 0 else len(keys) - 1)
        if not 0 <= at < len(keys):
            return False
        self._focus(keys[at])
        return True

    @override
    def focusNextPrevChild(self, next: bool) -> bool:
        return self._step(1 if next else -1) or super().focusNextPrevChild(next)

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if event.reason() in {Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason}:
            self._focused = None
            self._step(1 if event.reason() is Qt.FocusReason.TabFocusReason else -1)

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        keys = self.reachable()
        pressed = Qt.Key(event.key())
        if pressed in NEXT_KEYS + BACK_KEYS:
            self._step(1 if pressed in NEXT_KEYS else -1)
        elif pressed in {Qt.Key.Key_Home, Qt.Key.Key_End} and keys:
            self._focus(keys[0] if pressed == Qt.Key.Key_Home else keys[-1])
        elif pressed in CHOOSE_KEYS and self._focused is not None:
            self.region_chosen.emit(*self._focused)
        else:
            super().keyPressEvent(event)

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._hover(self.key_at(event.position()))

    @override
    def leaveEvent(self, event: QEvent) -> None:
        self._hover(None)

    def _hover(self, key: Key | None) -> None:
        if key != self._hovered:
            self._hovered = key
            self.setCursor(Qt.CursorShape.PointingHandCursor if key else Qt.CursorShape.ArrowCursor)
            self.update()

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        key = self.key_at(event.position())
        if event.button() is not Qt.MouseButton.LeftButton or key is None:
            super().mousePressEvent(event)
            return
        self._focus(key)
        self.region_chosen.emit(*key)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        self._still = None

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        placed = self._placed()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.drawPixmap(0, 0, self._figures(placed))
        focused = self._focused if self.hasFocus() else None
        lit = Lit(available=self._available, selected=self._selected, hovered=self._hovered, focused=focused)
        for drawing, place in placed.values():
            drawing.paint_regions(painter, place, colours=self._colours, lit=lit)
        named = self._hovered or focused
        if named is not None:
            painter.setPen(self._colours.text)
            strip = QRectF(0, self.height() - CAPTION, self.width(), CAPTION)
            painter.drawText(strip, Qt.AlignmentFlag.AlignCenter, self._name_of(*named))
        painter.end()

    def _figures(self, placed: dict[View, tuple[FigureDrawing, QRectF]]) -> QPixmap:
        """Return what does not change with the mouse, drawn once for a size."""
        ratio = self.devicePixelRatioF()
        if self._still is not None and self._still.devicePixelRatio() == ratio:
            return self._still
        still = QPixmap((QPointF(self.width(), self.height()) * ratio).toPoint().x(), round(self.height() * ratio))
        still.setDevicePixelRatio(ratio)
        still.fill(Qt.GlobalColor.transparent)
        painter = QPainter(still)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(self.font())
        for view, (drawing, place) in placed.items():
            drawing.paint(painter, place, colours=self._colours)
            self._caption(painter, view, place)
        painter.end()
        self._still = still
        return still

    def _caption(self, painter: QPainter, view: View, place: QRectF) -> None:
        """Write the view's name above it and, where both sides show, which side is which."""
        painter.setPen(self._colours.muted)
        strip = QRectF(place.left(), place.top() - CAPTION, place.width(), CAPTION - 4)
        names = {View.FRONT: self.tr("Front"), View.BACK: self.tr("Back")}
        names |= {View.HEAD_LEFT: self.tr("Left side"), View.HEAD_RIGHT: self.tr("Right side")}
        painter.drawText(strip, Qt.AlignmentFlag.AlignCenter, names.get(view, ""))
        if view in {View.HEAD_LEFT, View.HEAD_RIGHT}:
            return
        sides = (self.tr("L"), self.tr("R")) if view is View.BACK else (self.tr("R"), self.tr("L"))
        inset = place.width() * (0.1 if view.is_head else 0.2)
        row = QRectF(place.left() + inset, place.top() + place.height() * 0.1, place.width() - 2 * inset, CAPTION)
        painter.drawText(row, Qt.AlignmentFlag.AlignLeft, sides[0])
        painter.drawText(row, Qt.AlignmentFlag.AlignRight, sides[1])
