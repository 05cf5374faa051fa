"""Dragging a grid of 2 000 points on the canvas: one frame of it, and the assessment of what it leaves."""

import statistics
import time
from functools import partial
from pathlib import Path
from typing import Final

from msgspec.structs import replace
from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from typing_extensions import override

from benchmarks.clinic_folder import opened
from benchmarks.editing import Hands, window
from benchmarks.full_consultation import VISIT_ON, filled, packs
from benchmarks.timing import Row, percentile, seconds
from meso_desktop.domain.areas import Extent, Outline
from meso_desktop.domain.assess import Context, assess
from meso_desktop.domain.consultation import Consultation, Step
from meso_desktop.domain.drawing.grid import redrawn
from meso_desktop.domain.plan import PlanLine
from meso_desktop.domain.quantity import EXTENT_CM, Unit, length
from meso_desktop.services.drafts import begin_consultation
from meso_desktop.services.patients import recent_patients
from meso_desktop.ui.canvas.canvas_pane import CanvasPane
from meso_desktop.ui.consultation.consultation_page import ConsultationPage

_FRAME_BUDGET_MS: Final = 16.0
_ASSESS_BUDGET_MS: Final = 5.0
_AREA: Final = "lower_abdomen"
_LONG_CM: Final = "50"
_WIDE_CM: Final = "40"  # 2 000 points at the 1 cm of its protocol
_NAP_S: Final = 0.0005
_PATIENCE_S: Final = 2.0
_FAR: Final = 60


class _Painted(QObject):
    """Remembers whether a widget was painted."""

    is_seen = False

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        self.is_seen |= isinstance(event, QPaintEvent)
        return False


def drag(clinic_path: Path, *, frames: int) -> list[Row]:
    """Measure dragging the grid with the mouse, in the real window with the real vault behind."""
    clinic = opened(clinic_path)
    someone = recent_patients(clinic, limit=1)[0].patient_id
    document = _with_large_grid(filled(begin_consultation(clinic, patient_id=someone, visit_on=clinic.clock.today())))
    hands = Hands()
    with window(clinic, document, hands) as page:
        pane = _canvas(page, _line(document), hands)
        busy = _dragged(pane, frames=frames)
        left = page.editor.document
    clinic.close()
    count = len(_line(left).points)
    taken = [one * 1000 for one in seconds(lambda: assess(left, packs(), Context(today=VISIT_ON)), times=frames)]
    worst, median = percentile(busy, 0.99) * 1000, statistics.median(busy) * 1000
    return [
        Row(
            what="one frame of dragging 2 000 points, p99", figure=worst, unit="ms", budget=f"≤ {_FRAME_BUDGET_MS:g} ms",
            is_kept=worst <= _FRAME_BUDGET_MS, note=f"median {median:.1f} ms of {len(busy)}",
        ),
        Row(
            what="assess of a plan with 2 000 points", figure=statistics.median(taken), unit="ms", budget=f"≤ {_ASSESS_BUDGET_MS:g} ms",
            is_kept=statistics.median(taken) <= _ASSESS_BUDGET_MS,
            note=f"p99 {percentile(taken, 0.99):.1f} ms; {count} points in one of {len(left.plan.lines)} areas",
        ),
    ]


def _with_large_grid(document: Consultation) -> Consultation:
    extent = Extent(
        outline=Outline.RECTANGLE, length=length(_LONG_CM, Unit.CM, bounds=EXTENT_CM), width=length(_WIDE_CM, Unit.CM, bounds=EXTENT_CM),
        is_confirmed=True,
    )
    targets = tuple(replace(t, extent=extent) if t.area == _AREA else t for t in document.target_areas)
    return redrawn(replace(document, target_areas=targets), packs())


def _line(document: Consultation) -> PlanLine:
    target = next(t for t in document.target_areas if t.area == _AREA)
    return next(line for line in document.plan.lines if line.target_id == target.target_id)


def _canvas(page: ConsultationPage, line: PlanLine, hands: Hands) -> CanvasPane:
    hands.act("going to the plan", partial(page.go_to, Step.PLAN))
    hands.act("opening the canvas", partial(page.canvas.open_grid, line.target_id))
    if page.canvas.pane is None:
        reason = "the canvas is not there"
        raise RuntimeError(reason)
    return page.canvas.pane


def _dragged(pane: CanvasPane, *, frames: int) -> list[float]:
    """Drag from beside the middle and return how long the interface was busy from each move of the hand to the paper painted anew."""
    canvas, painted = pane.canvas, _Painted()
    canvas.installEventFilter(painted)
    start = canvas.rect().center() + QPoint(9, 7)
    QTest.mousePress(canvas, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, start)
    taken = [_frame(canvas, painted, start + QPoint(1 + n % _FAR, n % 7)) for n in range(frames)]
    QTest.mouseRelease(canvas, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, start + QPoint(3, 2))
    QApplication.processEvents()
    canvas.removeEventFilter(painted)
    return taken


def _frame(canvas: QWidget, painted: _Painted, to: QPoint) -> float:
    painted.is_seen = False
    busy, until = 0.0, time.perf_counter() + _PATIENCE_S
    begun = time.perf_counter()
    QTest.mouseMove(canvas, to)
    busy += time.perf_counter() - begun
    while not painted.is_seen and time.perf_counter() < until:
        begun = time.perf_counter()
        QApplication.processEvents()
        busy += time.perf_counter() - begun
        time.sleep(_NAP_S)
    return busy
