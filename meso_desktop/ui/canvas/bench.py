"""What the tools of the canvas work on: one target as the consultation has it, the paper it lies on, and the way to the editor."""

from collections import Counter
from collections.abc import Callable, Sequence
from functools import partial
from itertools import count
from typing import Final

from msgspec.structs import replace
from PySide6.QtCore import QObject, QPointF, QTimer, Signal

from meso_desktop.domain.areas import Extent, Outline, Point, TargetArea
from meso_desktop.domain.consultation import Consultation
from meso_desktop.domain.drawing.outlines import as_corners, snapped
from meso_desktop.domain.drawing.unfinished import target_of, unfinished_outline
from meso_desktop.domain.edits import put_line
from meso_desktop.domain.ids import TargetId
from meso_desktop.domain.message import Message
from meso_desktop.domain.plan import Placement, PlanLine
from meso_desktop.domain.protocols import BodyArea, Protocol
from meso_desktop.ui.canvas.drawn import Drawn
from meso_desktop.ui.canvas.paper_view import PaperView
from meso_desktop.ui.canvas.trial import Tried, tried
from meso_desktop.ui.consultation.workplace import Workplace

PAUSE_MS: Final = 100
"""A hand that rests so long has its drawing put into the consultation, so that panel and limits follow."""
_MOST_COMPARED: Final = 120

Change = Callable[[Consultation], Consultation]


class Bench(QObject):
    """Holds the target that is drawn on.

    `changed` when anything that is drawn and counted changed, `moved` when only what the hand is over did; `told` carries a fault or None.
    """

    changed = Signal()
    moved = Signal()
    told = Signal(object)

    def __init__(self, desk: Workplace, parent: QObject | None = None) -> None:
        """Begin without a target."""
        super().__init__(parent)
        self._desk = desk
        self.view = PaperView()
        self.target_id: TargetId | None = None
        self.snap = 50
        self.net = Point(0, 0)
        self.is_own = False
        self._tried = Tried(drawn=Drawn(), estimate=None)
        self._shape: tuple[Point, ...] = ()
        self._extent: Extent | None = None
        self._keys = count()
        self._merge_key = ""
        self._has_put = False
        self._laid_by_hand: Placement | None = None
        self._pending: Callable[[], None] | None = None
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(PAUSE_MS)
        self._rest.timeout.connect(self._put_pending)

    @property
    def document(self) -> Consultation:
        """The consultation as it stands."""
        return self._desk.editor.document

    @property
    def target(self) -> TargetArea | None:
        """The target that is drawn on; None once it is gone."""
        return None if self.target_id is None else target_of(self.document, self.target_id)

    @property
    def area(self) -> BodyArea | None:
        """The target's area in the pack."""
        target = self.target
        return None if target is None else self._desk.clinic.knowledge.areas.get(target.area)

    @property
    def line(self) -> PlanLine | None:
        """The target's line of the plan."""
        return next((line for line in self.document.plan.lines if line.target_id == self.target_id), None)

    @property
    def protocol(self) -> Protocol | None:
        """The protocol of that line."""
        line = self.line
        return None if line is None else self._desk.clinic.knowledge.protocols.get(line.protocol)

    @property
    def placement_shown(self) -> Placement | None:
        """How the hand has laid the grid; None when it is as in the consultation."""
        return self._laid_by_hand

    @property
    def shown(self) -> Tried:
        """What is drawn now and what it comes to, as the hand has it."""
        return self._tried

    def open(self, target_id: TargetId) -> None:
        """Take up a target; the paper's lines go through a corner of its outline."""
        self.target_id = target_id
        self._shape = self._shape_now()
        self._extent = None if self.target is None else self.target.extent
        xs, ys = [p.x for p in self._shape], [p.y for p in self._shape]
        self.net = Point(min(xs), min(ys)) if xs else Point(0, 0)
        self.refresh()

    def refresh(self) -> None:
        """Take the target as the consultation has it now; the paper stays where it lies though its places may count from a new centre."""
        if not self.is_own:
            self._rest.stop()
            self._pending = None
        target = self.target
        if target is None:
            return
        before, extent, self._extent = self._shape, self._extent, target.extent
        self._shape = self._shape_now()
        moved = Point(0, 0) if target.extent == extent else moved_by(before, self._shape)  # what is begun counts from the same centre
        if moved != Point(0, 0):
            self.view.follow(moved)
            self.net = Point(self.net.x - moved.x, self.net.y - moved.y)
        self._tried = self._try(self.document, target, self.line)
        self._laid_by_hand = None
        self.changed.emit()

    def lies(self, corners: tuple[Point, ...]) -> None:
        """Take the outline as it lies on the paper just before it is set, so that the paper stays under it."""
        self._shape = corners

    def try_document(self, document: Consultation, *, origin: Point = Point(0, 0)) -> None:  # noqa: B008  # frozen
        """Show what a changed consultation would come to, and put nothing into the editor."""
        target = None if self.target_id is None else target_of(document, self.target_id)
        if target is not None:
            line = next((line for line in document.plan.lines if line.target_id == self.target_id), None)
            self._tried = self._try(document, target, line, origin=origin)
            self.changed.emit()

    def try_placement(self, placement: Placement) -> None:
        """Show what the grid would come to laid like this; it is put into the editor once the hand rests."""
        line, target = self.line, self.target
        if line is None or target is None:
            return
        laid = replace(line, placement=placement)
        self._tried = self._try(self.document, target, laid)
        self._laid_by_hand = placement
        self.changed.emit()
        self.when_resting(partial(self.lay, placement))

    def lay(self, placement: Placement) -> None:
        """Lay the grid like this, as one step of undo."""
        if self.target_id is not None:
            self.edit(partial(_laid, target_id=self.target_id, placement=placement))

    def begin(self) -> None:
        """Begin a gesture, whose edits are one step of undo."""
        self._merge_key = f"canvas.{next(self._keys)}"
        self._has_put = False

    def when_resting(self, act: Callable[[], None]) -> None:
        """Do this at the next pause of the hand or at the end of the gesture, unless something else is to be done by then."""
        self._pending = act
        self._rest.start()

    def end(self) -> None:
        """End a gesture: what it came to is put into the editor."""
        self._put_pending()
        self._merge_key = ""
        self._desk.editor.end_merge()

    def drop(self) -> None:
        """Give a gesture up: what it put into the editor is taken back."""
        self._rest.stop()
        self._pending = None
        self._merge_key = ""
        self._desk.editor.end_merge()
        if self._has_put:
            self._has_put = False
            self._desk.editor.undo()
        self.refresh()

    def edit(self, change: Change) -> None:
        """Put a change into the editor."""
        self._rest.stop()
        self._pending = None
        self.is_own = True
        before = self.document
        try:
            self._desk.editor.edit(change, merge_key=self._merge_key)
        finally:
            self.is_own = False
        self._has_put = self._has_put or (bool(self._merge_key) and self.document is not before)

    def say(self, fault: Message | None) -> None:
        """Say what is wrong, or nothing more."""
        self.told.emit(fault)

    def snapped(self, at: QPointF) -> Point:
        """Return the place of the net under the hand."""
        return self.on_net(self.view.to_paper(at))

    def on_net(self, place: Point) -> Point:
        """Return the place of the net that lies nearest."""
        off = snapped(Point(place.x - self.net.x, place.y - self.net.y), step=self.snap)
        return Point(off.x + self.net.x, off.y + self.net.y)

    def _put_pending(self) -> None:
        self._rest.stop()
        act, self._pending = self._pending, None
        if act is not None:
            act()

    def _try(self, document: Consultation, target: TargetArea, line: PlanLine | None, *, origin: Point = Point(0, 0)) -> Tried:  # noqa: B008  # frozen
        clinic = self._desk.clinic
        return tried(document, target, line, knowledge=clinic.knowledge, today=clinic.clock.today(), origin=origin)

    def _shape_now(self) -> tuple[Point, ...]:
        """Return the corners on the paper: of the outline begun, or of the one that is set."""
        target = self.target
        if target is None:
            return ()
        begun = unfinished_outline(self.document, target.target_id)
        if begun is not None:
            return begun.corners
        return () if target.extent is None else as_corners(target.extent)


def moved_by(before: Sequence[Point], after: Sequence[Point]) -> Point:
    """Return by how much the centre moved from which corners are counted: what most corners agree on, nothing where few do."""
    if not before or not after or len(before) > _MOST_COMPARED or len(after) > _MOST_COMPARED:
        return Point(0, 0)
    gaps = Counter(Point(a.x - b.x, a.y - b.y) for a in before for b in after)
    stayed = gaps[Point(0, 0)]
    gap, agreed = gaps.most_common(1)[0]
    return gap if agreed > stayed and 2 * agreed >= min(len(before), len(after)) else Point(0, 0)


def is_free(target: TargetArea) -> bool:
    """Tell whether the target's outline was drawn."""
    return target.extent is not None and target.extent.outline is Outline.FREE


def _laid(document: Consultation, target_id: TargetId, placement: Placement) -> Consultation:
    line = next((line for line in document.plan.lines if line.target_id == target_id), None)
    return document if line is None else put_line(document, replace(line, placement=placement))
