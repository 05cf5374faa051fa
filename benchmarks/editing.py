"""Editing in the real window: from a keystroke to the painted panel, and the longest block of the interface thread."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from statistics import median
from typing import Final, cast

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMainWindow, QWidget
from typing_extensions import override

from benchmarks.clinic_folder import opened
from benchmarks.full_consultation import filled
from benchmarks.timing import Row, percentile
from meso_desktop.app import LANGUAGE, make_application, make_shell, new_id, spare_what_is_loaded
from meso_desktop.domain.consultation import Consultation, Step
from meso_desktop.services.drafts import begin_consultation
from meso_desktop.services.patients import recent_patients
from meso_desktop.services.session import OpenClinic, SystemClock
from meso_desktop.ui.consultation.consultation_page import ConsultationPage
from meso_desktop.ui.dialogs import Dialogs
from meso_desktop.ui.preload import Library
from meso_desktop.ui.shell import Desk
from meso_desktop.ui.workspace import Workspace

_EDIT_BUDGET_MS: Final = 16.0
_BLOCK_BUDGET_MS: Final = 50.0
_PAUSE_S: Final = 0.04
_NAP_S: Final = 0.001
_PASSES: Final = 20
_WARM_ROUNDS: Final = 1


class _Painted(QObject):
    """Remembers whether a widget or anything in it was painted."""

    def __init__(self, whole: QWidget) -> None:
        super().__init__()
        self._whole = whole
        self.is_seen = False

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QPaintEvent) and isinstance(watched, QWidget):
            self.is_seen |= watched is self._whole or self._whole.isAncestorOf(watched)
        return False


class Hands:
    """Acts on the window as a person does and keeps how long it was busy: each act with what follows at once, and all else between."""

    def __init__(self) -> None:
        """Begin at rest."""
        self.longest = 0.0
        self.longest_act = ""
        self.without_paint = 0

    def act(self, name: str, action: Callable[[], object]) -> None:
        """Do something and pause as a person would, while the window works."""
        self._busy(name, action)
        self.pause()

    def keystroke(self, character: str, painted: _Painted) -> float:
        """Press a key in the field that has the focus and return the seconds until the panel is painted."""
        field = _focused()
        painted.is_seen = False
        start = time.perf_counter()
        QTest.keyClick(field, ord(character))
        for _ in range(_PASSES):
            QApplication.processEvents()
            if painted.is_seen:
                break
        taken = time.perf_counter() - start
        self.without_paint += not painted.is_seen
        self._keep("a keystroke", taken)
        self.pause()
        return taken

    def pause(self) -> None:
        """Let the window work as long as a person takes to the next key."""
        until = time.perf_counter() + _PAUSE_S
        while time.perf_counter() < until:
            self._busy("between", QApplication.processEvents)
            time.sleep(_NAP_S)

    def _busy(self, name: str, action: Callable[[], object]) -> None:
        start = time.perf_counter()
        action()
        QApplication.processEvents()
        self._keep(name, time.perf_counter() - start)

    def _keep(self, name: str, taken: float) -> None:
        if taken > self.longest:
            self.longest, self.longest_act = taken, name


def edits(clinic_path: Path, *, rounds: int) -> list[Row]:
    """Measure typing figures into a full consultation, step by step, while its draft is saved behind."""
    clinic = opened(clinic_path)
    someone = recent_patients(clinic, limit=1)[0].patient_id
    document = filled(begin_consultation(clinic, patient_id=someone, visit_on=clinic.clock.today()))
    hands, taken = Hands(), list[float]()
    with window(clinic, document, hands) as page:
        painted = _Painted(page.panel)
        QApplication.instance().installEventFilter(painted)  # type: ignore[union-attr]  # there is one
        for number in range(_WARM_ROUNDS + rounds):
            for step, field, texts in _typing(document):
                hands.act(f"going to {step.value}", partial(page.go_to, step, field=field))
                text = texts[number % len(texts)]
                QTest.keyClick(_focused(), Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
                strokes = [hands.keystroke(character, painted) for character in text]
                taken += strokes if number >= _WARM_ROUNDS else []
            for step in Step:
                hands.act(f"going to {step.value}", partial(page.go_to, step))
        QApplication.instance().removeEventFilter(painted)  # type: ignore[union-attr]  # as above
    clinic.close()
    return _rows(taken, hands)


def _rows(taken: list[float], hands: Hands) -> list[Row]:
    unmoved = f"; {hands.without_paint} changed nothing there" if hands.without_paint else ""
    worst, middle, block = percentile(taken, 0.99) * 1000, median(taken) * 1000, hands.longest * 1000
    return [
        Row(
            what="one edit up to the painted panel, p99", figure=worst, unit="ms", budget=f"≤ {_EDIT_BUDGET_MS:g} ms",
            is_kept=worst <= _EDIT_BUDGET_MS,
            note=f"median {middle:.1f} ms of {len(taken)}{unmoved}",
        ),
        Row(
            what="longest block of the interface thread", figure=block, unit="ms", budget=f"≤ {_BLOCK_BUDGET_MS:g} ms",
            is_kept=block <= _BLOCK_BUDGET_MS, note=hands.longest_act,
        ),
    ]


def _focused() -> QWidget:
    field = QApplication.focusWidget()
    if field is None:
        reason = "no field has the focus"
        raise RuntimeError(reason)
    return field


def _typing(document: Consultation) -> tuple[tuple[Step, str, tuple[str, ...]], ...]:
    """Return what is typed in a round: the step, the field, and the texts that take turns."""
    target, line = document.target_areas[0], document.plan.lines[0]
    return (
        (Step.EXAMINATION, "examination.weight", ("71.5", "64.2")),
        (Step.AREAS, f"target.{target.target_id}.length", ("6.5", "5.5")),
        (Step.PLAN, f"line.{line.line_id}.volume_per_point_ml", ("0.25", "0.15")),
    )


@contextmanager
def window(clinic: OpenClinic, document: Consultation, hands: Hands) -> Iterator[ConsultationPage]:
    """Give the consultation's page in the program's workspace, in a window of the size of a small laptop's."""
    application = QApplication.instance()
    if not isinstance(application, QApplication):
        application = make_application(["benchmarks"])
    shell = make_shell(application, clock=SystemClock(), new_id=new_id, dialogs=Dialogs(application))
    words = Library(clock=shell.clock, new_id=shell.new_id, language=LANGUAGE, kept_packs=clinic.path.parent / "packs").load()
    spare_what_is_loaded()
    desk = Desk(
        clinic=clinic, wording=words.wording, tasks=shell.tasks, dialogs=shell.dialogs, theme=shell.theme,
        preferences=shell.preferences,
    )
    window, workspace = QMainWindow(), Workspace(desk)
    window.setMinimumSize(1000, 660)
    window.resize(1280, 800)
    window.setCentralWidget(workspace)
    workspace.begin()
    window.show()
    window.activateWindow()
    hands.pause()
    hands.act("opening the consultation", partial(workspace.open_consultation, document))
    try:
        yield cast("ConsultationPage", workspace.consultation_page)
    finally:
        workspace.flush()
        window.close()
        window.deleteLater()
        shell.tasks.close()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
