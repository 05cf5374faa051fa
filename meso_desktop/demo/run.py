"""Runs a demo: a new sample vault, the real window, its consultations, and what they leave behind."""

import sys
from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from random import Random
from time import monotonic
from types import TracebackType
from typing import Final, Self
from uuid import UUID

from msgspec.structs import replace
from PySide6.QtWidgets import QApplication

from meso_desktop.app import make_application, make_shell, make_window
from meso_desktop.demo import hands
from meso_desktop.demo.album import Album
from meso_desktop.demo.decision import Decision
from meso_desktop.demo.script import Script, load_script
from meso_desktop.domain.errors import UserError
from meso_desktop.domain.message import Message, message
from meso_desktop.knowledge.loader import load_knowledge
from meso_desktop.knowledge.wording import Wording
from meso_desktop.resources import resource_path
from meso_desktop.services.plans import plan_of_record
from meso_desktop.services.records import open_record, recent_records, sealed_bytes
from meso_desktop.services.samples import create_sample_clinic
from meso_desktop.services.settings import save_clinic
from meso_desktop.services.vaults import open_clinic
from meso_desktop.services.verification import verify_clinic
from meso_desktop.ui.dialogs import Dialogs
from meso_desktop.ui.main_window import MainWindow
from meso_desktop.ui.preload import SAMPLE_PASSPHRASE
from meso_desktop.ui.shell import Shell
from meso_desktop.ui.workspace import Workspace

BUILT_IN: Final = ("built_in", "deferred", "four_areas")
"""The scripts that run one after the other when none is named: one patient treated, one who has to wait, one with a long plan."""

_SEED: Final = 1984
_OPENING: Final = time(9, 0)

Say = Callable[[Message], None]
Progress = Callable[[int, int], None]


class DemoClock:
    """Starts at nine on the day of the script and goes on at the pace of real time."""

    def __init__(self, day: date) -> None:
        """Start now."""
        self._began = datetime.combine(day, _OPENING, tzinfo=UTC)
        self._started = monotonic()

    def now(self) -> datetime:
        """Return the present instant of the demo."""
        return self._began + timedelta(seconds=round(monotonic() - self._started, 3))

    def today(self) -> date:
        """Return the day of the demo."""
        return self._began.date()

    def utc_offset(self) -> timedelta:
        """Return none: the demo's days are those of universal time."""
        return timedelta()


class DemoIds:
    """Makes the same ids in every run."""

    def __init__(self) -> None:
        """Start at the seed."""
        self._random = Random(_SEED)  # noqa: S311  # ids of invented patients

    def __call__(self) -> UUID:
        """Return the next id."""
        return UUID(int=self._random.getrandbits(128), version=4)


class _Faults:
    """Notices the exceptions that Qt goes on after, and fails at the end because of them."""

    def __init__(self) -> None:
        self.kinds: list[str] = []
        self._before = sys.excepthook

    def __enter__(self) -> Self:
        sys.excepthook = self._take
        return self

    def __exit__(self, kind: type[BaseException] | None, *_ended: object) -> None:
        sys.excepthook = self._before
        if self.kinds and kind is None:
            raise hands.NotOnScreenError(*self.kinds)

    def _take(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        self.kinds.append(kind.__name__)
        self._before(kind, error, trace)


def run_demo(out: Path, *, script: Path | None, say: Say, progress: Progress | None = None) -> int:
    """Run the script, or the built-in ones, and return 0 when the signed records were read back and verified, 1 otherwise.

    Raises UserError for a faulty script or a folder that is not empty; nothing is written then.
    """
    scripts = tuple(load_script(file) for file in ((script,) if script else map(_built_in, BUILT_IN)))
    _claim(out)
    clock, new_id = DemoClock(scripts[0].today), DemoIds()
    clinic_path = out / "clinic"
    _make_clinic(clinic_path, scripts[0], clock=clock, new_id=new_id, progress=progress)
    (out / "passphrase.txt").write_text(SAMPLE_PASSPHRASE + "\n", encoding="utf-8", newline="\n")
    application = _application()
    try:
        with _Faults():
            pictures = _drive(application, out, scripts, clock=clock, new_id=new_id)
        _leave_records(out, clinic_path, count=len(scripts), clock=clock, new_id=new_id)
    except (hands.NotOnScreenError, UserError) as error:
        say(message("cli.demo_failed", reason=_reason(error)))
        return 1
    say(message("cli.demo_written", count=pictures, folder=str(out)))
    return 0


def _claim(out: Path) -> None:
    try:
        out.mkdir(parents=True, exist_ok=True)
        is_empty = not any(out.iterdir())
    except OSError as error:
        raise UserError(message("cli.file_unwritable", file=str(out), reason=error.strerror or str(error))) from error
    if not is_empty:
        raise UserError(message("cli.folder_not_empty", folder=str(out)))


def _make_clinic(path: Path, told: Script, *, clock: DemoClock, new_id: DemoIds, progress: Progress | None) -> None:
    knowledge = load_knowledge(resource_path("knowledge"))
    made = create_sample_clinic(path, knowledge=knowledge, clock=clock, new_id=new_id, passphrase=SAMPLE_PASSPHRASE, progress=progress)
    try:
        save_clinic(made.clinic, replace(made.clinic.clinic, jurisdiction=told.clinic.jurisdiction, paper=told.clinic.paper))
    finally:
        made.clinic.close()


def _application() -> QApplication:
    running = QApplication.instance()
    return running if isinstance(running, QApplication) else make_application(["meso-desktop"])


def _built_in(name: str) -> Path:
    return resource_path("demo", f"{name}.toml")


def _drive(application: QApplication, out: Path, scripts: tuple[Script, ...], *, clock: DemoClock, new_id: DemoIds) -> int:
    shell = make_shell(application, clock=clock, new_id=new_id, dialogs=Dialogs(application))
    window = make_window(shell, clinic_path=out / "clinic")
    window.resize(1280, 800)
    window.show()
    window.activateWindow()
    album = Album(out, window)
    try:
        workspace = _unlock(shell, window, album)
        for number, told in enumerate(scripts):
            album.prefix = f"{BUILT_IN[number]}-" if number else ""
            _consult(shell, workspace, told, album)
            hands.click(hands.button(workspace.head, "Today"))
        hands.wait_until(lambda: shell.tasks.is_idle, what="Today")
        album.prefix = ""
        album.take("today-afterwards")
    finally:
        window.close()
        shell.tasks.close()
        window.deleteLater()
    return len(album.names)


def _unlock(shell: Shell, window: MainWindow, album: Album) -> Workspace:
    album.take("unlock")
    hands.type_text(window.gate.unlock_page.passphrase.line, SAMPLE_PASSPHRASE)
    hands.click(window.gate.unlock_page.unlock)
    hands.wait_until(lambda: window.workspace is not None and shell.tasks.is_idle, what="the open clinic")
    album.take("today")
    return hands.need(window.workspace, "the open clinic")


def _consult(shell: Shell, workspace: Workspace, told: Script, album: Album) -> None:
    """Go through one consultation from Today to the signed record and its plan."""
    hands.click(hands.button(workspace.today_page, "Start a consultation"))
    hands.wait_until(lambda: workspace.consultation_page is not None and shell.tasks.is_idle, what="the consultation")
    visit = Decision(hands.need(workspace.consultation_page, "the consultation"), told, album)
    visit.patient()
    visit.history()
    visit.examination()
    visit.areas()
    visit.plan()
    visit.advice()
    visit.review(SAMPLE_PASSPHRASE)
    page = workspace.patient_page
    hands.wait_until(lambda: page.isVisible() and page.record is not None and shell.tasks.is_idle, what="the signed record")
    album.take("record")
    hands.click(page.record_side.print_button)
    hands.wait_until(page.pdf_view.isVisible, what="the plan")
    album.take("record-plan")
    hands.click(hands.button(page.pdf_view, "Back"))


def _leave_records(out: Path, clinic_path: Path, *, count: int, clock: DemoClock, new_id: DemoIds) -> None:
    """Open the vault anew, verify it, and write plan and sealed document of each record signed; NotOnScreenError when a seal is broken."""
    knowledge, wording = load_knowledge(resource_path("knowledge")), Wording.load(resource_path("wording"), "en")
    clinic = open_clinic(
        clinic_path, practitioner_id=None, passphrase=SAMPLE_PASSPHRASE, knowledge=knowledge, clock=clock, new_id=new_id,
    )
    try:
        faults = verify_clinic(clinic).faults
        if faults:
            raise hands.NotOnScreenError(*(wording.text(fault) for fault in faults))
        for number, summary in enumerate(reversed(recent_records(clinic, limit=count))):
            record = open_record(clinic, summary.consultation_id)
            prefix = f"{BUILT_IN[number]}-" if number else ""
            (out / f"{prefix}plan.pdf").write_bytes(plan_of_record(clinic, record, wording))
            (out / f"{prefix}consultation.json").write_bytes(sealed_bytes(clinic, record.document.consultation_id))
    finally:
        clinic.close()


def _reason(error: Exception) -> str:
    if isinstance(error, UserError):
        return Wording.load(resource_path("wording"), "en").text(error.message)
    return str(error)
