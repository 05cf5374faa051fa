"""The centimetre canvas over the step: outline, zones kept free, grid and points of one target, with what they come to."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget
from typing_extensions import override

from meso_desktop.domain.areas import Side
from meso_desktop.domain.drawing.drawing_edits import mirror_to_other_side
from meso_desktop.domain.drawing.orientation import orientation
from meso_desktop.domain.drawing.outlines import as_corners, outline_fault
from meso_desktop.domain.ids import TargetId
from meso_desktop.domain.message import Message
from meso_desktop.domain.working.nearest_limit import nearest_limit
from meso_desktop.ui.canvas.bench import Bench
from meso_desktop.ui.canvas.canvas import Canvas
from meso_desktop.ui.canvas.canvas_head import CanvasHead
from meso_desktop.ui.canvas.canvas_words import hint, side_in_words, why_no_grid
from meso_desktop.ui.canvas.foot_bar import FootBar
from meso_desktop.ui.canvas.grid_row import GridRow
from meso_desktop.ui.canvas.grid_tool import GridTool
from meso_desktop.ui.canvas.legend import Legend
from meso_desktop.ui.canvas.mode import Mode, Snap
from meso_desktop.ui.canvas.nearest_bar import NearestBar
from meso_desktop.ui.canvas.numbers import Numbers
from meso_desktop.ui.canvas.outline_row import OutlineRow
from meso_desktop.ui.canvas.pen_tool import PenTool
from meso_desktop.ui.canvas.points_row import PointsRow
from meso_desktop.ui.canvas.points_tool import PointsTool
from meso_desktop.ui.canvas.said_line import SaidLine
from meso_desktop.ui.canvas.tool import Tool
from meso_desktop.ui.canvas.zones_row import ZonesRow
from meso_desktop.ui.consultation.areas.body_source import drawn_body
from meso_desktop.ui.consultation.workplace import Workplace
from meso_desktop.ui.theme import SPACE_8, SPACE_12, SPACE_24, Role, hairline, label, set_role


class CanvasPane(QWidget):
    """Lies over a step; `left` when the doctor is done. Everything drawn goes to the editor, a drawing that is refused too."""

    left = Signal()

    def __init__(self, desk: Workplace, parent: QWidget | None = None) -> None:
        """Build the pane, empty."""
        super().__init__(parent)
        self.setObjectName("canvas_pane")
        self._desk = desk
        self._mode = Mode.OUTLINE
        self._is_refused = False
        self.bench = Bench(desk, self)
        self.pens = {Mode.OUTLINE: PenTool(self.bench, is_zone=False), Mode.KEPT_FREE: PenTool(self.bench, is_zone=True)}
        self.grid_tool = GridTool(self.bench)
        self.points_tool = PointsTool(self.bench, name_of=self._zone_reason)
        self._tools: dict[Mode, Tool] = {**self.pens, Mode.GRID: self.grid_tool, Mode.POINTS: self.points_tool}
        self._build()
        self._lay_out()
        self._connect()

    @property
    def mode(self) -> Mode:
        """What the hand works on."""
        return self._mode

    def open(self, target_id: TargetId, mode: Mode) -> None:
        """Draw on a target, in a mode or, where that has nothing to work on, on its outline."""
        for pen in self.pens.values():
            pen.start_afresh()
        self.bench.open(target_id)
        self.said.say(note="")
        self.work_on(mode)
        self.canvas.fit()

    def work_on(self, mode: Mode) -> None:
        """Work on something else of the same target."""
        if mode in (Mode.GRID, Mode.POINTS) and why_no_grid(self.bench):
            mode = Mode.OUTLINE
        self._mode = mode
        self.canvas.take(self._tools[mode])
        self._rows.setCurrentWidget(self._row_of[mode])
        self._show()

    def refresh(self) -> None:
        """Follow the consultation; a target that is gone is left."""
        if self.bench.target is None:
            self.left.emit()
            return
        if not self.bench.is_own:
            self.said.say(note="")
        self.bench.refresh()
        for tool in self._tools.values():
            tool.refresh()
        if self._mode in (Mode.GRID, Mode.POINTS) and why_no_grid(self.bench):
            self.work_on(Mode.OUTLINE)
        self._show()

    def leave(self) -> None:
        """Go back; nothing is lost, what was begun stays with the consultation."""
        self.canvas.give_up()
        self.left.emit()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go back by Escape."""
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
        else:
            super().keyPressEvent(event)

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        """Let go of what the hand held."""
        self.canvas.give_up()
        super().hideEvent(event)

    def _build(self) -> None:
        wording = self._desk.wording
        self.canvas = Canvas(self.bench, name_of=self._zone_name, reason_of=self._zone_reason)
        self.head = CanvasHead()
        self.outline_row = OutlineRow(self.pens[Mode.OUTLINE])
        self.zones_row = ZonesRow(self.pens[Mode.KEPT_FREE], name_of=self._zone_name, number=wording.number)
        self.grid_row = GridRow(self.grid_tool, wording=wording)
        self.points_row = PointsRow(self.points_tool)
        self._row_of: dict[Mode, QWidget] = {
            Mode.OUTLINE: self.outline_row, Mode.KEPT_FREE: self.zones_row, Mode.GRID: self.grid_row, Mode.POINTS: self.points_row,
        }
        self._rows = QStackedWidget()
        for row in self._row_of.values():
            self._rows.addWidget(row)
        self.said = SaidLine()
        self._why = label("", Role.MUTED, is_wrapped=False)
        self.foot = FootBar()
        self.legend = Legend(name_of=self._zone_name)
        self.limit = NearestBar(wording=wording)
        self.numbers = Numbers(wording=wording)

    def _lay_out(self) -> None:
        set_role(self, Role.RAISED)
        top = QVBoxLayout()
        top.setContentsMargins(SPACE_24, SPACE_12, SPACE_24, SPACE_8)
        top.setSpacing(SPACE_8)
        for above in (self.head, self._rows, self.said):
            top.addWidget(above)
        below = QVBoxLayout()
        below.setContentsMargins(SPACE_24, SPACE_8, SPACE_24, SPACE_12)
        below.setSpacing(SPACE_8)
        counted = QHBoxLayout()
        counted.setSpacing(SPACE_12)
        for beside, stretch in ((self.legend, 3), (self._why, 3), (self.limit, 2)):
            counted.addWidget(beside, stretch)
            beside.setMinimumHeight(self.limit.sizeHint().height())
        below.addWidget(self.foot)
        below.addLayout(counted)
        below.addWidget(self.numbers)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(top)
        column.addWidget(hairline())
        column.addWidget(self.canvas, 1)
        column.addWidget(hairline())
        column.addLayout(below)

    def _connect(self) -> None:
        self._desk.editor.changed.connect(self._on_document)
        self.bench.changed.connect(self._on_drawn)
        self.bench.moved.connect(self._show_rows)
        self.bench.told.connect(self._on_told)
        self.head.mode_picked.connect(self._on_mode)
        self.head.left.connect(self.leave)
        self.canvas.left.connect(self.leave)
        self.outline_row.corners_wanted.connect(self._on_corners)
        self.foot.snap_picked.connect(self._on_snap)
        self.foot.mirror_wanted.connect(self._on_mirror)
        self.foot.zoomed.connect(self._on_zoomed)
        self.foot.fit_wanted.connect(self.canvas.fit)

    def _show(self) -> None:
        """Show everything but the paper, which paints itself."""
        target = self.bench.target
        if target is None:
            return
        words = self._desk.wording
        side = side_in_words(target.side, words.label(f"side.{target.side}"))
        self.head.show_area(words.term(f"area.{target.area}"), side=side)
        lies = orientation(target.area, target.side, drawn_body())
        edges = tuple(words.term(f"edge.{edge}") for edge in (lies.top, lies.bottom, lies.left, lies.right))
        self.canvas.show_edges((edges[0], edges[1], edges[2], edges[3]))
        why = why_no_grid(self.bench)
        self.head.show_mode(self._mode, why_no_grid=why)
        self._why.setText(why)
        self._why.setVisible(bool(why))
        self.legend.setVisible(not why)
        self.foot.show_mirror(target.side, is_drawn=target.extent is not None)
        self.foot.show_snap(Snap(self.bench.snap), is_used=self._mode in self.pens)
        self._say_standing_fault()
        self._show_rows()
        self._on_drawn()

    def _show_rows(self) -> None:
        self.outline_row.refresh()
        self.zones_row.refresh()
        pen = self.pens.get(self._mode)
        self.said.say(hint=hint(self._mode, self.bench, is_pen=pen is not None and pen.is_pen))
        self._show_begun()

    def _show_begun(self) -> None:
        """Show what an outline that is not set yet would enclose: the figures of the one set are not its own."""
        pen = self.pens[Mode.OUTLINE]
        if self._mode is Mode.OUTLINE and (pen.shape.begun is not None or self._is_refused):
            self.numbers.show_begun(None if self._is_refused else pen.extent_begun)

    def _on_drawn(self) -> None:
        """Show what the hand has drawn and what it comes to."""
        shown, line, target = self.bench.shown, self.bench.line, self.bench.target
        self.grid_row.refresh()
        self.points_row.refresh()
        self.legend.show_drawn(shown.drawn)
        self.numbers.show_tried(shown, is_both=target is not None and target.side is Side.BOTH)
        self.limit.show_check(None if line is None else nearest_limit(self._desk.editor.assessment, line.line_id))
        self._show_begun()

    def _on_document(self) -> None:
        if self.isVisible():
            self.refresh()

    def _on_told(self, fault: Message | None) -> None:
        self.said.say(fault="" if fault is None else self._desk.wording.text(fault))
        self._is_refused = fault is not None
        self._show_begun()

    def _say_standing_fault(self) -> None:
        """Say again why a drawing that was closed is not set."""
        pen = self.pens.get(self._mode)
        begun = None if pen is None else pen.shape.begun
        self._on_told(outline_fault(begun.corners) if begun is not None and begun.is_closed else None)

    def _on_mode(self, mode: Mode) -> None:
        self.said.say(note="")
        self.work_on(mode)
        self.canvas.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_snap(self, snap: Snap) -> None:
        self.bench.snap = snap.value
        self._show()

    def _on_zoomed(self, is_nearer: bool) -> None:  # noqa: FBT001  # a slot
        self.canvas.zoom(1.25 if is_nearer else 0.8)

    def _on_corners(self) -> None:
        target = self.bench.target
        if target is not None and target.extent is not None:
            self.pens[Mode.OUTLINE].shape.change(as_corners(target.extent), is_closed=True)

    def _on_mirror(self) -> None:
        target = self.bench.target
        if target is not None:
            self.said.say(note=self.tr("The other side now has the mirror image. Ctrl+Z takes it back."))
            self.bench.edit(partial(mirror_to_other_side, target_id=target.target_id, new_id=self._desk.clinic.new_id))
            self._show_rows()

    def _zone_reason(self, kind: str) -> str:
        """Return what a kind of zone is kept free for, with the sentence of the pack where there is one."""
        words = self._desk.wording
        return "\n".join((self._zone_name(kind), *([words.term(f"exclusion.{kind}")] if words.has(f"exclusion.{kind}") else ())))

    def _zone_name(self, kind: str) -> str:
        words = self._desk.wording
        return words.term(f"zone.{kind}") if words.has(f"zone.{kind}") else kind


