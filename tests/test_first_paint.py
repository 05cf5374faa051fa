"""The first window stands before anything slow is imported."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

_PROBE = """
import json, sys
from pathlib import Path
from PySide6.QtCore import QTimer
from meso_desktop import app
from meso_desktop.services.session import SystemClock
from meso_desktop.ui.dialogs import Dialogs

application = app.make_application(["meso-desktop"])
shell = app.make_shell(application, clock=SystemClock(), new_id=app.new_id, dialogs=Dialogs(application))
window = app.make_window(shell, clinic_path=Path(sys.argv[1]))
window.gate.preload = lambda: None
window.show()
application.processEvents()
window.grab()
first = sorted(sys.modules)
shell.tasks.run(window.gate.library.load, done=print, owner=application)
shell.tasks.wait_until_idle()
print(json.dumps({"first": first, "later": sorted(sys.modules)}))
shell.tasks.close()
"""
SLOW = (
    "sqlalchemy", "alembic", "sqlcipher3", "reportlab", "argon2", "cryptography", "pypdfium2",
    "meso_desktop.db.store", "meso_desktop.ui.workspace",
)


@pytest.fixture(scope="module")
def imported(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[str]]:
    home = tmp_path_factory.mktemp("home")
    environment = os.environ | {"QT_QPA_PLATFORM": "offscreen", "HOME": str(home), "XDG_CONFIG_HOME": str(home), "XDG_DATA_HOME": str(home)}
    done = subprocess.run(  # our own interpreter and probe
        [sys.executable, "-c", _PROBE, str(home / "clinic")], capture_output=True, text=True, check=True, env=environment,
        cwd=Path(__file__).resolve().parent.parent, timeout=60,
    )
    answer: dict[str, list[str]] = json.loads(done.stdout.splitlines()[-1])
    return answer


@pytest.mark.parametrize("slow", SLOW)
def test_the_first_window_needs_no(imported: dict[str, list[str]], slow: str) -> None:
    assert slow not in imported["first"]
    assert "PySide6.QtWidgets" in imported["first"]


@pytest.mark.parametrize("slow", ["sqlalchemy", "sqlcipher3", "reportlab", "argon2", "meso_desktop.ui.workspace"])
def test_it_is_there_once_the_task_thread_has_read_it(imported: dict[str, list[str]], slow: str) -> None:
    assert slow in imported["later"]

_RUN = """
import sys
from pathlib import Path
from PySide6.QtCore import QTimer
from meso_desktop import app

usual = app.make_window


def closing_soon(shell, *, clinic_path):
    window = usual(shell, clinic_path=clinic_path)
    QTimer.singleShot(0, window.close)
    return window


app.make_window = closing_soon
sys.exit(app.run(["meso-desktop"], Path(sys.argv[1])))
"""


def test_the_program_starts_and_ends_cleanly_even_while_it_still_loads(tmp_path: Path) -> None:
    environment = os.environ | {
        "QT_QPA_PLATFORM": "offscreen", "HOME": str(tmp_path), "XDG_CONFIG_HOME": str(tmp_path), "XDG_DATA_HOME": str(tmp_path),
        "XDG_STATE_HOME": str(tmp_path),
    }
    done = subprocess.run(  # our own interpreter and probe
        [sys.executable, "-c", _RUN, str(tmp_path / "clinic")], capture_output=True, text=True, check=False, env=environment,
        cwd=Path(__file__).resolve().parent.parent, timeout=60,
    )
    assert done.returncode == 0, done.stderr
    assert "Traceback" not in done.stderr
