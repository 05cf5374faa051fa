"""The quiet sentences of the canvas: what the hand can do in each mode, and why there is nothing to do in one."""

from PySide6.QtCore import QCoreApplication

from meso_desktop.domain.areas import Outline, Side
from meso_desktop.domain.protocols import CountedBy
from meso_desktop.ui.canvas.bench import Bench
from meso_desktop.ui.canvas.mode import Mode


def hint(mode: Mode, bench: Bench, *, is_pen: bool) -> str:
    """Return what the hand can do now."""
    match mode:
        case Mode.OUTLINE:
            return _of_outline(bench, is_pen=is_pen)
        case Mode.KEPT_FREE:
            if is_pen:
                return _tr("Click corner after corner, or draw one stroke. Enter or a click on the first corner closes.")
            return _tr("Points in a zone are kept out. A click takes hold of a zone; drag it, its corners or sides. Delete removes.")
        case Mode.GRID:
            return _tr("Drag to shift, the round handle turns. Arrow keys shift by 1 mm, with Shift by 1 cm; [ ] turn by 1°, { } by 15°.")
        case Mode.POINTS:
            return _tr(
                "Click to put a point in, drag to move one, Delete or the right button takes it out. Arrow keys walk, with Ctrl they move."
            )


def why_no_grid(bench: Bench) -> str:
    """Return why grid and points cannot be worked on; empty when they can."""
    target, protocol = bench.target, bench.protocol
    if bench.line is None or protocol is None:
        return _tr("The grid is laid once the plan has a protocol for this area.")
    if protocol.counted_by is CountedBy.VOLUME:
        return _tr("This technique goes by surface and volume, not by point: there is no grid to lay.")
    if target is None or target.extent is None:
        return _tr("The grid is laid once the outline is measured or drawn.")
    return ""


def side_in_words(side: Side, name: str) -> str:
    """Return on which side is drawn what is seen; `name` is that of the side."""
    if side is Side.MIDLINE:
        return ""
    return _tr("Drawn on the left; the right is its mirror image") if side is Side.BOTH else name


def _of_outline(bench: Bench, *, is_pen: bool) -> str:
    extent = None if bench.target is None else bench.target.extent
    if is_pen:
        return _tr("Click corner after corner, or draw one stroke. Enter or the first corner again closes; Ctrl+Z takes the last back.")
    if extent is not None and extent.outline is Outline.ELLIPSE:
        return _tr("Measured as an oval. Change its corners to draw on from it, or draw a new outline.")
    return _tr("Drag a corner, or a side to put one in. Arrow keys choose a corner, with Ctrl they move it; Delete takes it away.")


def _tr(text: str) -> str:
    return QCoreApplication.translate("canvas_words", text)
