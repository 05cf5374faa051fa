"""Starting the program: time to the first painted window, and memory at Today, both beside a bare window."""

import os
import statistics
import subprocess
import sys
from pathlib import Path
from typing import Final

from benchmarks.clinic_folder import PASSPHRASE
from benchmarks.timing import Row, paired

_PAINT_BUDGET: Final = 1.3
_MEMORY_BUDGET: Final = 2.2
_PATIENCE_S: Final = 60
_FOLDERS: Final = ("HOME", "USERPROFILE", "APPDATA", "LOCALAPPDATA", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME")


def first_paint(clinic: Path, home: Path, *, times: int) -> Row:
    """Measure from the start of the process to the first painted unlock screen."""
    ours, bare = paired(lambda: _child(home, "paint", str(clinic)), lambda: _child(home, "paint"), times=times)
    return Row(
        what="start of the process to first paint", figure=ours * 1000, unit="ms", baseline=bare * 1000,
        budget=f"≤ {_PAINT_BUDGET} × a bare window", is_kept=ours <= _PAINT_BUDGET * bare,
    )


def memory_at_today(clinic: Path, home: Path, *, times: int) -> Row:
    """Measure the resident memory once the sample clinic is open and Today stands there."""
    ours, bare = [], []
    for _ in range(times):
        ours.append(int(_child(home, "today", str(clinic), PASSPHRASE)))
        bare.append(int(_child(home, "today")))
    figure, baseline = statistics.median(ours) / 1024, statistics.median(bare) / 1024
    return Row(
        what="resident memory at Today", figure=figure, unit="MiB", baseline=baseline,
        budget=f"≤ {_MEMORY_BUDGET} × a bare window", is_kept=figure <= _MEMORY_BUDGET * baseline,
    )


def _child(home: Path, *arguments: str) -> str:
    command = [sys.executable, "-m", "benchmarks.child", *arguments]
    environment = os.environ | dict.fromkeys(_FOLDERS, str(home)) | {"PYTHONPYCACHEPREFIX": str(home / "bytecode")}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)  # an installed program has its bytecode
    done = subprocess.run(  # noqa: S603  # our own module
        command, env=environment, check=True, capture_output=True, encoding="utf-8", timeout=_PATIENCE_S, cwd=Path(__file__).parents[1],
    )
    return done.stdout


