"""The centimetre canvas over the step: outline, zones kept free, grid and points of one target, with what they come to."""

from functools import partial
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget
from typing_extensions import override

from meso_desktop.domain.areas import Side
from meso_desktop.domain.drawing_edits import mirror_to_other_side
from meso_desktop.domain.ids import TargetId
from meso_desktop.domain.message import Message
from meso_desktop.domain.nearest_limit import nearest_limit
from meso_desktop.domain.orientation import orientation
from meso_desktop.domain.outlines import as_corners, outline_fault
from meso_desktop.ui.canvas.bench import Bench
from meso_desktop.ui.canvas.canvas import Canvas
from meso_desktop.ui.canvas.canvas_words import hint, side_in_words, why_no_grid
from meso_desktop.ui.canvas.foot_bar import FootBar
from meso_desktop.ui.canvas.grid_row import GridRow
from meso_desktop.ui.canvas.grid_tool import GridTool
from meso_desktop.ui.canvas.legend import Legend
from meso_desktop.ui.canvas.mode import Mode, Snap
from meso_desktop.ui.canvas.numbers import Numbers
from meso_desktop.ui.canvas.outline_row import OutlineRow
from meso_desktop.ui.canvas.pen_tool import PenTool
from meso_desktop.ui.canvas.points_row import PointsRow
from meso_desktop.ui.canvas.points_tool import PointsTool
from meso_desktop.ui.canvas.tool import Tool
from meso_desktop.ui.canvas.zones_row import ZonesRow
from meso_desktop.ui.consultation.body_source import drawn_body
from meso_desktop.ui.consultation.segmented import Segmented
from meso_desktop.ui.consultation.workplace import Workplace
from meso_desktop.ui.elided_label import ElidedLabel
from meso_desktop.ui.icon_button import IconButton
from meso_desktop.ui.theme import SPACE_8, SPACE_12, SPACE_24, Role, hairline, label, set_role

_WIDE: Final = 720


class CanvasPane(QWidget):
    """Lies over a step; `left` when the doctor is done. Everything drawn goes to the editor, a drawing that is refused too."""

    left = Signal()

    def __init__(self, desk: Workplace, parent: QWidget | None = None) -> None:
        """Build the pane, empty."""
        super().__init__(parent)
        self.setObjectName("canvas_pane")
        self._desk = desk
        self._mode = Mode.OUTLINE
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

    @property
    def side_words(self) -> str:
        """What stands below the area's name about its side."""
        return self._side.text()

    def open(self, target_id: TargetId, mode: Mode) -> None:
        """Draw on a target, in a mode or, where that has nothing to work on, on its outline."""
        for pen in self.pens.values():
            pen.start_afresh()
        self.bench.open(target_id)
        self._note.setText("")
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
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep room for a second line of words where the pane is narrow."""
        super().resizeEvent(event)
        lines = 1 if self.width() >= _WIDE else 2
        for part in (self._hint, self.fault, self._note):
            part.setMinimumHeight(lines * part.fontMetrics().lineSpacing())

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        """Let go of what the hand held."""
        self.canvas.give_up()
        super().hideEvent(event)

    def _build(self) -> None:
        wording = self._desk.wording
        self.canvas = Canvas(self.bench, name_of=self._zone_name, reason_of=self._zone_reason)
        modes = [
            (Mode.OUTLINE, self.tr("Outline")), (Mode.KEPT_FREE, self.tr("Kept free")), (Mode.GRID, self.tr("Grid")),
            (Mode.POINTS, self.tr("Points")),
        ]
        self.modes = Segmented(modes, name=self.tr("Draw"), object_name="canvas_mode", may_clear=False)
        self.done = IconButton(self.tr("Done"), "check")
        self.done.setAccessibleName(self.tr("Done drawing"))
        self._name = ElidedLabel("", Role.HEADING)
        self._side = ElidedLabel("", Role.MUTED)
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
        self._hint = label("", Role.MUTED)
        self.fault = label("", Role.REFUSAL)
        self._note = label("", Role.OK)
        self._why = label("", Role.MUTED, is_wrapped=False)
        self.foot = FootBar()
        self.legend = Legend(name_of=self._zone_name)
        self.numbers = Numbers(wording=wording)

    def _lay_out(self) -> None:
        set_role(self, Role.RAISED)
        names = QVBoxLayout()
        names.setSpacing(0)
        names.addWidget(self._name)
        names.addWidget(self._side)
        head = QHBoxLayout()
        head.setSpacing(SPACE_12)
        head.addLayout(names, 1)
        head.addWidget(self.modes)
        head.addWidget(self.done)
        top = QVBoxLayout()
        top.setContentsMargins(SPACE_24, SPACE_12, SPACE_24, SPACE_8)
        top.setSpacing(SPACE_8)
        top.addLayout(head)
        top.addWidget(self._rows)
        for said in (self._hint, self.fault, self._note):
            top.addWidget(said)
        below = QVBoxLayout()
        below.setContentsMargins(SPACE_24, SPACE_8, SPACE_24, SPACE_12)
        below.setSpacing(SPACE_8)
        for part in (self.foot, self.legend, self._why, self.numbers):
            below.addWidget(part)
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
        self.modes.picked.connect(self._on_mode)
        self.done.clicked.connect(self.leave)
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
        self._name.setText(words.term(f"area.{target.area}"))
        side = side_in_words(target.side, words.label(f"side.{target.side}"))
        self._side.setText(side)
        self._side.setVisible(bool(side))
        lies = orientation(target.area, target.side, drawn_body())
        edges = tuple(words.term(f"edge.{edge}") for edge in (lies.top, lies.bottom, lies.left, lies.right))
        self.canvas.show_edges((edges[0], edges[1], edges[2], edges[3]))
        why = why_no_grid(self.bench)
        self.modes.show_value(self._mode)
        for mode in (Mode.GRID, Mode.POINTS):
            self.modes.button(mode).setEnabled(not why)
            self.modes.button(mode).setToolTip(why)
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
        said = hint(self._mode, self.bench, is_pen=pen is not None and pen.is_pen)
        if self._hint.text() != said:
            self._hint.setText(said)
        self._show_begun()
        self._share_line()

    def _show_begun(self) -> None:
        """Show what an outline that is not set yet would enclose."""
        begun = self.pens[Mode.OUTLINE].extent_begun if self._mode is Mode.OUTLINE else None
        if begun is not None:
            self.numbers.show_extent(begun)

    def _share_line(self) -> None:
        """Let a fault or a note stand where else the hint does, so that the paper below never jumps."""
        said = next((part for part in (self.fault, self._note) if part.text()), self._hint)
        for part in (self._hint, self.fault, self._note):
            part.setVisible(part is said)

    def _on_drawn(self) -> None:
        """Show what the hand has drawn and what it comes to."""
        shown, line, target = self.bench.shown, self.bench.line, self.bench.target
        self.grid_row.refresh()
        self.points_row.refresh()
        self.legend.show_drawn(shown.drawn)
        self.numbers.show_tried(shown, is_both=target is not None and target.side is Side.BOTH)
        self.numbers.show_limit(None if line is None else nearest_limit(self._desk.editor.assessment, line.line_id))
        self._show_begun()

    def _on_document(self) -> None:
        if self.isVisible():
            self.refresh()

    def _on_told(self, fault: Message | None) -> None:
        text = "" if fault is None else self._desk.wording.text(fault)
        if self.fault.text() != text:
            self.fault.setText(text)
            self._share_line()

    def _say_standing_fault(self) -> None:
        """Say again why a drawing that was closed is not set."""
        pen = self.pens.get(self._mode)
        begun = None if pen is None else pen.shape.begun
        self._on_told(outline_fault(begun.corners) if begun is not None and begun.is_closed else None)

    def _on_mode(self, mode: Mode) -> None:
        self._note.setText("")
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
            self._note.setText(self.tr("The other side now has the mirror image. Ctrl+Z takes it back."))
            self.bench.edit(partial(mirror_to_other_side, target_id=target.target_id, new_id=self._desk.clinic.new_id))
            self._show_rows()

    def _zone_reason(self, kind: str) -> str:
        """Return what a kind of zone is kept free for, with the sentence of the pack where there is one."""
        words = self._desk.wording
        return "\n".join((self._zone_name(kind), *([words.term(f"exclusion.{kind}")] if words.has(f"exclusion.{kind}") else ())))

    def _zone_name(self, kind: str) -> str:
        words = self._desk.wording
        return words.term(f"zone.{kind}") if words.has(f"zone.{kind}") else kind


