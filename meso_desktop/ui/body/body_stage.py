"""The figures of the drawn body laid out in a room and looked at from nearer or farther: what is where, there and back."""

from collections.abc import Iterable

from PySide6.QtCore import QPointF, QRectF, QSize

from meso_desktop.domain.areas import BodyMark, Side
from meso_desktop.domain.body import Body, View
from meso_desktop.domain.marks import mark_on, place_of, view_of
from meso_desktop.domain.people import Sex
from meso_desktop.ui.body.body_arrangement import arranged
from meso_desktop.ui.body.body_captions import CAPTION
from meso_desktop.ui.body.body_drawing import FigureDrawing, Key, drawing_of
from meso_desktop.ui.body.body_zoom import BodyZoom

Placed = dict[View, tuple[FigureDrawing, QRectF]]


class BodyStage:
    """Holds which views of which body are shown, the room they stand in, and the zoom."""

    def __init__(self, body: Body) -> None:
        """Show nothing yet."""
        self._body = body
        self.sex = Sex.FEMALE
        self.views: tuple[View, ...] = ()
        self.room = QRectF()
        self.zoom = BodyZoom()
        self._laid: Placed | None = None
        self._drawings: dict[tuple[Sex, View], FigureDrawing] = {}

    def show(self, views: tuple[View, ...], *, sex: Sex) -> None:
        """Lay out these views, whole."""
        self.views, self.sex, self._laid, self.zoom = views, sex, None, BodyZoom()

    def fit(self, room: QRectF) -> None:
        """Lay the views out anew in a room; what was looked at from nearer stays near its middle."""
        middle = self.zoom.drawn(self.room.center()) - self.room.center()
        self.room, self._laid = room, None
        factor = self.zoom.factor
        shift = room.center() - (room.center() + middle) * factor
        self.zoom = BodyZoom(factor=factor, shift=shift).within(self.drawing(), room)

    def room_in(self, size: QSize) -> QRectF:
        """Return the room for figures in a widget of `size`, below the line for their names."""
        return QRectF(2, CAPTION, size.width() - 4, size.height() - CAPTION - 2)

    def inks_of(self, views: Iterable[View]) -> dict[View, QRectF]:
        """Return what is drawn in the box of each view, as parts of its height."""
        return {view: self._drawing_of(view).ink for view in views}

    def placed(self) -> Placed:
        """Return each figure with the box in which it is seen."""
        return {view: (drawing, self.zoom.box(laid)) for view, (drawing, laid) in self._figures().items()}

    def drawing(self) -> QRectF:
        """Return the box around all that is drawn, as laid out."""
        whole = QRectF()
        for drawing, laid in self._figures().values():
            ink = drawing.ink
            whole = whole.united(QRectF(laid.topLeft() + ink.topLeft() * laid.height(), ink.size() * laid.height()))
        return whole

    def zoomed(self, factor: float, *, about: QPointF) -> BodyZoom:
        """Return the zoom by `factor` that leaves in place what is seen at `about`."""
        return self.zoom.about(about, factor, drawing=self.drawing(), room=self.room)

    def panned(self, by: QPointF) -> BodyZoom:
        """Return the zoom with the paper moved."""
        return self.zoom.moved(by, drawing=self.drawing(), room=self.room)

    def showing(self, key: Key) -> BodyZoom:
        """Return the zoom moved until the region is seen."""
        boxes = (drawing.rectangle(key, laid) for drawing, laid in self._figures().values())
        box = next((box for box in boxes if not box.isEmpty()), None)
        return self.zoom if box is None else self.zoom.showing(box, drawing=self.drawing(), room=self.room)

    def regions(self) -> tuple[Key, ...]:
        """Return what the views shown have regions for, in body order, each area and side once."""
        regions = (region for view in self.views for region in self._body.figure(self.sex, view).regions)
        return tuple(dict.fromkeys((r.area, r.side) for r in regions))

    def key_at(self, at: QPointF, *, among: Iterable[Key]) -> Key | None:
        """Return which of `among` lies at a place: the region there, else the nearest within reach."""
        best: Key | None = None
        nearest = float("inf")
        keys = tuple(among)
        for drawing, place in self.placed().values():
            for key in keys:
                gap = drawing.distance(key, place, at)
                if gap is not None and gap < nearest:
                    best, nearest = key, gap
        return best

    def rectangle_of(self, key: Key) -> QRectF:
        """Return where the area is seen in the first view that has it, empty when none shows it."""
        found = (drawing.rectangle(key, place) for drawing, place in self.placed().values())
        return next((box for box in found if not box.isEmpty()), QRectF())

    def centre_of(self, key: Key) -> QPointF | None:
        """Return where the middle of the area is seen in the first view that has it, a place inside it."""
        for drawing, place in self.placed().values():
            for region in drawing.figure.regions:
                if (region.area, region.side) == key:
                    return place.topLeft() + QPointF(*region.centre) * (place.height() / drawing.figure.height)
        return None

    def shows(self, area: str, side: Side, *, views: Iterable[View]) -> bool:
        """Tell whether one of `views` has the area."""
        return any((r.area, r.side) == (area, side) for view in views for r in self._body.figure(self.sex, view).regions)

    def mark_at(self, at: QPointF) -> BodyMark | None:
        """Return the mark of the place of the body that is seen at `at`; None beside the body."""
        for drawing, place in self.placed().values():
            spot = (at - place.topLeft()) / (place.height() / drawing.figure.height)
            if drawing.is_on_skin(spot):
                return mark_on(drawing.figure, (spot.x(), spot.y()))
        return None

    def place_of_mark(self, mark: BodyMark) -> QPointF | None:
        """Return where a mark is seen; None when its view is not shown."""
        view = view_of(mark)
        found = None if view is None else self.placed().get(view)
        if found is None:
            return None
        drawing, place = found
        return place.topLeft() + QPointF(*place_of(mark)) * (place.height() / drawing.figure.height)

    def _drawing_of(self, view: View) -> FigureDrawing:
        """Return the paths of a view, found by its name: to look them up by the figure, all of it would be read."""
        key = (self.sex, view)
        if key not in self._drawings:
            self._drawings[key] = drawing_of(self._body.figure(*key))
        return self._drawings[key]

    def _figures(self) -> Placed:
        """Return each figure with its box as laid out, before zoom."""
        if self._laid is None:
            drawings = {view: self._drawing_of(view) for view in self.views}
            aspects = {view: drawing.figure.width / drawing.figure.height for view, drawing in drawings.items()}
            places = arranged(self.views, self.room, inks=self.inks_of(self.views), aspects=aspects)
            self._laid = {view: (drawings[view], places[view]) for view in places}
        return self._laid
