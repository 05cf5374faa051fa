"""The paper with everything drawn on it, painted; what is done on it comes to the canvas."""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QEvent, QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QAccessible, QAccessibleEvent, QHelpEvent, QPainter, QPaintEvent, QPen, QPixmap, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget
from typing_extensions import override

from meso_desktop.ui.canvas.bench import Bench
from meso_desktop.ui.canvas.drawn_painter import paint_outline, paint_points, paint_zone_names, paint_zones
from meso_desktop.ui.canvas.framing import frame_of, zones_at
from meso_desktop.ui.canvas.looks import Looks, looks_of
from meso_desktop.ui.canvas.paper import RULER, paint_edges, paint_paper, paint_rulers
from meso_desktop.ui.canvas.tool import Tool
from meso_desktop.ui.elided_label import plain_tip
from meso_desktop.ui.palette import roles_of

_NO_EDGES: Final = ("", "", "", "")
_AROUND: Final = 28
_ABOVE: Final = 34


class PaperWidget(QWidget):
    """Paints the bench, and over it the handles of the tool."""

    def __init__(
        self, bench: Bench, *, name_of: Callable[[str], str], reason_of: Callable[[str], str], parent: QWidget | None = None,
    ) -> None:
        """Begin with a tool that does nothing; `name_of` gives the name of a kind of zone, `reason_of` that and more."""
        super().__init__(parent)
        self._bench = bench
        self._name_of = name_of
        self._reason_of = reason_of
        self._tool = Tool(bench)
        self._edges = _NO_EDGES
        self._still: tuple[object, QPixmap] | None = None
        self._is_fitted = False
        self.setObjectName("canvas")
        self.setAccessibleName(self.tr("Paper of centimetres"))
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(280, 180)
        bench.changed.connect(self._on_moved)
        bench.moved.connect(self._on_moved)

    @property
    def tool(self) -> Tool:
        """What answers the hand."""
        return self._tool

    @property
    def edges(self) -> tuple[str, str, str, str]:
        """What the edges point to: top, bottom, left, right."""
        return self._edges

    def show_edges(self, words: tuple[str, str, str, str]) -> None:
        """Write what the edges point to: top, bottom, left, right."""
        if words != self._edges:
            self._edges = words
            self.update()

    def fit(self) -> None:
        """Show all that is drawn, as large as it goes."""
        room = QRectF(RULER + _AROUND, _ABOVE, self.width() - RULER - 2 * _AROUND, self.height() - RULER - 2 * _ABOVE)
        self._bench.view.fit(frame_of(self._bench), room=room)
        self._is_fitted = True
        self.update()

    def zoom(self, factor: float, *, about: QPointF | None = None) -> None:
        """Draw everything larger or smaller, about the middle or a place."""
        self._bench.view.zoom(factor, about=QPointF(self.rect().center()) if about is None else about)
        self._is_fitted = False
        self.update()

    def push(self, by: QPointF) -> None:
        """Push the paper by so many pixels."""
        self._bench.view.pan(by)
        self._is_fitted = False
        self.update()

    @override
    def event(self, event: QEvent) -> bool:
        """Say what the hand is over."""
        if isinstance(event, QHelpEvent) and event.type() is QEvent.Type.ToolTip:
            QToolTip.showText(event.globalPos(), plain_tip(self._tip(QPointF(event.pos()))), self)
            return True
        return super().event(event)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        self._bench.view.resize(QSizeF(self.size()))
        if self._is_fitted:
            self.fit()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        looks, view = looks_of(roles_of(self.palette())), self._bench.view
        size = QRectF(self.rect())
        painter = QPainter(self)
        painter.drawPixmap(0, 0, self._ground(looks))
        paint_points(painter, view, looks, self._bench.shown.drawn)
        paint_edges(painter, looks, words=self._edges, size=size)
        painter.setClipRect(QRectF(RULER, 0, size.width() - RULER, size.height() - RULER))
        self._tool.paint(painter, looks)
        painter.setClipping(False)
        paint_rulers(painter, view, looks, origin=self._bench.net, size=size)
        if self.hasFocus():
            painter.setPen(QPen(looks.hand, 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(size.adjusted(1, 1, -1, -1))
        painter.end()

    def _ground(self, looks: Looks) -> QPixmap:
        """Return paper, outline and zones, painted once until one of them changes."""
        bench, ratio = self._bench, self.devicePixelRatioF()
        drawn = bench.shown.drawn
        key = (bench.view.key, ratio, looks, bench.net, drawn.extent, drawn.zones, drawn.origin, self._tool.hides_outline)
        if self._still is not None and self._still[0] == key:
            return self._still[1]
        still = QPixmap(round(self.width() * ratio), round(self.height() * ratio))
        still.setDevicePixelRatio(ratio)
        painter = QPainter(still)
        paint_paper(painter, bench.view, looks, origin=bench.net, size=QRectF(self.rect()))
        paint_outline(painter, bench.view, looks, drawn, is_behind=self._tool.hides_outline)
        paint_zones(painter, bench.view, looks, drawn)
        paint_zone_names(painter, bench.view, looks, drawn, name_of=self._name_of)
        painter.end()
        self._still = (key, still)
        return still

    def _on_moved(self) -> None:
        self.update()
        words = self._tool.words()
        if words != self.accessibleDescription():
            self.setAccessibleDescription(words)
            QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.DescriptionChanged))

    def _tip(self, at: QPointF) -> str:
        """Return what the tool says of a place or, failing that, why a zone there keeps points out."""
        said = self._tool.tip(at)
        return said or "\n".join(self._reason_of(zone.kind) for zone in zones_at(self._bench, at))
