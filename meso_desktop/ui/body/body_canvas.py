"""The figures of the body as one widget: regions to choose, spots to mark, nearer and farther."""

from collections.abc import Callable, Collection, Iterable

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleEvent, QFocusEvent, QKeyEvent, QPainter, QPaintEvent, QPixmap, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from meso_desktop.domain.areas import BodyMark, Side
from meso_desktop.domain.body import Body, View
from meso_desktop.domain.people import Sex
from meso_desktop.ui.body.body_captions import paint_caption, paint_name
from meso_desktop.ui.body.body_cross import WAYS, BodyCross
from meso_desktop.ui.body.body_drawing import BodyColours, Key, Lit
from meso_desktop.ui.body.body_ghost import paint_ghost, paint_spot, paint_spot_of_last_time
from meso_desktop.ui.body.body_stage import BodyStage
from meso_desktop.ui.body.body_zoom import BodyZoom

NEXT_KEYS = (Qt.Key.Key_Right, Qt.Key.Key_Down)
BACK_KEYS = (Qt.Key.Key_Left, Qt.Key.Key_Up)
ANYWHERE = ("lipoma_site", Side.MIDLINE)
"""What is drawn beside the figure, for it can be anywhere, and so needs its name there."""


class BodyCanvas(QWidget):
    """Figures with their regions; emits the area and side chosen, or to be parted from its other side, and the spot marked.

    `hovered` tells what the pointer or the focus is on, None for nothing.
    """

    region_chosen = Signal(str, Side)
    region_parted = Signal(str, Side)
    spot_marked = Signal(object)
    marking_left = Signal()
    hovered = Signal(object)
    zoomed = Signal(int)

    def __init__(self, body: Body, *, name_of: Callable[[str, Side], str], parent: QWidget | None = None) -> None:
        """Draw the views that `show_views` names, none at first."""
        super().__init__(parent)
        self.stage = BodyStage(body)
        self._name_of = name_of
        self._available: frozenset[str] | None = None
        self._selected: frozenset[Key] = frozenset()
        self._ghost: frozenset[Key] = frozenset()
        self._ghost_spots: tuple[BodyMark, ...] = ()
        self._spots: tuple[tuple[BodyMark, bool], ...] = ()
        self._hovered: Key | None = None
        self._focused: Key | None = None
        self._is_marking = False
        self._looked_at: Key | None = None
        self.cross = BodyCross(self.stage)
        self._colours = BodyColours()
        self._still: QPixmap | None = None
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    @property
    def is_marking(self) -> bool:
        """Whether the next click marks a spot."""
        return self._is_marking

    def show_views(self, views: Iterable[View], *, sex: Sex) -> None:
        """Draw these views of this body, whole; the same ones again are not drawn anew."""
        wanted = tuple(views)
        if (wanted, sex) == (self.stage.views, self.stage.sex):
            return
        self.stage.show(wanted, sex=sex)
        self.hover(None)
        self._forget_focus()
        self.show_zoom(BodyZoom())

    def light(self, *, available: frozenset[str] | None, selected: frozenset[Key]) -> None:
        """Offer the areas `available` (None: all) and mark those `selected`; draws only what changes."""
        if (available, selected) != (self._available, self._selected):
            self._available, self._selected = available, selected
            self._forget_focus()
            self.update()

    def show_ghost(self, keys: Collection[Key], *, spots: Iterable[BodyMark] = ()) -> None:
        """Hatch what was treated last time, with the spots marked then, behind everything else."""
        if (wanted := (frozenset(keys), tuple(spots))) != (self._ghost, self._ghost_spots):
            self._ghost, self._ghost_spots = wanted
            self._redraw()

    def show_spots(self, spots: Iterable[tuple[BodyMark, bool]]) -> None:
        """Show the spots marked; the flag is for that of the area looked at."""
        if (wanted := tuple(spots)) != self._spots:
            self._spots = wanted
            self.update()

    def look_at(self, key: Key | None) -> None:
        """Go nearer about this region, or the spot marked in it, where nothing else has the focus."""
        self._looked_at = key

    def set_marking(self, *, is_marking: bool) -> None:
        """Take the next click, or Enter with the cross that the arrow keys move, as the spot to mark."""
        self._is_marking = is_marking
        self.hover(None)
        self.cross.hide()
        if is_marking:
            self.cross.begin(self._middle())
            self._tell_cross()
        self.update()
        self.setCursor(Qt.CursorShape.CrossCursor if is_marking else Qt.CursorShape.ArrowCursor)

    def set_colours(self, colours: BodyColours) -> None:
        """Draw with these colours."""
        self._colours = colours
        self._redraw()

    def zoom_to(self, factor: float, *, about: QPointF | None = None) -> None:
        """Look from nearer or farther; what is seen at `about` stays there: unless told, the region gone to last, or the middle."""
        self.show_zoom(self.stage.zoomed(factor, about=self._middle() if about is None else about))

    def pan(self, by: QPointF) -> None:
        """Move the paper."""
        self.show_zoom(self.stage.panned(by))

    def show_zoom(self, zoom: BodyZoom) -> None:
        """Look at the body so."""
        self.stage.zoom = zoom
        self._redraw()
        self.zoomed.emit(zoom.percent)

    def bring_into_view(self, key: Key) -> None:
        """Move the paper until the region is seen."""
        zoom = self.stage.showing(key)
        if zoom is not self.stage.zoom:
            self.show_zoom(zoom)

    def reachable(self) -> tuple[Key, ...]:
        """Return what can be chosen in the views shown, in body order, each area and side once."""
        return tuple(key for key in self.stage.regions() if self._available is None or key[0] in self._available)

    def rectangle_of(self, area: str, side: Side) -> QRectF:
        """Return where the area is seen in the first view that has it, empty when none shows it."""
        return self.stage.rectangle_of((area, side))

    def centre_of(self, area: str, side: Side) -> QPointF:
        """Return a place inside the area where it is seen first, the middle of the room when no view shows it."""
        found = self.stage.centre_of((area, side))
        return self.stage.room.center() if found is None else found

    def take(self, at: QPointF, *, is_parting: bool = False) -> None:
        """Do what a click at a place does: mark the spot, choose the region, or part it from its other side."""
        if self._is_marking:
            mark = self.stage.mark_at(at)
            if mark is not None:
                self.spot_marked.emit(mark)
            return
        key = self.stage.key_at(at, among=self.reachable())
        if key is not None:
            self._focus(key)
            self.choose_focused(is_parting=is_parting)

    def choose_focused(self, *, is_parting: bool = False) -> None:
        """Choose the region that has the focus, or part it from its other side."""
        if self._focused is not None and not self._is_marking:
            (self.region_parted if is_parting else self.region_chosen).emit(*self._focused)

    def hover(self, at: QPointF | None) -> None:
        """Light what lies at a place; while a spot is marked, the pointer is the cross."""
        if at is not None and self.cross.is_shown:
            self.cross.hide()
            self.update()
        key = None if at is None or self._is_marking else self.stage.key_at(at, among=self.reachable())
        if key != self._hovered:
            self._hovered = key
            self.setCursor(Qt.CursorShape.PointingHandCursor if key else Qt.CursorShape.ArrowCursor)
            self.hovered.emit(key or self._focused_now())
            self.update()

    def _middle(self) -> QPointF:
        """Return what is gone nearer to: the region that has the focus, the spot or the area looked at, the region gone to last."""
        focused, looked_at = self._focused_now(), self._looked_at
        spots = [self.stage.place_of_mark(mark) for mark, is_current in self._spots if is_current]
        places = [self.stage.centre_of(key) for key in (looked_at, self._focused) if key is not None]
        if focused is not None and focused != looked_at:
            spots.insert(0, self.stage.centre_of(focused))
        room = self.stage.room
        return next((at for at in (*spots, *places) if at is not None and room.contains(at)), room.center())

    def _move_cross(self, event: QKeyEvent) -> None:
        self.cross.move(WAYS[Qt.Key(event.key())], is_large=bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier))
        zoom = self.stage.zoom.showing(self.cross.box, drawing=self.stage.drawing(), room=self.stage.room)
        if zoom is not self.stage.zoom:
            self.show_zoom(zoom)
        self._tell_cross()
        self.update()

    def _tell_cross(self) -> None:
        """Say where the cross lies: in which area, on the skin beside any, or beside the body."""
        key = self.stage.key_at(self.cross.seen, among=self.stage.regions())
        is_on_body = self.stage.mark_at(self.cross.seen) is not None
        said = self.tr("The cross lies on the body, in no area") if is_on_body else self.tr("The cross lies beside the body")
        if is_on_body and key is not None:
            said = self.tr("The cross lies here: %1").replace("%1", self._name_of(*key))
        self._describe(said)
        self.hovered.emit(key if is_on_body else None)

    def _describe(self, text: str) -> None:
        self.setAccessibleDescription(text)
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.DescriptionChanged))

    def _redraw(self) -> None:
        self._still = None
        self.update()

    def _forget_focus(self) -> None:
        if self._focused not in self.reachable():
            self._focused = None

    def _focused_now(self) -> Key | None:
        return self._focused if self.hasFocus() else None

    def _focus(self, key: Key) -> None:
        self._focused = key
        self._describe(self._name_of(*key))
        self.hovered.emit(self._hovered or self._focused_now())
        self.update()

    def _step(self, by: int) -> bool:
        """Move the focus along the body; return whether there was somewhere to go."""
        keys = self.reachable()
        at = keys.index(self._focused) + by if self._focused in keys else (0 if by > 0 else len(keys) - 1)
        if not 0 <= at < len(keys):
            return False
        self._focus(keys[at])
        self.bring_into_view(keys[at])
        return True

    @override
    def focusNextPrevChild(self, next: bool) -> bool:
        return (not self._is_marking and self._step(1 if next else -1)) or super().focusNextPrevChild(next)

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if event.reason() in {Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason}:
            self._focused = None
            self._step(1 if event.reason() is Qt.FocusReason.TabFocusReason else -1)

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.hovered.emit(self._hovered)
        self.update()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        keys = self.reachable()
        pressed = Qt.Key(event.key())
        if pressed == Qt.Key.Key_Escape and self._is_marking:
            self.marking_left.emit()
        elif self._is_marking and pressed in WAYS:
            self._move_cross(event)
        elif self._is_marking and pressed in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.take(self.cross.seen)
        elif pressed in NEXT_KEYS + BACK_KEYS:
            self._step(1 if pressed in NEXT_KEYS else -1)
        elif pressed in {Qt.Key.Key_Home, Qt.Key.Key_End} and keys:
            self._focus(keys[0] if pressed == Qt.Key.Key_Home else keys[-1])
        elif pressed in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self._focused is not None:
            self.choose_focused(is_parting=bool(event.modifiers() & Qt.KeyboardModifier.AltModifier))
        else:
            super().keyPressEvent(event)

    @override
    def leaveEvent(self, event: QEvent) -> None:
        self.hover(None)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        self.stage.fit(self.stage.room_in(self.size()))
        self._redraw()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.drawPixmap(0, 0, self._still_picture())
        lit = Lit(available=self._available, selected=self._selected, hovered=self._hovered, focused=self._focused_now())
        for drawing, place in self.stage.placed().values():
            drawing.paint_regions(painter, place, colours=self._colours, lit=lit)
        for mark, is_current in self._spots:
            at = self.stage.place_of_mark(mark)
            if at is not None:
                paint_spot(painter, at, colours=self._colours, is_current=is_current)
        if self._is_marking and self.cross.is_shown:
            self.cross.paint(painter, colours=self._colours)
        painter.end()

    def _still_picture(self) -> QPixmap:
        """Return what does not change with the mouse, drawn once for a size and zoom."""
        ratio = self.devicePixelRatioF()
        if self._still is not None and self._still.devicePixelRatio() == ratio:
            return self._still
        still = QPixmap(round(self.width() * ratio), round(self.height() * ratio))
        still.setDevicePixelRatio(ratio)
        still.fill(Qt.GlobalColor.transparent)
        painter = QPainter(still)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(self.font())
        for view, (drawing, place) in self.stage.placed().items():
            drawing.paint(painter, place, colours=self._colours)
            paint_ghost(painter, drawing, place, keys=self._ghost, colours=self._colours)
            paint_caption(painter, view, place, ink=drawing.ink, colour=self._colours.muted)
            beside = drawing.rectangle(ANYWHERE, place)
            if not beside.isEmpty():
                paint_name(painter, self._name_of(*ANYWHERE), beside, colour=self._colours.muted)
        for spot in self._ghost_spots:
            at = self.stage.place_of_mark(spot)
            if at is not None:
                paint_spot_of_last_time(painter, at, colours=self._colours)
        painter.end()
        self._still = still
        return still
