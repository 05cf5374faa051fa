"""Draws on the canvas as a script tells: an outline and zones kept free corner by corner, and the turn of the grid."""

from collections.abc import Sequence

from PySide6.QtCore import Qt

from meso_desktop.demo import hands
from meso_desktop.demo.script import Corner, KeptFree
from meso_desktop.domain.areas import Point
from meso_desktop.ui.canvas.canvas_pane import CanvasPane
from meso_desktop.ui.canvas.mode import Mode
from meso_desktop.ui.consultation.consultation_page import ConsultationPage

_STEPS_PER_CM = 100


def open_canvas(page: ConsultationPage) -> CanvasPane:
    """Return the canvas that lies over the step, once it is seen."""
    hands.wait_until(lambda: page.canvas.is_open, what="the canvas")
    return hands.need(page.canvas.pane, "the canvas")


def draw_outline(pane: CanvasPane, corners: Sequence[Corner]) -> None:
    """Set each corner, in cm from the middle of the paper, and close the outline."""
    hands.click(pane.head.modes.button(Mode.OUTLINE))
    _set(pane, corners)


def keep_free(pane: CanvasPane, told: KeptFree) -> None:
    """Draw a zone that is kept free."""
    hands.click(pane.head.modes.button(Mode.KEPT_FREE))
    hands.choose_from_list(pane.zones_row.kind, told.kind)
    if pane.zones_row.draw.isEnabled():  # without a zone the pen is in the hand already
        hands.click(pane.zones_row.draw)
    _set(pane, told.corners)


def turn_grid(pane: CanvasPane, degrees: str) -> None:
    """Type how far the grid is turned."""
    hands.click(pane.head.modes.button(Mode.GRID))
    hands.type_text(pane.grid_row.turn.edit, degrees)
    hands.press(Qt.Key.Key_Return)


def leave(pane: CanvasPane) -> None:
    """Go back to the step."""
    hands.click(pane.head.done)


def _set(pane: CanvasPane, corners: Sequence[Corner]) -> None:
    for across, up in corners:
        place = Point(round(float(across) * _STEPS_PER_CM), round(float(up) * _STEPS_PER_CM))
        hands.click(pane.canvas, pane.bench.view.to_screen(place).toPoint())
    hands.press(Qt.Key.Key_Return, on=pane.canvas)
