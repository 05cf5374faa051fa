"""A consultation with the canvas open over a step, on a real encrypted clinic under the shipped packs."""

from collections.abc import Callable

import pytest
from pytestqt.qtbot import QtBot

from meso_desktop.domain.areas import Aim, Extent, Outline, Side, TargetArea
from meso_desktop.domain.edits import put_line, put_target
from meso_desktop.domain.ids import LineId, TargetId
from meso_desktop.domain.plan import PlanLine
from meso_desktop.ui.canvas.canvas_pane import CanvasPane
from meso_desktop.ui.canvas.mode import Mode
from meso_desktop.ui.consultation.consultation_page import ConsultationPage
from tests.domain.builders import an_id, extent, target
from tests.ui.canvas.hand import settle
from tests.ui.consultation.conftest import draft, open_page, page, patient, stored
from tests.ui.scene import packs

__all__ = ["draft", "open_page", "page", "patient", "stored"]

Opener = Callable[..., CanvasPane]


def put(page: ConsultationPage, area: TargetArea, *, protocol: str = "") -> None:
    """Put a target and, with a protocol, its line of the plan."""
    page.editor.edit(lambda document: put_target(document, area))
    if protocol:
        preparation = packs().protocols[protocol].preparations[0]
        line = PlanLine(line_id=LineId(an_id(101)), target_id=area.target_id, protocol=protocol, preparation=preparation)
        page.editor.edit(lambda document: put_line(document, line))


@pytest.fixture
def open_canvas(page: ConsultationPage, qtbot: QtBot) -> Opener:
    """Give a function that puts one target, with a line unless told otherwise, and opens the canvas on it."""

    def opener(  # noqa: PLR0913  # one argument for each thing a test may want otherwise
        *, mode: Mode = Mode.OUTLINE, of: Extent | None = None, side: Side = Side.MIDLINE, area: str = "submental",
        protocol: str = "dca_submental", is_measured: bool = True,
    ) -> CanvasPane:
        measured = (of or extent("6", "4", Outline.RECTANGLE)) if is_measured else None
        put(page, target(1, area=area, side=side, aim=Aim.FAT, of=measured), protocol=protocol)
        over = page.canvas
        (over.open_grid if mode is Mode.GRID else over.open_outline)(TargetId(an_id(1)))
        assert over.pane is not None
        qtbot.waitUntil(over.pane.canvas.isVisible)
        if mode is not Mode.GRID:
            over.pane.work_on(mode)
        settle()
        return over.pane

    return opener
