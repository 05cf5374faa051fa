"""What happens when the program itself is wrong: one line in the log, one dialog, and the work goes on."""

import logging
import sys
import time
from logging.handlers import RotatingFileHandler
from pathlib import Path
from traceback import extract_tb
from types import TracebackType
from typing import Final

from PySide6.QtCore import QCoreApplication, QObject, Qt, Signal, Slot

from meso_desktop.ui.dialogs import Dialogs

_LOG: Final = logging.getLogger(__name__)
_QUIET_SECONDS: Final = 30.0
_FILE_BYTES: Final = 500_000


def log_to_file(folder: Path) -> Path:
    """Send the log to a rotating file in `folder` and return the file; a folder that cannot be written costs only the log."""
    file = folder / "meso-desktop.log"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        handler = RotatingFileHandler(file, maxBytes=_FILE_BYTES, backupCount=2, encoding="utf-8", delay=True)
    except OSError:
        return file
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s %(message)s"))
    logging.getLogger("meso_desktop").addHandler(handler)
    logging.getLogger("meso_desktop").setLevel(logging.INFO)
    return file


class FaultHook(QObject):
    """Takes every exception that nobody caught. Logs its type and the places in the code, never its text, which may hold a name."""

    _raised = Signal(str)

    def __init__(self, dialogs: Dialogs, *, log_file: Path, parent: QObject) -> None:
        """Be ready; `install` puts it in force."""
        super().__init__(parent)
        self._dialogs = dialogs
        self._log_file = log_file
        self._shown_at: float | None = None
        self._raised.connect(self._show, Qt.ConnectionType.QueuedConnection)

    def install(self) -> None:
        """Become `sys.excepthook`."""
        sys.excepthook = self.take

    def take(self, kind: type[BaseException], _error: BaseException, trace: TracebackType | None) -> None:
        """Log an exception and show one dialog at most every half minute."""
        if issubclass(kind, KeyboardInterrupt):
            QCoreApplication.quit()
            return
        places = " ".join(f"{Path(frame.filename).stem}:{frame.lineno}" for frame in extract_tb(trace))
        _LOG.error("%s at %s", kind, places or "no_place")
        now = time.monotonic()
        if self._shown_at is None or now - self._shown_at > _QUIET_SECONDS:
            self._shown_at = now
            self._raised.emit(kind.__name__)

    @Slot(str)
    def _show(self, name: str) -> None:
        text = self.tr("Something in the program went wrong. What the screen calls saved is saved. Go on, or start the program again.")
        detail = self.tr("The fault is {name}. Its place in the program is in the log: {file}")
        self._dialogs.show_error(None, text, detail=detail.format(name=name, file=str(self._log_file)))
