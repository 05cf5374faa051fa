"""The composition root: puts the window together from its parts and runs it."""

import gc
from collections.abc import Sequence
from pathlib import Path
from uuid import UUID, uuid4

import platformdirs
from PySide6.QtCore import QLocale, Qt, QTimer
from PySide6.QtWidgets import QApplication

from meso_desktop.resources import resource_path
from meso_desktop.services.header import default_clinic_path
from meso_desktop.services.session import Clock, NewId, SystemClock
from meso_desktop.ui.dialogs import Dialogs
from meso_desktop.ui.faults import FaultHook, log_to_file
from meso_desktop.ui.fonts import load_later_fonts
from meso_desktop.ui.main_window import MainWindow
from meso_desktop.ui.preferences import Preferences
from meso_desktop.ui.preload import Library
from meso_desktop.ui.shell import Shell
from meso_desktop.ui.tasks import TaskRunner
from meso_desktop.ui.theme import Theme
from meso_desktop.ui.translate import load_translator

LANGUAGE = "en"
_FOLDER = "meso-desktop"


def run(argv: Sequence[str], clinic_path: Path | None) -> int:
    """Start the program on a clinic, the usual one when `clinic_path` is None, and return its exit status."""
    application = make_application(argv)
    dialogs = Dialogs(application)
    log_file = log_to_file(Path(platformdirs.user_log_dir(_FOLDER, appauthor=False)))
    FaultHook(dialogs, log_file=log_file, parent=application).install()
    shell = make_shell(application, clock=SystemClock(), new_id=new_id, dialogs=dialogs)
    window = make_window(shell, clinic_path=clinic_path or default_clinic_path())
    window.show()
    shell.tasks.idle.connect(spare_what_is_loaded, Qt.ConnectionType.SingleShotConnection)
    QTimer.singleShot(0, load_later_fonts)
    status = application.exec()
    shell.tasks.close()
    return status


def make_application(argv: Sequence[str]) -> QApplication:
    """Return the application with its name and the language of its widgets."""
    application = QApplication(list(argv))
    application.setApplicationName("Meso Desktop")
    application.setDesktopFileName("meso-desktop")
    QLocale.setDefault(QLocale(LANGUAGE))
    application.installTranslator(load_translator(resource_path("window"), LANGUAGE, application))
    return application


def make_shell(application: QApplication, *, clock: Clock, new_id: NewId, dialogs: Dialogs) -> Shell:
    """Return what every screen is given; the demo and the tests bring their own clock, ids and dialogs."""
    preferences = Preferences(Path(platformdirs.user_config_dir(_FOLDER, appauthor=False)) / "window.ini")
    return Shell(
        tasks=TaskRunner(application), dialogs=dialogs, theme=Theme(application, preferences.scheme), preferences=preferences,
        clock=clock, new_id=new_id,
    )


def make_window(shell: Shell, *, clinic_path: Path) -> MainWindow:
    """Return the window, not yet shown, on the clinic at `clinic_path`; samples lie beside the usual clinic."""
    own = default_clinic_path().parent
    library = Library(clock=shell.clock, new_id=shell.new_id, language=LANGUAGE, kept_packs=own / "packs")
    return MainWindow(shell, library, clinic_path=clinic_path, sample_path=own / "sample")


def spare_what_is_loaded() -> None:
    """Leave the modules and packs, which stay for good, out of garbage collection: going through them stops the window."""
    gc.freeze()


def new_id() -> UUID:
    """Return an id that nothing else has."""
    return uuid4()
